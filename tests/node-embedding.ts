import { fileURLToPath } from 'node:url';
import { env } from '@huggingface/transformers';
import type { EmbeddingModel } from '../src/core/llm/embedding-model.ts';
import { MINILM, MINILM_WASM } from '../src/core/llm/starter-models.ts';
import { type EmbedRuntime, openEmbedRuntime } from '../src/workers/embed/embed-runtime.ts';

/** The embedding model that Hearth carries, in Node and behind the core's port. Texts are read one after the other. */
export async function openNodeEmbedding(): Promise<EmbeddingModel> {
  env.allowRemoteModels = false;
  env.localModelPath = fileURLToPath(new URL('../public/models/', import.meta.url));
  const embed = await openEmbedRuntime(MINILM_WASM, 'cpu');
  const known = new Map<string, Float32Array>();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    id: MINILM.id,
    isLoaded: () => true,
    forgive: () => undefined,
    unload: () => undefined,
    embed(texts) {
      const work = turn.then(() => readAll(embed, texts, known));
      turn = work.catch(() => undefined);
      return work;
    },
  };
}

async function readAll(embed: EmbedRuntime, texts: readonly string[], known: Map<string, Float32Array>) {
  const vectors: Float32Array[] = [];
  for (const text of texts) {
    const vector = known.get(text) ?? (await embed([text]));
    known.set(text, vector);
    vectors.push(vector);
  }
  return vectors;
}
