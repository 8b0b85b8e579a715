import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choosePassages, type FoundPassage } from './choose-passages.ts';
import { readQuestion } from './question.ts';

const QUESTION = readQuestion('What is the rent of the flat?');
const RENT = 'The rent of the flat in Mill Lane is due on the first of each month and is paid by standing order';

let count = 0;
const found = (text: string, given: Partial<FoundPassage> = {}): FoundPassage => ({
  itemId: `item ${count++}`,
  title: `Note ${String.fromCharCode(97 + (count % 26))}`,
  heading: '',
  span: { start: 0, end: text.length },
  text,
  language: 'en',
  score: 1,
  ordinal: 0,
  dateMs: 0,
  threadId: null,
  ...given,
});

const textsOf = (passages: readonly FoundPassage[], asked = QUESTION) =>
  choosePassages(asked, passages).map(({ text }) => text);

describe('duplicates', () => {
  test('of equal texts the first stays', () => {
    expect(textsOf([found(`${RENT}.`), found(`${RENT.toUpperCase()}.\n`), found('Other')])).toEqual([
      `${RENT}.`,
      'Other',
    ]);
  });

  test('of texts that differ in a word the first stays', () => {
    expect(textsOf([found(`${RENT}.`), found(`${RENT} always.`)])).toHaveLength(1);
  });

  test('texts that differ in a number both stay', () => {
    expect(textsOf([found(`${RENT}: 940 pounds.`), found(`${RENT}: 980 pounds.`)])).toHaveLength(2);
  });
});

describe('versions', () => {
  const old = found(`${RENT}: 940 pounds.`, { title: 'Lease v1', dateMs: 1 });
  const newer = found(`${RENT}: 980 pounds.`, { title: 'Lease (final)', dateMs: 2 });

  test('of two items with one title the newer stays, whichever was found first', () => {
    expect(textsOf([old, newer])).toEqual([newer.text]);
    expect(textsOf([newer, old])).toEqual([newer.text]);
  });

  test('the older stays too where it holds a word of the question that the newer lacks', () => {
    expect(textsOf([newer, old], readQuestion('When was the rent 940 pounds?'))).toHaveLength(2);
  });

  test('of two messages of a thread the later stays where it says nearly the same', () => {
    const thread = { threadId: 'a@b' };
    expect(textsOf([found(old.text, { ...thread, dateMs: 5 }), found(newer.text, { ...thread, dateMs: 9 })])).toEqual([
      newer.text,
    ]);
    expect(
      textsOf([found('Shall we meet on Monday?', thread), found('Yes, at ten.', { ...thread, dateMs: 9 })]),
    ).toHaveLength(2);
  });

  test('items with one title that say something else both stay', () => {
    expect(textsOf([old, found('We left the flat and handed over three keys.', { title: 'Lease v2' })])).toHaveLength(
      2,
    );
  });
});

describe('neighbours', () => {
  const item = { itemId: 'one', title: 'Lease', heading: 'Lease › Rent' };
  const first = found('The rent is due monthly.', { ...item, ordinal: 3, span: { start: 100, end: 124 }, score: 1 });
  const second = found('It is 940 pounds.', { ...item, ordinal: 4, span: { start: 126, end: 143 }, score: 2 });

  test('are joined in the order of the text, at the place of the better one, with one span', () => {
    const [joined, ...rest] = choosePassages(QUESTION, [second, first]);
    expect(joined).toMatchObject({ text: 'The rent is due monthly.\n\nIt is 940 pounds.', score: 2, number: 1 });
    expect(joined?.span).toEqual({ start: 100, end: 143 });
    expect(joined?.text).toHaveLength(43);
    expect(rest).toEqual([]);
  });

  test('stay apart under different headings and with something between them', () => {
    expect(choosePassages(QUESTION, [first, { ...second, heading: 'Lease › Deposit' }])).toHaveLength(2);
    expect(choosePassages(QUESTION, [first, { ...second, span: { start: 300, end: 317 } }])).toHaveLength(2);
  });
});

test('no item has more than three among the first eight, where there are others, and nothing comes twice', () => {
  const piece = fc.record({ item: fc.integer({ min: 0, max: 4 }), ordinal: fc.integer({ min: 0, max: 40 }) });
  fc.assert(
    fc.property(
      fc.uniqueArray(piece, { maxLength: 24, selector: ({ item, ordinal }) => `${item} ${ordinal}` }),
      (all) => {
        const passages = all.map(({ item, ordinal }) =>
          found(`Text ${item} ${ordinal}`, {
            itemId: `i${item}`,
            title: `t${'abcde'[item]}`,
            ordinal,
            span: { start: ordinal * 100, end: ordinal * 100 + 20 },
          }),
        );
        const chosen = choosePassages(QUESTION, passages);
        expect(chosen.map(({ number }) => number)).toEqual(chosen.map((_, at) => at + 1));
        expect(chosen.length).toBe(Math.min(12, passages.length));
        const places = chosen.map(({ itemId, span }) => `${itemId} ${span.start}`);
        expect(new Set(places).size).toBe(places.length);
        const ofItem = (list: readonly { itemId: string }[], item: string) =>
          list.filter(({ itemId }) => itemId === item).length;
        const items = [...new Set(passages.map(({ itemId }) => itemId))];
        const enough = items.reduce((sum, item) => sum + Math.min(3, ofItem(passages, item)), 0) >= 8;
        for (const item of enough ? items : []) expect(ofItem(chosen.slice(0, 8), item)).toBeLessThanOrEqual(3);
      },
    ),
  );
});

test('the limit is kept', () => {
  const many = Array.from({ length: 9 }, (_, at) => found(`Text ${at}`, { itemId: `i${at}` }));
  expect(choosePassages(QUESTION, many, { limit: 4 })).toHaveLength(4);
});
