import type { OnProgress } from '../ports.ts';
import type { AbortSignalLike } from './language-model.ts';
import type { ModelManifest } from './model-manifest.ts';

export type ModelState =
  | { readonly status: 'absent' }
  | { readonly status: 'partial'; readonly bytes: number }
  | { readonly status: 'ready' }
  /** These files, by path, did not match their checksum and were removed. */
  | { readonly status: 'corrupt'; readonly paths: readonly string[] };

export interface FetchOptions {
  /** Bytes of the whole model, those that were there before included. */
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignalLike;
}

/**
 * Model files on this device, verified. Port. Nothing counts as there before its SHA-256 was checked.
 *
 * Rejects with `model-corrupt` (details: `file`), `model-unavailable` (the server refuses the file; details: `file`,
 * `status`), `offline` (retryable; what arrived is kept), `storage-full` or `cancelled`.
 */
export interface ModelStore {
  /** By the names in the store alone: does not read the files. */
  state(model: ModelManifest): Promise<ModelState>;
  /** Fetches what is missing, and goes on where it stopped. */
  fetch(model: ModelManifest, options?: FetchOptions): Promise<void>;
  /** Reads and checks every file that is there; removes those that do not match. */
  verify(model: ModelManifest, signal?: AbortSignalLike): Promise<ModelState>;
  remove(model: ModelManifest): Promise<void>;
  /** One file, whole and checked again. `not-found` when it is not there; `model-corrupt` removes it. */
  open(model: ModelManifest, path: string): Promise<Uint8Array<ArrayBuffer>>;
}
