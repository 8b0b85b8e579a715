import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourcedText } from './item.ts';
import type { PictureLine } from './picture-reader.ts';
import { insertPage, pictureText, writeWords } from './picture-words.ts';

/** A line of words that are each a tenth of the picture wide, from the left. */
const line = (text: string, at: number, { paragraph = 0, confidence = 95 } = {}): PictureLine => ({
  paragraph,
  words: text.split(' ').map((word, i) => ({
    text: word,
    confidence,
    box: [i / 10, at / 10, i / 10 + 0.09, at / 10 + 0.05],
  })),
});

describe('the words of a picture', () => {
  it('are its text, and each leads to its box', () => {
    const written = writeWords([line('The keys hang behind the green door', 0), line('on a nail', 1)]);
    if (written === null) throw new Error('nothing was read');
    const { text, places } = pictureText(written);
    expect(text).toBe('The keys hang behind the green door on a nail');
    const door = places.find(({ start, end }) => text.slice(start, end) === 'door');
    expect(door?.place).toEqual({ type: 'image', box: [0.6, 0, 0.69, 0.05] });
  });

  it('stay on lines of their own where a line ends early, and paragraphs apart', () => {
    const receipt = [line('Rye bread and many other things 4.20', 0), line('Butter 3.15', 1), line('Total', 2)];
    expect(writeWords(receipt)?.text).toBe('Rye bread and many other things 4.20 Butter 3.15\nTotal');
    expect(writeWords([line('One two', 0), line('Three four', 1, { paragraph: 1 })])?.text).toBe(
      'One two\n\nThree four',
    );
  });

  it('that were divided at the end of a line are whole', () => {
    const written = writeWords([
      line('Wir fahren mit der Donau-', 0),
      line('schiffahrt und Bahn-', 1),
      line('und Bus', 2),
    ]);
    expect(written?.text).toBe('Wir fahren mit der Donauschiffahrt und Bahn-\nund Bus');
    expect(written?.words.map(({ start, end }) => written.text.slice(start, end)).slice(4, 6)).toEqual([
      'Donau',
      'schiffahrt',
    ]);
  });

  it('are left out where they are doubtful: words, lines, and the whole of a texture', () => {
    const sure = line('Museum closed on Tuesdays', 0);
    const doubtful = line('BbßALO KN avoiyel', 1, { confidence: 40 });
    expect(writeWords([sure, doubtful])?.text).toBe('Museum closed on Tuesdays');
    expect(writeWords([doubtful])).toBeNull();
    const russian = line('Moe34 Ha TBepb oTNpaBNAETCA B CEMb', 0, { confidence: 75 });
    expect(writeWords([russian])).toBeNull();
    expect(writeWords([line('Die Weber GmbH verkauft iPhones', 0)])?.text).toBe('Die Weber GmbH verkauft iPhones');
    const chance = line('poo end', 2, { confidence: 80 });
    expect(writeWords([doubtful, chance, doubtful, doubtful])).toBeNull();
    expect(writeWords([line('| — .', 0)])).toBeNull();
    expect(writeWords([])).toBeNull();
  });
});

const page = (start: number, end: number, number: number) =>
  ({ start, end, place: { type: 'page', page: number, boxes: [[0, 0, 1, 1]] } }) as const;

describe('a page that is a picture', () => {
  const document: SourcedText = {
    text: 'First page.\n\n# Third page\n\nIts text.',
    sourceMap: [],
    places: [page(0, 11, 1), page(15, 25, 3), page(27, 36, 3)],
    folded: [{ start: 27, end: 36 }],
  };
  const written = writeWords([line('The second page', 0), line('was scanned', 1, { paragraph: 1 })]);
  if (written === null) throw new Error('nothing was read');

  it('comes between the pages beside it, and all that stands behind still leads to its place', () => {
    const { text, places, folded } = insertPage(document, 2, written);
    expect(text).toBe('First page.\n\nThe second page\n\nwas scanned\n\n# Third page\n\nIts text.');
    const at = places.map(({ start, end, place }) => [text.slice(start, end), place.type === 'page' ? place.page : 0]);
    expect(at).toEqual([
      ['First page.', 1],
      ['The second page', 2],
      ['was scanned', 2],
      ['Third page', 3],
      ['Its text.', 3],
    ]);
    expect(folded.map(({ start, end }) => text.slice(start, end))).toEqual(['Its text.']);
  });

  it('comes first, last and into an empty document, and only once', () => {
    expect(insertPage(document, 9, written).text).toBe(`${document.text}\n\n${written.text}`);
    const empty = { text: '', sourceMap: [], places: [], folded: [] };
    const alone = insertPage(empty, 1, written);
    expect(alone.text).toBe(written.text);
    expect(insertPage(alone, 1, written)).toBe(alone);
    expect(insertPage({ ...document, places: [page(0, 11, 2)] }, 1, written).text.startsWith(written.text)).toBe(true);
  });

  it('gives the same whatever the order in which pages are read', () => {
    const law = fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6, maxLength: 6 }), (order) => {
      const empty: SourcedText = { text: '', sourceMap: [], places: [], folded: [] };
      const of = (number: number) => {
        const words = writeWords([line(`page number ${number} of six`, 0)]);
        if (words === null) throw new Error('nothing was read');
        return words;
      };
      const built = order.reduce((all, number) => insertPage(all, number, of(number)), empty);
      expect(built.text).toBe([1, 2, 3, 4, 5, 6].map((number) => `page number ${number} of six`).join('\n\n'));
      for (const { start, end, place } of built.places) {
        if (place.type !== 'page') throw new Error('not a page');
        expect(built.text.slice(start, end)).toBe(`page number ${place.page} of six`);
      }
    });
    fc.assert(law, { verbose: true });
  });
});
