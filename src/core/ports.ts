/** What the core is handed by whoever wires it. Adapters implement these; tests inject their own. */

export interface Clock {
  /** UTC, in milliseconds since 1970. May step back. */
  nowMs(): number;
}

export interface Random {
  /** `length` random bytes of cryptographic quality. */
  bytes(length: number): Uint8Array;
}

/** Reports how far a long piece of work is. `total` is null where it cannot be known. */
export interface Progress {
  readonly done: number;
  readonly total: number | null;
  /** What is being worked on now, in words the user would use. */
  readonly note?: string;
}

export type OnProgress = (progress: Progress) => void;

/** What the core needs of an `AbortSignal`. */
export interface AbortFlag {
  readonly aborted: boolean;
}

/** What the core needs of a `Blob`. */
export interface ByteSource {
  readonly size: number;
  slice(start: number, end: number): ByteSource;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Original bytes, content-addressed by SHA-256 in lower-case hex. A blob, once put, never changes. */
export interface BlobStore {
  /** Stores the bytes durably before it resolves. Storing the same bytes again is free. */
  put(bytes: ByteSource, signal?: AbortFlag): Promise<{ readonly hash: string; readonly sizeBytes: number }>;
  /** Rejects with `not-found`. */
  get(hash: string): Promise<ByteSource>;
  has(hash: string): Promise<boolean>;
  remove(hash: string): Promise<void>;
  /** The hashes of all blobs, those included that are just being written. */
  list(): Promise<readonly string[]>;
  /** Sum of all blobs in bytes. */
  sizeBytes(): Promise<number>;
}

/** Named byte arrays that can be lost without harm, because they can be rebuilt: search segments. */
export interface CacheFiles {
  /** The bytes are the caller's, who may change them. */
  read(name: string): Promise<Uint8Array | null>;
  /** Replaces the file as a whole: a reader sees the old bytes or the new ones, never a mixture. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  list(): Promise<readonly string[]>;
}

/** What an engine can do, for whoever has to say it or to choose by it. */
export interface StoreCapabilities {
  readonly name: 'PostgreSQL' | 'SQLite';
  /** As its makers number it. */
  readonly version: string;
  /** Whether what was acknowledged is still there after the page is closed. */
  readonly persistent: boolean;
  /** `flushed`: an acknowledged write is on the disk, where a crash or a power cut leaves it. */
  readonly durability: 'flushed' | 'none';
  /** Whether vectors can be compared and indexed in SQL; else they are blobs to it. */
  readonly vectorsInSql: boolean;
}

export interface StorageEstimate {
  readonly usageBytes: number;
  /** 0 where the browser does not tell. */
  readonly quotaBytes: number;
  /** Whether the browser promised not to evict the data. */
  readonly persisted: boolean;
}
