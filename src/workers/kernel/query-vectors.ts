import { toAppError } from '../../core/errors.ts';
import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';

/** The vectors of queries: the last ones are kept. */
export interface QueryVectors {
  /** Null where it cannot be had within a moment; `onLate` is called when it has come after all. */
  get(query: string): Promise<Float32Array | null>;
  /** One that is kept, without asking the model. */
  kept(query: string): Float32Array | null;
  forget(): void;
}

export interface QueryVectorsOptions {
  readonly model: EmbeddingModel;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly signal: AbortSignalLike;
  readonly onLate: (query: string) => void;
  readonly onFailed: (thrown: unknown) => void;
}

const WITHIN_MS = 150;
const KEPT = 50;

export function createQueryVectors({ model, after, signal, onLate, onFailed }: QueryVectorsOptions): QueryVectors {
  const vectors = new Map<string, Float32Array>();

  const keep = (query: string, vector: Float32Array) => {
    vectors.set(query, vector);
    const [oldest] = vectors.keys();
    if (vectors.size > KEPT && oldest !== undefined) vectors.delete(oldest);
  };

  return {
    kept: (query) => vectors.get(query) ?? null,
    forget: () => vectors.clear(),
    async get(query) {
      const asked = model.embed([query], { priority: 'query', signal }).then(([vector]) => vector ?? null);
      const soon = new Promise<null>((resolve) => void after(WITHIN_MS, () => resolve(null)));
      let late = false;
      asked.then(
        (vector) => {
          if (vector !== null) keep(query, vector);
          if (late) onLate(query);
        },
        (thrown: unknown) => {
          if (toAppError(thrown).code !== 'cancelled') onFailed(thrown);
        },
      );
      const vector = await Promise.race([asked, soon]).catch(() => null); // said above
      late = vector === null;
      return vector;
    },
  };
}
