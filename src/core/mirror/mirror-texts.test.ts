import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { freePath, safeName, sameOnDisk } from './file-names.ts';
import { mergeTexts, textEdits } from './merge-texts.ts';
import { sideBySide } from './side-by-side.ts';
import { readFileText, type TextCodec, writeFileText } from './text-bytes.ts';

const codec: TextCodec = {
  decode(bytes, encoding) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  },
  encodeUtf8: (text) => new TextEncoder().encode(text),
};
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array) => readFileText(bytes, codec);

/** What real vaults hold, and what nobody would think of. */
const ODD: Readonly<Record<string, Uint8Array>> = {
  'line ends of Windows': utf8('# Bees\r\n\r\nThe hive.\r\n'),
  'mixed line ends': utf8('one\r\ntwo\nthree\rfour\r\n\r\n'),
  'a mark and no last line end': utf8('\ufeff# Bees\n\nThe hive'),
  'two marks': utf8('\ufeff\ufefftwice'),
  'spaces at the end of lines': utf8('hard break  \n\t\nand a tab\t\n   '),
  'front matter': utf8('---\ntitle:   "A: b"   \ntags: [x,  y]\n# kept\n---\n\nText.\n'),
  'only line ends': utf8('\r\n\r\n\n'),
  nothing: new Uint8Array(),
  'only a mark': utf8('\ufeff'),
  'windows-1252': new Uint8Array([
    ...utf8('In the '),
    0x43,
    0x61,
    0x66,
    0xe9,
    0x20,
    ...utf8('for 5 '),
    0x80,
    0x20,
    0x93,
    0x61,
    0x94,
    13,
    10,
  ]),
  'UTF-16 with a mark': new Uint8Array([0xff, 0xfe, 0x41, 0, 0xe4, 0, 13, 0, 10, 0, 0x3d, 0xd8, 0x1d, 0xdc]),
  'UTF-16 the other way round': new Uint8Array([0xfe, 0xff, 0, 0x41, 0, 10, 0, 0x42]),
  'decomposed and composed': utf8('a\u0308 \u00e4 \ud83d\udc1d\n'),
};

test.each(Object.entries(ODD))('a file with %s is written byte for byte where its note was not changed', (_, bytes) => {
  const file = read(bytes);
  expect(file).not.toBe(null);
  if (file !== null) expect([...writeFileText(file.text, file, codec)]).toEqual([...bytes]);
});

test('only the changed lines of a file change, and keep its line ends, its mark and its encoding', () => {
  const windows = read(utf8('\ufeffone\r\ntwo\r\nthree\n'));
  expect(writeFileText('one\nTWO\nnew\nthree\n', windows, codec)).toEqual(utf8('\ufeffone\r\nTWO\r\nnew\r\nthree\n'));
  const mixed = read(utf8('one\ntwo\r\nthree\r\n'));
  expect(writeFileText('one\ntwo\nTHREE\n', mixed, codec)).toEqual(utf8('one\ntwo\r\nTHREE\r\n'));
  const latin = read(new Uint8Array([0x43, 0x61, 0x66, 0xe9, 10]));
  expect([...writeFileText('Café\nné\n', latin, codec)]).toEqual([0x43, 0x61, 0x66, 0xe9, 10, 0x6e, 0xe9, 10]);
  expect(writeFileText('Café 🐝\n', latin, codec)).toEqual(utf8('Café 🐝\n'));
});

test('what is no text is not taken for one', () => {
  expect(read(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))).toBe(null);
  expect(read(new Uint8Array([1, 2, 0, 3, 200, 129]))).toBe(null);
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'ä', '🐝'), { maxLength: 8 });
const raw = fc
  .tuple(lines, fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 9, maxLength: 9 }))
  .map(([list, ends]) => list.map((line, i) => line + (i === list.length - 1 ? '' : ends[i])).join(''));

test('whatever a file held, the text that is written into it is what is read from it', () => {
  fc.assert(
    fc.property(raw, lines, (before, after) => {
      const file = read(utf8(before));
      const text = after.join('\n');
      expect(read(writeFileText(text, file, codec))?.text).toBe(text);
      expect(writeFileText(file?.text ?? '', file, codec)).toEqual(utf8(before));
    }),
    { numRuns: fuzzRuns(500) },
  );
});

