import { describe, expect, test } from 'vitest';
import type { JudgeRequest } from '../../core/llm/language-model.ts';
import { createJudge } from './judge.ts';
import type { Runtime } from './runtime.ts';

const VOCABULARY = 256;

/** A model of letters that finds each letter as likely as the passage is long; its clock goes by the letters it reads. */
function letters() {
  const read: number[] = [];
  let nowMs = 0;
  let length = 0;
  const runtime: Pick<Runtime, 'encode' | 'decode' | 'forward'> = {
    encode: (text) => Array.from(text, (letter) => (letter.codePointAt(0) ?? 0) % VOCABULARY),
    decode: (tokens) => String.fromCodePoint(...tokens),
    async forward({ tokens, past, keep }) {
      read.push(tokens.length);
      nowMs += tokens.length;
      if (past === undefined) length = tokens.length;
      const logits = new Float32Array(keep * VOCABULARY);
      for (let row = 0; row < keep; row++) logits[row * VOCABULARY + (tokens[row + 1] ?? 0)] = 10 - length / 100;
      return { logits, vocabulary: VOCABULARY, past: {} };
    },
  };
  const host = { nowMs: () => nowMs, breathe: async () => {} };
  const judge = createJudge(runtime as Runtime, host);
  const run = (request: Partial<JudgeRequest>) =>
    judge(
      { question: 'Why?', passages: PASSAGES, budgetMs: 1e6, ...request },
      { signal: { aborted: false }, onJudgement: () => {} },
    );
  return { read, run };
}

const PASSAGES = ['One two three.', 'Four five six seven.', 'Eight.'];

describe('judging', () => {
  test('says the same of a passage in whatever company and order', async () => {
    const all = (await letters().run({})).judgements.map(({ logProbability }) => logProbability);
    const turned = await letters().run({ passages: PASSAGES.toReversed() });
    expect(turned.judgements.map(({ logProbability }) => logProbability)).toEqual(all.toReversed());
    expect(new Set(all).size).toBe(3);
  });

  test('reads nothing for a question that was judged before', async () => {
    const { read, run } = letters();
    const first = await run({});
    const before = read.length;
    const again = await run({});
    expect(again.judgements).toEqual(first.judgements);
    expect(again.inputTokens).toBe(0);
    expect(read).toHaveLength(before);
  });

  test('stops where the first places are settled, and does not call that cut short', async () => {
    const prior = { scores: [9, 8, 1], places: 2, reach: 0.5 };
    const { judgements, cutShort } = await letters().run({ prior });
    expect(judgements.map(({ index }) => index)).toEqual([0, 1]);
    expect(cutShort).toBe(false);
  });

  test('stops where its time would not do for another passage, after the first at the earliest', async () => {
    const { judgements, cutShort } = await letters().run({ budgetMs: 1 });
    expect(judgements).toHaveLength(1);
    expect(cutShort).toBe(true);
  });

  test('has nothing to say without a question or a passage', async () => {
    expect(await letters().run({ question: ' ' })).toMatchObject({ judgements: [] });
    expect(await letters().run({ passages: [] })).toMatchObject({ judgements: [], cutShort: false });
  });
});
