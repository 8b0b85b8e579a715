import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useSyncExternalStore,
} from 'react';
import type { Install, InstallState } from '../pwa/install.ts';
import type { UpdateState, Updates } from '../pwa/updates.ts';

export interface Pwa {
  readonly updates: Updates;
  readonly install: Install;
}

const PwaContext = createContext<Pwa | null>(null);

export function PwaProvider({ pwa, children }: { readonly pwa: Pwa; readonly children: ReactNode }) {
  return <PwaContext value={pwa}>{children}</PwaContext>;
}

export function usePwa(): Pwa {
  const pwa = useContext(PwaContext);
  if (pwa === null) throw new Error('usePwa outside PwaProvider');
  return pwa;
}

export function useUpdateState(): UpdateState {
  const { updates } = usePwa();
  return useSyncExternalStore(
    useCallback((changed) => updates.onChange(changed), [updates]),
    () => updates.state,
  );
}

/** Whether a new version waits. Drawn again when that changes, not with each file that is kept. */
export function useUpdateReady(): boolean {
  const { updates } = usePwa();
  return useSyncExternalStore(
    useCallback((changed) => updates.onChange(changed), [updates]),
    () => updates.state.updateReady,
  );
}

export function useInstallState(): InstallState {
  const { install } = usePwa();
  return useSyncExternalStore(
    useCallback((changed) => install.onChange(changed), [install]),
    () => install.state,
  );
}

/** Saves a draft before this tab moves to a new version. The newest `save` is the one that is called. */
export function useBeforeReload(save: () => Promise<void> | void): void {
  const { updates } = usePwa();
  const latest = useEffectEvent(save);
  useEffect(() => updates.beforeReload(() => latest()), [updates]);
}
