import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { createPaletteSwitch, type PaletteState, type PaletteSwitch } from './palette-switch.ts';
import { type AppCommand, type CommandRegistry, createCommandRegistry } from './registry.ts';

interface Commanding {
  readonly registry: CommandRegistry;
  readonly palette: PaletteSwitch;
}

const CommandsContext = createContext<Commanding | null>(null);

export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createCommandRegistry);
  const [palette] = useState(createPaletteSwitch);
  const value = useMemo(() => ({ registry, palette }), [registry, palette]);
  return <CommandsContext value={value}>{children}</CommandsContext>;
}

function useCommanding(): Commanding {
  const commanding = useContext(CommandsContext);
  if (commanding === null) throw new Error('commands are used outside of CommandsProvider');
  return commanding;
}

/** Opens and closes the palette; `open('note.move')` shows the choices of that command. */
export const usePalette = (): Omit<PaletteSwitch, 'onChange' | 'state'> => useCommanding().palette;

export function usePaletteState(): PaletteState {
  const { palette } = useCommanding();
  return useSyncExternalStore(palette.onChange, palette.state);
}

/** Registers the commands while the component is there. The list may be made anew with each drawing. */
export function useCommands(commands: readonly AppCommand[]): void {
  const { registry } = useCommanding();
  const owner = useRef({});
  useLayoutEffect(() => registry.put(owner.current, commands));
  useLayoutEffect(() => {
    const { current } = owner;
    return () => registry.put(current, []);
  }, [registry]);
}

/** All commands of what is on the screen, as `registry.list` gives them. */
export function useCommandList(): readonly AppCommand[] {
  const { registry } = useCommanding();
  return useSyncExternalStore(registry.onChange, registry.list);
}
