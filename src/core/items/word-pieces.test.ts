import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@huggingface/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { threadMs } from '../../../tests/hang.ts';
import { createTokenCounter, type TokenCounter } from './word-pieces.ts';

const ROOT = new URL('../../../', import.meta.url);
const VOCABULARY = new URL('src/workers/parse/word-pieces.txt', ROOT);

let tokenizer: PreTrainedTokenizer;
let count: TokenCounter;

beforeAll(async () => {
  env.allowRemoteModels = false;
  env.localModelPath = fileURLToPath(new URL('public/models/', ROOT));
  tokenizer = await AutoTokenizer.from_pretrained('all-MiniLM-L6-v2');
  count = createTokenCounter(readFileSync(VOCABULARY, 'utf8'));
});

const real = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).length;

const TEXTS = [
  '',
  'The ship sank near the harbour.',
  'Der Großvater kaufte 1931 einen Küchenofen; die Gebrauchsanweisung liegt „in der Schublade“.',
  'INV-2025-03 costs €1,299.00 (incl. 19 % VAT) — see https://example.org/a?b=c#d',
  'naïve café — Ångström, Ærø, İstanbul, ΣΊΣΥΦΟΣ, Москва',
  '京都の天気は晴れです。한국어 문장도 있습니다.',
  'zero\u200bwidth, soft\u00adhyphen, no\u00a0break, tab\tand\nline',
  '👩‍👩‍👧 😀 ✓ → ½ ² ™',
  '| a | b |\n|---|---|\n| `x` | **y** |',
];

describe('the tokens of a text', () => {
  it('the vocabulary is that of the model', () => {
    const file: unknown = JSON.parse(
      readFileSync(new URL('public/models/all-MiniLM-L6-v2/tokenizer.json', ROOT), 'utf8'),
    );
    const { model } = file as { model: { vocab: Record<string, number> } };
    const pieces = Object.entries(model.vocab).sort(([, one], [, other]) => one - other);
    expect(readFileSync(VOCABULARY, 'utf8').split('\n')).toEqual(pieces.map(([piece]) => piece));
  });

  it.each(TEXTS)('are those of the model’s tokenizer: %j', (text) => {
    expect(count(text)).toBe(real(text));
  });

  it('are those of the tokenizer for any text without words of over a hundred letters', () => {
    const word = fc.oneof(
      fc.lorem({ maxCount: 1 }),
      fc.string({ maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('Ärger', 'don’t', 'co-op', '3.14', '[UNUSED]', '漢字', 'ﬁne', 'Straße'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join(' ');
        // The library finds its special tokens in a text, too; and breaks lone surrogates its own way.
        fc.pre(!/\[(?:PAD|UNK|CLS|SEP|MASK)\]/.test(text) && text.isWellFormed());
        expect(count(text)).toBe(real(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('a word of over a hundred letters counts by its length', () => {
    expect([count('x'.repeat(101)), count('x'.repeat(4000))]).toEqual([26, 1000]);
  });

  it('takes a megabyte of text in a second', () => {
    const text = readFileSync(new URL('docs/search.md', ROOT), 'utf8');
    const startMs = threadMs();
    count(text.repeat(Math.ceil(1_000_000 / text.length)));
    expect(threadMs() - startMs).toBeLessThan(1000);
  });
});
