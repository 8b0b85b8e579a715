import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, type FuzzSample, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { readDocx } from './read-docx.ts';
import { readEpub } from './read-epub.ts';
import { readPdf } from './read-pdf.ts';
import type { Reader } from './reader.ts';

/** Real documents, made by the programs that `tests/fixtures/formats/make-documents.sh` names. */

const FORMATS = new URL('../../../../tests/fixtures/formats/', import.meta.url);
const READERS = { pdf: readPdf, docx: readDocx, epub: readEpub } as const;
type Format = keyof typeof READERS;

const sampleOf = (format: Format, fileName: string): FuzzSample => ({
  fileName,
  bytes: new Uint8Array(readFileSync(new URL(`${format}/${fileName}`, FORMATS))),
});

async function read(format: Format, fileName: string): Promise<ParsedDocument> {
  const readings = await readAll(READERS[format], sampleOf(format, fileName));
  for (const reading of readings) expectSoundReading(reading);
  const [document] = readings.flatMap(({ documents }) => documents);
  if (document === undefined) throw new Error(`${fileName} has no document`);
  return document;
}

/** What the browser fetches from the own origin comes from the disk here. `online`: whether it does. */
function serveData({ online }: { readonly online: boolean }): void {
  const folder = new URL('../../../../node_modules/pdfjs-dist/cmaps/', import.meta.url);
  vi.stubGlobal('fetch', async (url: string) => {
    if (!online) throw new TypeError('Failed to fetch');
    return new Response(readFileSync(new URL(url.slice(url.lastIndexOf('/') + 1), folder)));
  });
}
beforeEach(() => serveData({ online: true }));
afterEach(() => {
  vi.unstubAllGlobals();
});

const filesOf = (format: Format): readonly string[] =>
  readdirSync(new URL(format, FORMATS)).filter((name) => !name.startsWith('bad-') && !name.endsWith('.txt'));

/** Words and numbers of two digits or more, each as often as it stands there. */
function wordCounts(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.normalize('NFKC').matchAll(/\p{L}[\p{L}\p{M}\p{N}]*|\p{N}{2,}/gu))
    counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return counts;
}

/** Share of the words of `wanted` that stand in `text`. */
function overlap(text: string, wanted: string): number {
  const found = wordCounts(text);
  let hits = 0;
  let all = 0;
  for (const [word, count] of wordCounts(wanted)) {
    hits += Math.min(count, found.get(word) ?? 0);
    all += count;
  }
  return hits / all;
}

