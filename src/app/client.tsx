import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { CommandInput, CommandOutcome, CommandType } from '../core/commands.ts';
import { type AppError, toAppError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { QueryInput, QueryName, QueryOutput } from '../core/queries.ts';
import type { Connection, HearthClient } from '../workers/kernel/kernel.api.ts';
import { useT } from './i18n/i18n.tsx';
import { createLiveStore, type Follow, type LiveListener, type LiveStore } from './live-store.ts';
import { useToast } from './ui/Toast.tsx';

interface ClientAccess {
  readonly client: HearthClient;
  readonly live: LiveStore;
}

const ClientContext = createContext<ClientAccess | null>(null);

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

export function ClientProvider({ client, children }: { readonly client: HearthClient; readonly children: ReactNode }) {
  const access = useMemo(() => ({ client, live: createLiveStore({ after }) }), [client]);
  return <ClientContext value={access}>{children}</ClientContext>;
}

function useAccess(): ClientAccess {
  const access = useContext(ClientContext);
  if (access === null) throw new Error('useClient outside ClientProvider');
  return access;
}

export const useClient = (): HearthClient => useAccess().client;

export function useConnection(): Connection {
  const client = useClient();
  const subscribe = useCallback((changed: () => void) => client.onConnection(changed), [client]);
  return useSyncExternalStore(subscribe, () => client.connection);
}

/** The workspace that this page is in; `HOME_WORKSPACE` for Everything. */
export function useWorkspaceId(): Id {
  const client = useClient();
  const subscribe = useCallback((changed: () => void) => client.onWorkspace(changed), [client]);
  return useSyncExternalStore(subscribe, () => client.workspace);
}

/** Nothing can be changed now: no kernel answers. What is shown stays; the banner says what to do. */
export function useReadOnly(): boolean {
  const { state } = useConnection();
  return state === 'stuck' || state === 'failed';
}

/** Before this, nothing is shown in the place of what is awaited: a flash of grey is worse than a short wait. */
const SKELETON_AFTER_MS = 300;

export interface Live<V> {
  /** `undefined` until the first delivery. */
  readonly value: V | undefined;
  readonly error: AppError | null;
  /** Nothing has come for 300 ms: show the skeleton. */
  readonly loading: boolean;
}

export interface LiveOptions {
  /** Shows the old answer until the new one comes, when only the input changes: for filters. Default false. */
  readonly keep?: boolean;
  /** The kernel takes it that whoever asks for this sees it: it is not asked for a moment longer. Default false. */
  readonly isSeen?: boolean;
}

const WAITING = { value: undefined, error: null, loading: false } as const;

interface Slot<V> {
  readonly key: string;
  readonly workspace: Id;
  readonly live: Live<V>;
}

/** What a query gives, seen from the workspace that the page is in, now and after each change. `null` as input asks nothing. */
export function useLive<N extends QueryName>(
  name: N,
  input: QueryInput<N> | null,
  options: LiveOptions = {},
): Live<QueryOutput[N]> {
  const { client, live } = useAccess();
  const workspace = useWorkspaceId();
  const key = input === null ? '' : `${workspace} ${name} ${JSON.stringify(input)}`;
  /** What the page knows of it already. */
  const known = (): Live<QueryOutput[N]> | null => {
    const value = live.peek(key) as QueryOutput[N] | undefined;
    return value === undefined ? null : { value, error: null, loading: false };
  };
  const [slot, setSlot] = useState<Slot<QueryOutput[N]>>(() => ({ key, workspace, live: known() ?? WAITING }));
  // What was seen from another workspace is not shown in this one, not even for a moment.
  const isKept = (old: Slot<QueryOutput[N]>) => options.keep === true && old.workspace === workspace;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the workspace, the name and the input's contents
  useEffect(() => {
    if (input === null) return;
    const put = (change: Partial<Live<QueryOutput[N]>>) =>
      setSlot((old) => {
        const before = old.key === key || isKept(old) ? old.live : WAITING;
        const next = { ...before, ...change };
        return old.key === key && isSame(before, next) ? old : { key, workspace, live: next };
      });
    const timer = setTimeout(
      () =>
        setSlot((old) =>
          old.key === key && settled(old.live) ? old : { key, workspace, live: waited(old, isKept(old)) },
        ),
      SKELETON_AFTER_MS,
    );
    const listener: LiveListener = {
      onValue(value) {
        clearTimeout(timer);
        put({ value: value as QueryOutput[N], error: null, loading: false });
      },
      onError(error) {
        clearTimeout(timer);
        put({ error, loading: false });
      },
    };
    const follow: Follow = ({ onValue, onError }) => client.live(name, input, onValue, onError, { workspace });
    const end = live.listen(key, follow, listener, { isSeen: options.isSeen ?? false });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [client, live, key]);
  if (input === null) return WAITING;
  if (slot.key === key) return slot.live;
  return known() ?? (isKept(slot) ? slot.live : WAITING);
}

const isSame = <V,>(a: Live<V>, b: Live<V>): boolean =>
  a.value === b.value && a.error === b.error && a.loading === b.loading;

function settled<V>(live: Live<V>): boolean {
  return live.value !== undefined || live.error !== null;
}

function waited<V>(old: Slot<V>, keep: boolean): Live<V> {
  return keep && old.live.value !== undefined ? old.live : { value: undefined, error: null, loading: true };
}

export interface CommandOptions {
  /** What was done, in words ("Deleted “Plan”."). A message with Undo shows it. */
  readonly done?: string;
  /** Keeps a refusal from the message region: the caller shows it. */
  readonly quiet?: boolean;
  readonly signal?: AbortSignal;
}

/** Resolves with `null` when the command was refused; the refusal has then been shown. */
export type RunCommand = <T extends CommandType>(
  type: T,
  payload: CommandInput<T>,
  options?: CommandOptions,
) => Promise<CommandOutcome | null>;

/** Issues commands; says what was done with a way to undo it, and what was refused and why. */
export function useCommand(): RunCommand {
  const client = useClient();
  const toast = useToast();
  const t = useT();
  return useCallback<RunCommand>(
    async (type, payload, options = {}) => {
      try {
        const outcome = await client.command(type, payload, options.signal ? { signal: options.signal } : undefined);
        if (options.done !== undefined) {
          const label = options.done;
          const undo = async () => {
            await client.command('undo', { commandId: outcome.commandId });
          };
          toast.show(outcome.undoable ? { text: label, action: { label: t('ui.undo'), run: undo } } : { text: label });
        }
        return outcome;
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'cancelled' && !options.quiet) toast.show({ text: error.message, tone: 'bad' });
        return null;
      }
    },
    [client, toast, t],
  );
}
