import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { type AppCommand, type CommandRegistry, createCommandRegistry } from './registry.ts';

const CommandsContext = createContext<CommandRegistry | null>(null);

export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createCommandRegistry);
  return <CommandsContext value={registry}>{children}</CommandsContext>;
}

export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(CommandsContext);
  if (registry === null) throw new Error('useCommandRegistry outside CommandsProvider');
  return registry;
}

/** Registers the commands while the component is there. The list may be made anew with each drawing. */
export function useCommands(commands: readonly AppCommand[]): void {
  const registry = useCommandRegistry();
  const owner = useRef({});
  useLayoutEffect(() => registry.put(owner.current, commands));
  useLayoutEffect(() => {
    const { current } = owner;
    return () => registry.put(current, []);
  }, [registry]);
}

/** All commands of what is on the screen, as `registry.list` gives them. */
export function useCommandList(): readonly AppCommand[] {
  const registry = useCommandRegistry();
  return useSyncExternalStore(registry.onChange, registry.list);
}
