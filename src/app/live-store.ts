import type { AppError } from '../core/errors.ts';

/**
 * The live queries of this page, each asked for once, whoever shows it. A view that comes to one that is known is drawn
 * with the answer, not a moment before it. What nobody shows any more is followed for a while, so that the way back to a
 * view finds it as it is now: but for what tells the kernel that somebody sees it.
 */

export interface LiveListener {
  onValue(value: unknown): void;
  onError(error: AppError): void;
}

/** Begins to follow a query; returns the way to end it. */
export type Follow = (listener: LiveListener) => () => void;

export interface LiveStore {
  /** What was said last under `key`; `undefined` where nothing was, or only that it failed. */
  peek(key: string): unknown;
  /** Tells what is known at once, and then each change. `follow` is called where nobody follows `key` yet. */
  listen(key: string, follow: Follow, listener: LiveListener, options?: ListenOptions): () => void;
}

export interface ListenOptions {
  /** Following it says that somebody sees it: it ends with the last one who does, and who comes back is shown it as it was. Default: no. */
  readonly isSeen?: boolean;
}

export interface LiveStoreOptions {
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** How long what nobody shows is followed, and how much of it at most: the kernel works for it at each change. */
export const LINGER_MS = 10_000;
export const LINGERING = 12;

interface Entry {
  readonly listeners: Set<LiveListener>;
  value: unknown;
  error: AppError | null;
  /** Null where nobody follows it. */
  end: (() => void) | null;
  /** Keeps the entry from its end; null while somebody listens. */
  stay: (() => void) | null;
}

export function createLiveStore({ after }: LiveStoreOptions): LiveStore {
  const entries = new Map<string, Entry>();

  const open = (key: string): Entry => {
    const entry: Entry = { listeners: new Set(), value: undefined, error: null, end: null, stay: null };
    entries.set(key, entry);
    return entry;
  };

  const begin = (entry: Entry, follow: Follow) => {
    entry.end = follow({
      onValue(value) {
        entry.value = value;
        entry.error = null;
        for (const listener of [...entry.listeners]) listener.onValue(value);
      },
      onError(error) {
        entry.error = error;
        for (const listener of [...entry.listeners]) listener.onError(error);
      },
    });
  };

  const end = (entry: Entry) => {
    entry.end?.();
    entry.end = null;
  };

  const close = (key: string, entry: Entry) => {
    entry.stay?.();
    entries.delete(key);
    end(entry);
  };

  const leave = (key: string, entry: Entry, isSeen: boolean) => {
    // What failed, or has not come, is asked for again by whoever wants it next.
    if (entry.value === undefined || entry.error !== null) return close(key, entry);
    if (isSeen) end(entry);
    entry.stay = after(LINGER_MS, () => close(key, entry));
    // A map keeps its order: the one that waits for longest is the first.
    entries.delete(key);
    entries.set(key, entry);
    const waiting = [...entries].filter(([, { stay }]) => stay !== null);
    for (const [oldKey, old] of waiting.slice(0, -LINGERING)) close(oldKey, old);
  };

  return {
    peek: (key) => entries.get(key)?.value,
    listen(key, follow, listener, { isSeen = false } = {}) {
      const entry = entries.get(key) ?? open(key);
      entry.stay?.();
      entry.stay = null;
      if (entry.end === null) begin(entry, follow);
      entry.listeners.add(listener);
      if (entry.value !== undefined) listener.onValue(entry.value);
      if (entry.error !== null) listener.onError(entry.error);
      return () => {
        if (entry.listeners.delete(listener) && entry.listeners.size === 0) leave(key, entry, isSeen);
      };
    },
  };
}
