import { fileURLToPath } from 'node:url';
import { env } from '@huggingface/transformers';
import { describe, expect, it } from 'vitest';
import { MINILM_WASM } from '../../core/llm/starter-models.ts';
import { dotProduct } from '../../core/search/search-fixtures.ts';
import { openEmbedRuntime } from './embed-runtime.ts';
import { BATCH_LIMITS, planBatches } from './plan-batches.ts';
import { isOfSameSpace, REFERENCE_TEXT } from './reference-vector.ts';

const SENTENCES = [
  'The ship sank near the harbour.',
  'A boat went down outside the port.',
  'Tea is drunk in the afternoon.',
];

describe('the embedding model', () => {
  it('puts what means the same near together, and other things far', async () => {
    env.allowRemoteModels = false;
    env.localModelPath = fileURLToPath(new URL('../../../public/models/', import.meta.url));
    const embed = await openEmbedRuntime(MINILM_WASM, 'cpu');
    const flat = await embed(SENTENCES);
    const [ship, boat, tea] = [0, 1, 2].map((at) => flat.subarray(at * 384, (at + 1) * 384)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    expect(dotProduct(ship, ship)).toBeCloseTo(1, 4);
    expect(dotProduct(ship, boat)).toBeGreaterThan(0.6);
    expect(dotProduct(ship, tea)).toBeLessThan(0.3);
    const long = await embed(['word '.repeat(5000)]);
    expect(long).toHaveLength(384);
  }, 60_000);
});

it('the vector by which a graphics processor is checked is that of the model, and tells others from it', async () => {
  env.allowRemoteModels = false;
  env.localModelPath = fileURLToPath(new URL('../../../public/models/', import.meta.url));
  const embed = await openEmbedRuntime(MINILM_WASM, 'cpu');
  const right = await embed([REFERENCE_TEXT]);
  expect(isOfSameSpace(right)).toBe(true);
  expect(isOfSameSpace(right.map((value, at) => (at % 8 === 0 ? 0 : value)))).toBe(false);
  expect(isOfSameSpace(await embed([`${REFERENCE_TEXT} It was rebuilt again.`]))).toBe(false);
  for (const wrong of [new Float32Array(384), new Float32Array(384).fill(Number.NaN), right.subarray(1)]) {
    expect(isOfSameSpace(wrong)).toBe(false);
  }
}, 60_000);

it('batches hold texts of like length, each text once', () => {
  const lengths = [900, 20, 30, 25, 1000, 5000, 22];
  const batches = planBatches(lengths, BATCH_LIMITS.wasm);
  expect(batches.flat().sort()).toEqual([...lengths.keys()].sort());
  expect(batches).toEqual([[1, 6, 3, 2], [0], [4], [5]]);
  expect(planBatches(lengths, BATCH_LIMITS.webgpu)).toEqual([[1, 6, 3, 2, 0, 4], [5]]);
});
