import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Passage } from './answer.ts';
import { checkProse } from './check.ts';
import { readEvidence } from './evidence.ts';
import { type ProseBlock, type ProseList, proseBlocks, proseMarkdown } from './prose-blocks.ts';
import { showable } from './writer.ts';
import { claimsOf } from './written-claims.ts';

const text = `# Lease

The rent is 900 euros and includes the cellar and the garden. The bicycle shed costs 12 euros a month.
The boiler was serviced by Ana Ruiz on 3 March 2025.`;
const passage: Passage = {
  number: 1,
  itemId: 'i',
  title: 'Lease',
  heading: '',
  span: { start: 0, end: text.length },
  text,
  language: 'en',
  score: 1,
};
const lease = readEvidence([passage]);
const checked = (markdown: string) => checkProse(markdown, 'en', lease);
const shown = (markdown: string) =>
  proseMarkdown(showable(checked(markdown), 'extra'), ({ text: sentence }) => sentence);

const sentencesOf = (blocks: readonly ProseBlock[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'paragraph' ? block.sentences.map((sentence) => sentence.text) : entriesOf(block),
  );
const entriesOf = ({ entries }: ProseList): string[] =>
  entries.flatMap(({ sentences, lists }) => [
    ...sentences.map((sentence) => sentence.text),
    ...lists.flatMap(entriesOf),
  ]);
/** By what each part is known to who draws it, within the part that it stands in. */
const keysOf = (blocks: readonly (ProseBlock | ProseList)[], within = ''): string[] =>
  blocks.flatMap((block) => {
    const key = `${within}/${block.type} ${block.at}`;
    if (block.type === 'paragraph') return [key, ...block.sentences.map(({ at }) => `${key}/${at}`)];
    const entries = block.entries.flatMap(({ at, sentences, lists }) => [
      `${key}/${at}`,
      ...sentences.map((sentence) => `${key}/${at}/${sentence.at}`),
      ...keysOf(lists, `${key}/${at}`),
    ]);
    return [key, ...entries];
  });
const isFilled = (block: ProseBlock): boolean =>
  block.type === 'paragraph'
    ? block.sentences.length > 0
    : block.entries.length > 0 &&
      block.entries.every(({ sentences, lists }) => sentences.length > 0 && lists.every(isFilled));

const word = fc.constantFrom(
  'rent',
  'cellar',
  '**garden**',
  '`shed`',
  '_boiler_',
  '900 euros.',
  'Ana Ruiz.',
  'includes:',
  '[a](b)',
);
const line = fc
  .tuple(
    fc.constantFrom('', '- ', '  - ', '    * ', '1. ', '12) ', '# ', '> ', '```', '| '),
    fc.array(word, { maxLength: 5 }),
  )
  .map(([mark, words]) => mark + words.join(' '));
const anything = fc.oneof(
  fc.string(),
  fc.array(line, { maxLength: 12 }).chain((lines) => fc.constantFrom('\n', '\n\n').map((gap) => lines.join(gap))),
);

describe('what a model wrote', () => {
  it('holds each sentence that was checked once, in its order, whatever was written and left out', () => {
    fc.assert(
      fc.property(anything, fc.infiniteStream(fc.boolean()), (markdown, keeps) => {
        const kept = checked(markdown).filter(() => keeps.next().value);
        const blocks = proseBlocks(kept);
        expect(sentencesOf(blocks)).toEqual(kept.map((sentence) => sentence.text));
        expect(blocks.every(isFilled)).toBe(true);
      }),
    );
  });

  it('knows each part by what stays the same while more is written', () => {
    fc.assert(
      fc.property(anything, fc.nat(), (markdown, cut) => {
        const all = checked(markdown);
        const keys = keysOf(proseBlocks(all));
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys).toEqual(expect.arrayContaining(keysOf(proseBlocks(all.slice(0, cut % (all.length + 1))))));
      }),
    );
  });

  it('sets apart only words that were checked', () => {
    fc.assert(
      fc.property(anything, (markdown) => {
        for (const { text: words, marks } of claimsOf(markdown)) {
          let reached = 0;
          for (const { start, end } of marks) {
            expect(start).toBeGreaterThanOrEqual(reached);
            expect(end).toBeGreaterThan(start);
            reached = end;
          }
          expect(reached).toBeLessThanOrEqual(words.length);
        }
      }),
    );
  });

  it('is read again as the same paragraphs and lists', () => {
    const markdown = `The rent is 900 euros. It includes the cellar.

1. Ana Ruiz came.
   - She serviced the boiler.
   - She left. It was in March.
2. The shed costs 12 euros.

The end is near.`;
    const claims = checked(markdown);
    expect(proseMarkdown(claims, ({ text: sentence }) => sentence)).toBe(markdown);
    expect(claimsOf('The **rent** is `900` euros, _not_ more.')[0]).toMatchObject({
      text: 'The rent is 900 euros, not more.',
      marks: [
        { start: 4, end: 8, as: 'strong' },
        { start: 12, end: 15, as: 'code' },
        { start: 23, end: 26, as: 'emphasis' },
      ],
    });
  });

  it('shows of a list what stands in the passages, under the line that it was checked with', () => {
    expect(shown('The rent includes:\n\n- the cellar\n- the swimming pool\n- the garden')).toBe(
      'The rent includes:\n\n- the cellar\n- the garden',
    );
    // By itself “the cellar” is in the passages, and says nothing wrong; under this line it does.
    expect(shown('The bicycle repairs cover:\n\n- the cellar and the garden')).toBe('');
    expect(shown('Here is the answer:\n\n- The boiler was serviced by Ana Ruiz on 3 March 2025.')).toBe(
      '- The boiler was serviced by Ana Ruiz on 3 March 2025.',
    );
  });
});
