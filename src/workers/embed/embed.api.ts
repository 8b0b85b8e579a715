import type { EmbeddingDevice } from '../../core/llm/embedding-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';

/** What the embedding worker answers. */

export interface LoadInput {
  readonly model: ModelManifest;
  /** Absolute address of the folder with the models, of the own origin. */
  readonly baseUrl: string;
  readonly device: EmbeddingDevice;
}

export interface EmbedCalls {
  /** The model's files must be there (`ModelStore`). After it rejects, the worker is of no more use. */
  readonly load: { input: LoadInput; output: { readonly loadMs: number } };
  /** One vector after the other, in the order of the texts. */
  readonly embed: { input: readonly string[]; output: Float32Array };
  /** Answers when no other call is under way. */
  readonly settle: { input: null; output: true };
}

/** What is asked of `navigator.gpu`. */
export interface Gpu {
  requestAdapter(): Promise<Adapter | null>;
}

interface Adapter {
  /** Older browsers have it here. */
  readonly isFallbackAdapter?: boolean;
  readonly info?: { readonly isFallbackAdapter?: boolean };
}
