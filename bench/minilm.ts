import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { env } from '@huggingface/transformers';
import { MINILM_WASM } from '../src/core/llm/starter-models.ts';
import { openEmbedRuntime } from '../src/workers/embed/embed-runtime.ts';

const BUILD = fileURLToPath(new URL('../.build/', import.meta.url));

/** The embeddings of the texts by the model that Hearth carries, one after the other in Node; kept in `.build/`. */
export async function embedTexts(texts: readonly string[]): Promise<Float32Array[]> {
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
  const file = `${BUILD}embeddings-${hash}.f32`;
  if (!existsSync(file)) {
    mkdirSync(BUILD, { recursive: true });
    writeFileSync(file, new Uint8Array((await embedAll(texts)).buffer));
  }
  const flat = new Float32Array(new Uint8Array(readFileSync(file)).buffer);
  const dimensions = flat.length / texts.length;
  return texts.map((_, at) => flat.slice(at * dimensions, (at + 1) * dimensions));
}

async function embedAll(texts: readonly string[]): Promise<Float32Array> {
  env.allowRemoteModels = false;
  env.localModelPath = fileURLToPath(new URL('../public/models/', import.meta.url));
  const embed = await openEmbedRuntime(MINILM_WASM, 'cpu');
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(await embed([text]));
  const flat = new Float32Array(vectors.reduce((sum, vector) => sum + vector.length, 0));
  for (const [at, vector] of vectors.entries()) flat.set(vector, at * vector.length);
  return flat;
}