const headingsOf = (text: string): readonly string[] => text.split('\n').filter((line) => /^#{1,6} /.test(line));

/** The smaller ones, so that there are many inputs in the time. */
const FUZZED: Readonly<Record<Format, readonly string[]>> = {
  pdf: ['groff.pdf', 'reportlab-columns.pdf', 'webkit.pdf'],
  docx: ['pandoc.docx', 'libreoffice.docx'],
  epub: ['pandoc.epub', 'libreoffice.epub', 'ebooklib.epub'],
};

describe.each(Object.keys(READERS) as Format[])('%s', (format) => {
  it.each(filesOf(format))('%s: holds the words that another program finds, and few more', async (fileName) => {
    const { text } = await read(format, fileName);
    const expected = readFileSync(new URL(`${format}/${fileName.replace(/\.\w+$/, '.expected.txt')}`, FORMATS), 'utf8');
    expect(overlap(text, expected)).toBeGreaterThanOrEqual(0.98);
    expect(overlap(expected, text)).toBeGreaterThanOrEqual(0.9);
  });
  it(
    'is read or refused, whatever is damaged in it',
    async () => {
      const samples = FUZZED[format].map((fileName) => sampleOf(format, fileName));
      await fuzzReader(READERS[format], samples, { name: format, inZip: format !== 'pdf' });
    },
    FUZZ_TIMEOUT_MS,
  );
});

const GARDEN_TABLE = 'Gerät | Anzahl | Preis\nGießkanne | 4 | 19,90 €\nHäcksler | 1 | 240,00 €\nSchaufel | 7 | 12,50 €';
const SENTENCE =
  'Die Gartenfreunde haben im Frühjahr zwölf Beete angelegt und über die Donaudampfschifffahrtsgesellschaft neue Erde bestellt.';

describe('the structure of a PDF', () => {
  it('is headings, tables and lists', async () => {
    const document = await read('pdf', 'libreoffice.pdf');
    expect(document).toMatchObject({ kind: 'file', title: 'Der Gartenbericht', language: 'de', warnings: [] });
    expect(headingsOf(document.text)).toEqual([
      '# Der Gartenbericht',
      '## Überblick über das Jahr',
      '### Geräte und Kosten',
      '### Was zu tun bleibt',
      '## Ausblick auf den Winter',
    ]);
    expect(document.text).toContain(GARDEN_TABLE);
    expect(document.text).toContain('- Rosen schneiden\n- Äpfel ernten\n');
  });
  it.each(['libreoffice.pdf', 'weasyprint.pdf', 'webkit.pdf', 'groff.pdf'])(
    '%s: joins lines and hyphens',
    async (name) => {
      expect((await read('pdf', name)).text).toContain(SENTENCE);
    },
  );
  it('keeps the order of columns', async () => {
    const { text } = await read('pdf', 'reportlab-columns.pdf');
    expect(text.indexOf('more hopeful than before.\n\nForty years later')).toBeGreaterThan(0);
    expect(text).toContain('Box | Letters | Year\nfirst | 112 | 1911\n');
  });
  it('leads from words to their box on their page', async () => {
    const document = await read('pdf', 'reportlab-columns.pdf');
    const placeOf = (words: string) => {
      const at = document.text.indexOf(words);
      return document.places.find(({ start, end }) => start <= at && at < end)?.place;
    };
    const left = placeOf('The lighthouse');
    const right = placeOf('Forty years');
    expect(left).toMatchObject({ type: 'page', page: 1 });
    expect(placeOf('The fourth box')).toMatchObject({ type: 'page', page: 2 });
    if (left?.type !== 'page' || right?.type !== 'page') throw new Error('no pages');
    expect(left.boxes[0]?.[2]).toBeLessThan(right.boxes[0]?.[0] ?? 0);
    for (const { start, end, place } of document.places) {
      expect(document.text.slice(start, end).trim()).not.toBe('');
      expect(place).toMatchObject({ type: 'page', boxes: [expect.anything()] });
    }
  });
  it('has the characters of fonts that it names and does not hold', async () => {
    const { text, warnings } = await read('pdf', 'reportlab-asian.pdf');
    expect(text).toContain('灯塔守护人每天晚上写信');
    expect(text).toContain('嵐の夜に灯台の光が消えた');
    expect(text).toContain('항구에서 보낸 세 통의 편지');
    expect(warnings).toEqual([]);
  });
  it('says so where their codes cannot be fetched', async () => {
    serveData({ online: false });
    const { text, warnings } = await read('pdf', 'reportlab-asian.pdf');
    expect(text).toContain('Three letters from the harbour');
    expect(text).not.toContain('灯塔');
    expect(warnings).toEqual([expect.stringMatching(/^Some Chinese, Japanese or Korean characters were left out/)]);
  });
  it('opens with an owner password alone', async () => {
    expect((await read('pdf', 'opens-without-password.pdf')).text).toContain(SENTENCE);
  });
});

describe('the structure of a Word document', () => {
  it.each(['pandoc.docx', 'libreoffice.docx'])('%s: is headings, tables, lists and notes', async (name) => {
    const document = await read('docx', name);
    expect(document).toMatchObject({ kind: 'file', title: 'Der Gartenbericht', language: 'de', warnings: [] });
    expect(headingsOf(document.text)).toEqual([
      '# Der Gartenbericht',
      '# Überblick über das Jahr',
      '## Geräte und Kosten',
      '## Was zu tun bleibt',
      '# Ausblick auf den Winter',
    ]);
    expect(document.text).toContain(GARDEN_TABLE);
    expect(document.text).toContain('- Äpfel ernten\n  - zuerst die frühen Sorten\n');
    expect(document.text.trimEnd()).toMatch(/1\. Diese Fußnote erzählt vom Mäuseproblem\.$/);
    const table = document.places.find(({ start, end }) => document.text.slice(start, end).includes('Häcksler'));
    expect(table?.place).toEqual({ type: 'heading', path: ['Überblick über das Jahr', 'Geräte und Kosten'] });
  });
  it.each(['lists-pandoc.docx', 'lists-libreoffice.docx', 'lists-python-docx.docx'])(
    '%s: has the numbers that a reader of it sees',
    async (name) => {
      const { text, places } = await read('docx', name);
      const seen = readFileSync(new URL(`docx/${name.replace('.docx', '.numbered.txt')}`, FORMATS), 'utf8');
      const entry = /^\s*\(?(\w{1,3})[.)] (.+)$/;
      const entries = (lines: string) =>
        lines.split('\n').flatMap((line) => {
          const [, number, words] = entry.exec(line) ?? [];
          return words === undefined ? [] : [[number, words.trim()]];
        });
      expect(entries(text)).toEqual(entries(seen));
      expect(entries(seen).length).toBeGreaterThanOrEqual(4);
      expect(places.every(({ start, end }) => end <= text.length && start < end)).toBe(true);
    },
  );
  it('has its macros left out', async () => {
    const document = await read('docx', 'macros.docm');
    expect(document.warnings).toEqual(['It has macros; they were left out.']);
    expect(document.text).toContain('Straße & Brücke <bleiben> gesperrt.');
  });
});

describe('the structure of a book', () => {
  it('is its chapters in order, with title, language and dates', async () => {
    const document = await read('epub', 'ebooklib.epub');
    expect(document).toMatchObject({
      kind: 'file',
      title: 'Die Reise nach Süden',
      language: 'de',
      createdMs: Date.UTC(2024, 4, 6),
      warnings: [],
    });
    expect(headingsOf(document.text).filter((line) => line.startsWith('# '))).toEqual([
      '# Aufbruch',
      '# Über das Meer',
      '# Ankunft',
    ]);
    expect(document.text).toContain('Tag 1 | 120 km\nTag 2 | 240 km\n\n- Ruhe\n- Flug');
    const frogs = document.places.find(({ start, end }) => document.text.slice(start, end).includes('Frösche'));
    expect(frogs?.place).toEqual({ type: 'heading', path: ['Ankunft'] });
  });
  it('has the numbers of its lists', async () => {
    const { text } = await read('epub', 'lists-pandoc.epub');
    expect(text).toContain(
      '1. Deckel abschrauben\n2. Wasser einfüllen\n  a. bis zum Rand\n  b. noch ein Liter\n3. Deckel',
    );
    expect(text).toContain('4. Schalter drehen\n5. Druck ablesen');
    expect(text).toContain('i. Filter spülen\nii. Dichtung fetten');
  });
  it('has the names of its table of contents where chapters have no headings', async () => {
    const document = await read('epub', 'libreoffice.epub');
    const winter = document.places.find(({ start, end }) => document.text.slice(start, end).includes('Vogelhäuser'));
    expect(winter?.place).toEqual({ type: 'heading', path: ['Ausblick auf den Winter'] });
  });
  it('is read where only its fonts are hidden', async () => {
    expect((await read('epub', 'fonts-hidden.epub')).text).toContain('Frösche');
  });
});

describe('a PDF of scanned pages', () => {
  it('is taken with the pages whose words are still to be read', async () => {
    const scan = await read('pdf', '../scans/scan.pdf');
    expect(scan.pictures).toEqual([1, 3]);
    expect(scan.text).toBe('Between the letters lies a page that was typed on a machine.');
    expect(scan.places.map(({ place }) => place.type === 'page' && place.page)).toEqual([2]);
    expect(await read('pdf', 'bad-scan.pdf')).toMatchObject({ title: 'bad-scan', text: '', pictures: [1] });
    expect((await read('pdf', 'groff.pdf')).pictures).toEqual([]);
  });
});

describe('what is refused, and why', () => {
  const refused: readonly (readonly [format: Format, fileName: string, code: string, reason: RegExp])[] = [
    ['pdf', 'bad-locked.pdf', 'unreadable', /locked with a password/],
    ['pdf', 'bad-cut.pdf', 'unreadable', /broken or cut off/],
    ['docx', 'bad-cut.docx', 'unreadable', /^This Word document is broken/],
    ['docx', 'bad-bomb.docx', 'too-large', /^This Word document .* bomb/],
    ['epub', 'bad-locked.epub', 'unreadable', /protected against copying/],
    ['epub', 'bad-no-container.epub', 'unreadable', /the list of its chapters is missing/],
  ];
  it.each(refused)('%s/%s: %s', async (format, fileName, code, reason) => {
    const reading = READERS[format] as Reader;
    await expect(readAll(reading, sampleOf(format, fileName))).rejects.toMatchObject({
      name: 'AppError',
      code,
      message: expect.stringMatching(reason),
    });
  });
  it('a Word document that is locked or older than 2007', async () => {
    const bytes = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(600).fill(0)]);
    await expect(readAll(readDocx, { fileName: 'old.docx', bytes })).rejects.toThrow(/before 2007/);
  });
});