test('changes of different lines are merged, of the same lines only where they are the same', () => {
  expect(mergeTexts('a\nb\nc\nd', 'A\nb\nc\nd', 'a\nb\nc\nD')).toBe('A\nb\nc\nD');
  expect(mergeTexts('a\nb\nc', 'a\nx\nc', 'a\ny\nc')).toBe(null);
  expect(mergeTexts('a\nb\nc', 'a\nx\nc', 'a\nx\nc\nd')).toBe('a\nx\nc\nd');
  expect(mergeTexts('a', 'a\nmine', 'a\ntheirs')).toBe(null);
  expect(mergeTexts('a\nb\nc\nd\ne', 'a\nc\nd\ne', 'a\nb\nc\nd\ne\nf')).toBe('a\nc\nd\ne\nf');
});

test('a merge has every line that either side put in, and no line that either took out', () => {
  const doc = fc.array(fc.nat({ max: 5 }).map(String), { maxLength: 8 });
  const puts = fc.array(fc.tuple(fc.nat({ max: 8 }), fc.boolean()), { maxLength: 3 });
  const change = (base: readonly string[], edits: readonly (readonly [number, boolean])[], name: string) => {
    const now = [...base];
    for (const [i, [at, removes]] of edits.entries()) now.splice(at % (now.length + 1), removes ? 1 : 0, `${name}${i}`);
    return now;
  };
  fc.assert(
    fc.property(doc, puts, puts, (base, mine, theirs) => {
      const [ours, other] = [change(base, mine, 'm'), change(base, theirs, 't')];
      const merged = mergeTexts(base.join('\n'), ours.join('\n'), other.join('\n'));
      if (merged === null) return;
      const held = merged.split('\n');
      for (const line of [...ours, ...other]) if (/^[mt]/.test(line)) expect(held).toContain(line);
      expect(mergeTexts(base.join('\n'), other.join('\n'), ours.join('\n'))).toBe(merged);
    }),
    { numRuns: fuzzRuns(1000) },
  );
});

test('edits made from two texts turn the one into the other', () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      let text = a.join('\n');
      for (const edit of textEdits(a.join('\n'), b.join('\n')))
        text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      expect(text).toBe(b.join('\n'));
    }),
    { numRuns: fuzzRuns(1000) },
  );
});

test('two texts beside each other show each line of both that differs', () => {
  const rows = sideBySide('a\nb\nc', 'a\nx\ny\nc');
  expect(rows.filter(({ differs }) => differs)).toEqual([
    { ours: 'b', theirs: 'x', differs: true },
    { ours: null, theirs: 'y', differs: true },
  ]);
});

test('names are made safe for every file system, and stay as they are where they are safe', () => {
  for (const name of ['Bees', 'Gärten & Höfe', '2026-11-22', 'a.b', '蜂']) expect(safeName(name)).toBe(name);
  expect(safeName('What? A/B: "c" | [d]')).toBe('What- A-B- -c- - -d-');
  expect(safeName('nul')).toBe('nul_');
  expect(safeName('COM1.txt')).toBe('COM1_.txt');
  expect(safeName('..hidden. ')).toBe('hidden');
  expect(safeName('///')).not.toBe('');
  expect(safeName('x'.repeat(500)).length).toBeLessThanOrEqual(80);
  expect(sameOnDisk('Ga\u0308rten.MD')).toBe(sameOnDisk('gärten.md'));
  expect(freePath('V/a.md', (path) => path === 'V/a.md' || path === 'V/a 2.md')).toBe('V/a 3.md');
});

test('no name that a file system refuses comes out, whatever the title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (title) => {
      const name = safeName(title);
      expect(name).not.toBe('');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(name).not.toMatch(/[\\/:*?"<>|\0-\x1f]|^[. ]|[. ]$/);
      expect(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name)).toBe(false);
    }),
    { numRuns: fuzzRuns(500) },
  );
});
