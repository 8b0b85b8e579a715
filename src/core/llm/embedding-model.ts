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
}

export interface EmbedOptions {
  readonly signal?: AbortSignalLike;
  /** What the user waits for goes before the rest. Default: `background`. */
  readonly priority?: 'query' | 'background';
}
