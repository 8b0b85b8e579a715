import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { estimateTokens, tokenEstimateFor } from './count-tokens.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** WordPiece as the embedding model's tokenizer does it: lower case, no accents, marks and ideographs apart. */
function realTokens(text: string, vocabulary: ReadonlySet<string>): number {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  let tokens = 0;
  for (const [word] of words.matchAll(/\p{Script=Han}|[\p{P}$+<=>^`|~]|[^\s\p{P}$+<=>^`|~\p{Script=Han}]+/gu)) {
    let pieces = 0;
    for (let at = 0; at < word.length; pieces += 1) {
      let end = word.length;
      while (end > at && !vocabulary.has(`${at === 0 ? '' : '##'}${word.slice(at, end)}`)) end -= 1;
      if (end === at) {
        pieces = 1;
        break;
      }
      at = end;
    }
    tokens += pieces;
  }
  return tokens;
}

it('estimates the tokens of the embedding model within a quarter, for English, German and markdown', () => {
  const tokenizer: unknown = JSON.parse(
    readFileSync(join(ROOT, 'public/models/all-MiniLM-L6-v2/tokenizer.json'), 'utf8'),
  );
  const { model } = tokenizer as { model: { vocab: Record<string, number> } };
  const vocabulary = new Set(Object.keys(model.vocab));
  const english = readFileSync(join(ROOT, 'docs/import.md'), 'utf8');
  const german =
    'Der alte Ofen in der Küche wurde 1931 gekauft und später von meinem Großvater ausgebessert. Die Gebrauchsanweisung liegt in der Schublade; Ersatzteile bekommt man beim Schmied im Nachbardorf. Im Winter heizt er das ganze Haus, und man kann darauf kochen.';
  const shares = [
    estimateTokens(english) / realTokens(english, vocabulary),
    tokenEstimateFor('de')(german) / realTokens(german, vocabulary),
  ];
  for (const share of shares) {
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(1.25);
  }
});
