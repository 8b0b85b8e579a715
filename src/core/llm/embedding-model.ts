import type { OnProgress } from '../ports.ts';
import type { AbortSignalLike } from './language-model.ts';

/** What turns texts into vectors of meaning. Port; `workers/embed` implements it for the model that Hearth carries. */
export interface EmbeddingModel {
  /** Vectors of different models are not compared. */
  readonly id: string;
  /**
   * A vector of length 1 for each text, in order; of a long text only its beginning counts. Fetches, checks and loads
   * the model where that is needed. Rejects as `ModelStore` does, and with `model-unavailable` where it cannot run.
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<readonly Float32Array[]>;
  /** Whether a text would be embedded at once: the model is loaded. */
  isLoaded(): boolean;
  /** Tries again after it was given up. */
  forgive(): void;
  unload(): void;
  /** Absent for a model that has no files and no choice of where to run. */
  readonly host?: EmbeddingHost;
}

export type EmbeddingDevice = 'wasm' | 'webgpu';

/** Where a model runs, and whether its files are on this device. */
export interface EmbeddingHost {
  /** Null until it was chosen. */
  readonly device: EmbeddingDevice | null;
  /** Why it is not the graphics processor although there is one, or one was asked for; in a sentence. */
  readonly note: string | null;
  /** `webgpu`: also one that is only simulated. Another choice than before ends the worker. */
  prefer(choice: 'auto' | EmbeddingDevice): void;
  /** Whether all that has to be fetched is here, checked. */
  isHere(): Promise<boolean>;
  /** Fetches what is missing, without loading it. Rejects as `ModelStore` does. */
  fetch(options: { readonly onProgress?: OnProgress; readonly signal?: AbortSignalLike }): Promise<void>;
}

export interface EmbedOptions {
  readonly signal?: AbortSignalLike;
  /** What the user waits for goes before the rest. Default: `background`. */
  readonly priority?: 'query' | 'background';
}
