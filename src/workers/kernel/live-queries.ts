import { type AppError, toAppError } from '../../core/errors.ts';

/**
 * Live queries, coalesced: however many changes fall into a frame, a query runs once for it, whoever asked for it, and
 * delivers only what differs from what it delivered before.
 */

export interface LiveSource<Topic extends string> {
  /** Same key, same answer. */
  readonly key: string;
  readonly topics: readonly Topic[];
  run(): Promise<unknown>;
}

export interface LiveListener {
  onValue(value: unknown): void;
  onError(error: AppError): void;
}

export interface LiveQueries<Topic extends string> {
  /** Delivers at once, then after changes. Returns the way to end it. */
  subscribe(source: LiveSource<Topic>, listener: LiveListener): () => void;
  changed(topics: ReadonlySet<Topic>): void;
  /** Whether somebody listens to a source of which this is true. */
  some(test: (key: string) => boolean): boolean;
  close(): void;
  readonly size: number;
}

export interface LiveOptions {
  /** Calls back once, about a frame later. */
  readonly nextFrame: (callback: () => void) => void;
}

interface Entry<Topic extends string> {
  readonly source: LiveSource<Topic>;
  readonly listeners: Set<LiveListener>;
  dirty: boolean;
  running: boolean;
  last: { readonly value: unknown; readonly print: string } | null;
}

export function createLiveQueries<Topic extends string>({ nextFrame }: LiveOptions): LiveQueries<Topic> {
  const entries = new Map<string, Entry<Topic>>();
  let scheduled = false;
  let closed = false;

  const schedule = () => {
    if (scheduled || closed) return;
    scheduled = true;
    nextFrame(() => {
      scheduled = false;
      for (const entry of entries.values()) if (entry.dirty && !entry.running) void refresh(entry);
    });
  };

  const refresh = async (entry: Entry<Topic>) => {
    entry.dirty = false;
    entry.running = true;
    try {
      const value = await entry.source.run();
      const print = fingerprint(value);
      if (entry.last?.print !== print) {
        entry.last = { value, print };
        for (const listener of entry.listeners) listener.onValue(value);
      }
    } catch (thrown) {
      entry.last = null;
      for (const listener of entry.listeners) listener.onError(toAppError(thrown));
    } finally {
      entry.running = false;
      if (entry.dirty) schedule();
    }
  };

  return {
    subscribe(source, listener) {
      const entry = entries.get(source.key) ?? {
        source,
        listeners: new Set(),
        dirty: true,
        running: false,
        last: null,
      };
      entries.set(source.key, entry);
      entry.listeners.add(listener);
      if (entry.last !== null) listener.onValue(entry.last.value);
      else if (!entry.running) void refresh(entry);
      return () => {
        entry.listeners.delete(listener);
        if (entry.listeners.size === 0 && entries.get(source.key) === entry) entries.delete(source.key);
      };
    },
    changed(topics) {
      for (const entry of entries.values()) {
        if (!entry.dirty && entry.source.topics.some((topic) => topics.has(topic))) entry.dirty = true;
        if (entry.dirty) schedule();
      }
    },
    some: (test) => [...entries.keys()].some(test),
    close() {
      closed = true;
      entries.clear();
    },
    get size() {
      return entries.size;
    },
  };
}

/** Equal for equal values; bytes count by their content. */
const fingerprint = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    ArrayBuffer.isView(inner) ? `bytes:${inner.byteLength}:${sum(bytesOf(inner))}` : inner,
  );

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** FNV-1a, 32 bits. */
function sum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
