import type { Progress } from '../../core/ports.ts';
import type { BackupCalls } from './backups.api.ts';
import type { OutsideCalls } from './outside.api.ts';
import type { PlaceEntry, PlacesReport } from './places.api.ts';

/**
 * The keeper works on whole stores and on backups, beside the kernel or where there is none: it can be ended at any time,
 * and holds nothing. A store lies in a place (`src/db/places.ts`). What touches the files of the place in use, or
 * changes which place that is, takes the store's lock: while a kernel has it, such a call rejects with `store-busy`.
 * Each call rejects with `cancelled` when its signal fires, and leaves nothing that counts.
 */

export interface KeeperCalls extends OutsideCalls, BackupCalls {
  /** What stores are here. Opens none of them, and takes no lock. */
  readonly places: { readonly input: null; readonly output: PlacesReport };
  /**
   * Makes an empty store in a new place, then makes that the one in use; the one before is kept. Rejects as `openStore`
   * does, and with `store-busy`; then nothing has changed.
   */
  readonly 'start-empty': { readonly input: { readonly kind: PlaceEntry['kind'] }; readonly output: PlaceEntry };
  /**
   * Makes a place that is kept, pending or found the one in use; the one before is kept. Rejects with `not-found`,
   * `store-busy`, and `conflict` where its database was not made to the end.
   */
  readonly 'use-place': { readonly input: { readonly id: string }; readonly output: PlaceEntry };
  /**
   * The raw files of a place with the originals and the list of places, as one tar file, for rescue by hand. Nothing is
   * opened and nothing copied: the `Blob` is made of the files themselves. Reports progress by files. The place in use
   * needs the lock.
   */
  readonly 'export-raw': { readonly input: { readonly id: string }; readonly output: RawFiles };
}

export interface RawFiles {
  readonly name: string;
  readonly bytes: Blob;
  readonly files: number;
}

export interface KeeperOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** One for a page or a kernel; its worker starts with the first call and ends when it is idle. */
export interface Keeper {
  call<M extends keyof KeeperCalls>(
    method: M,
    input: KeeperCalls[M]['input'],
    options?: KeeperOptions,
  ): Promise<KeeperCalls[M]['output']>;
  /** Ends the worker; what is under way rejects with `cancelled`. */
  close(): void;
}
