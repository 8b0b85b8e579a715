import { expect, test } from 'vitest';
import { noModel, type TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { CancelledError } from '../../core/errors.ts';
import type { JudgeRequest, LanguageModel } from '../../core/llm/language-model.ts';

const house = testHouse();

const NOTES = [
  { path: 'Roof.md', content: '# Roof\n\nThe roof was painted in May. The gutters are new.' },
  { path: 'Shed.md', content: '# Shed\n\nThe shed roof leaks where the slate is loose. It was built in 1998.' },
  { path: 'Car.md', content: '# Car\n\nThe roof rack of the car is in the loft.' },
];
const QUERY = 'roof leaks';

interface Judge {
  readonly model: LanguageModel;
  readonly asked: JudgeRequest[];
  idle: boolean;
}

/** Finds the question likely after texts that hold the word. */
function createJudge(word: string): Judge {
  const asked: JudgeRequest[] = [];
  const judge: Judge = {
    asked,
    idle: true,
    model: {
      ...noModel,
      isIdle: () => judge.idle,
      async judge(request) {
        asked.push(request);
        const judgements = request.passages.map((text, index) => ({
          index,
          logProbability: text.includes(word) ? -1 : -5,
        }));
        return { judgements, inputTokens: 0, elapsedMs: 0, cutShort: false };
      },
    },
  };
  return judge;
}

/** The hits of a search for the roof as if the search had been unsure, the notes in the order of their titles. */
async function hitsOf(kernel: TestKernel) {
  await kernel.import(NOTES);
  const { items } = await kernel.query('search', { query: 'roof', mode: 'text' });
  return items
    .toSorted((a, b) => (a.item.title < b.item.title ? -1 : 1))
    .map(({ item, hits }, at) => ({ itemId: item.id, ordinal: hits[0]?.ordinal ?? 0, score: 1 - at / 100 }));
}

test('a near tie is broken by what the model finds likely, as positions of the hits', async () => {
  const judge = createJudge('slate');
  const kernel = await house.open({ language: judge.model });
  const hits = await hitsOf(kernel);
  expect(await kernel.call('rerank', { query: QUERY, hits })).toEqual([2, 0, 1]);
  const [request] = judge.asked;
  expect(request?.question).toBe(QUERY);
  expect(request?.passages[2]).toContain('The shed roof leaks where the slate is loose.');
  expect(request?.budgetMs).toBeLessThanOrEqual(1_500);
});

test('what search is sure of stays first', async () => {
  const kernel = await house.open({ language: createJudge('slate').model });
  const hits = (await hitsOf(kernel)).map((hit, at) => ({ ...hit, score: 3 - at }));
  expect(await kernel.call('rerank', { query: QUERY, hits })).toBeNull();
});

test('where the model would change nothing there is no order', async () => {
  const kernel = await house.open({ language: createJudge('rack').model });
  expect(await kernel.call('rerank', { query: QUERY, hits: await hitsOf(kernel) })).toBeNull();
});

test('a model that is not loaded or has other work is not asked', async () => {
  const judge = createJudge('slate');
  judge.idle = false;
  const kernel = await house.open({ language: judge.model });
  expect(await kernel.call('rerank', { query: QUERY, hits: await hitsOf(kernel) })).toBeNull();
  expect(judge.asked).toEqual([]);
});

test('nothing to ask, nothing to order, or a hit that is gone: the model is not asked', async () => {
  const judge = createJudge('slate');
  const kernel = await house.open({ language: judge.model });
  const hits = await hitsOf(kernel);
  expect(await kernel.call('rerank', { query: '  ', hits })).toBeNull();
  expect(await kernel.call('rerank', { query: QUERY, hits: hits.slice(0, 1) })).toBeNull();
  const gone = { itemId: house.ids.next(), ordinal: 0, score: 1 };
  expect(await kernel.call('rerank', { query: QUERY, hits: [...hits, gone] })).toBeNull();
  expect(judge.asked).toEqual([]);
});

test.each([
  ['eleven hits', (hit: object) => ({ query: QUERY, hits: Array.from({ length: 11 }, () => hit) })],
  ['an item that cannot be one', (hit: object) => ({ query: QUERY, hits: [{ ...hit, itemId: '1; drop' }] })],
  ['a chunk before the first', (hit: object) => ({ query: QUERY, hits: [{ ...hit, ordinal: -1 }] })],
  ['no number for a score', (hit: object) => ({ query: QUERY, hits: [{ ...hit, score: Number.NaN }] })],
  ['a query without end', (hit: object) => ({ query: 'x'.repeat(2001), hits: [hit] })],
  ['what it does not know', (hit: object) => ({ query: QUERY, hits: [hit], budgetMs: 1e9 })],
])('%s: refused as bad input', async (_, inputOf) => {
  const kernel = await house.open({ language: createJudge('slate').model });
  const [hit = {}] = await hitsOf(kernel);
  await expect(kernel.call('rerank', inputOf(hit))).rejects.toMatchObject({ code: 'bad-input' });
});

test('stopping the call stops the model', async () => {
  const began = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  const model: LanguageModel = {
    ...createJudge('slate').model,
    judge: (_request, options) =>
      new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => {
          stopped.resolve();
          reject(new CancelledError());
        });
        began.resolve();
      }),
  };
  const kernel = await house.open({ language: model });
  const stop = new AbortController();
  const order = kernel.call('rerank', { query: QUERY, hits: await hitsOf(kernel) }, { signal: stop.signal });
  await began.promise;
  stop.abort();
  await expect(order).rejects.toMatchObject({ code: 'cancelled' });
  await stopped.promise;
});

test('a model that fails says why', async () => {
  const kernel = await house.open({ language: { ...noModel, isIdle: () => true } });
  await expect(kernel.call('rerank', { query: QUERY, hits: await hitsOf(kernel) })).rejects.toMatchObject({
    code: 'model-unavailable',
  });
});
