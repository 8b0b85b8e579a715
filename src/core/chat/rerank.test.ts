import { describe, expect, test } from 'vitest';
import { planReranking, rerankedOrder } from './rerank.ts';

const passageOf = (text: string, at: number) => ({
  number: at + 1,
  itemId: `item ${at}`,
  title: 'House',
  heading: '',
  span: { start: 0, end: text.length },
  text,
  language: 'en',
  score: 4 - at,
});

const TEXTS = ['The roof is red. The boiler was serviced in May. The door is oak.', 'The pond is deep.', ''];

describe('a second pass over the first passages', () => {
  const plan = planReranking('boiler service', TEXTS.map(passageOf), { judged: 0.25, reach: 0.35 });

  test('reads of each passage the part that fits the query, in the order of the search', () => {
    expect(plan.texts).toHaveLength(3);
    expect(plan.texts[0]).toContain('The boiler was serviced in May.');
    expect(plan.texts[1]).toContain('The pond is deep.');
  });

  test('moves up what is judged likely, and nothing without judgements', () => {
    const judged = (...values: readonly number[]) => values.map((logProbability, index) => ({ index, logProbability }));
    expect(rerankedOrder(plan.prior, judged(-6, -1, -6))).toEqual([1, 0, 2]);
    expect(rerankedOrder(plan.prior, [])).toEqual([0, 1, 2]);
  });

  test('what was not judged does not go before what was judged no worse', () => {
    expect(rerankedOrder(plan.prior, [{ index: 0, logProbability: -2 }])).toEqual([0, 1, 2]);
  });
});
