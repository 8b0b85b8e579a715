import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TESSERACT_FILES } from '../../../scripts/vite-tesseract.ts';
import { formatFile } from '../../../tests/format-file.ts';
import { writeWords } from '../../core/items/picture-words.ts';
import { TESSERACT, TESSERACT_LANGUAGES } from '../../core/llm/picture-models.ts';
import { startEngine } from './engine.ts';
import { grayOf, scaleFor } from './gray-pixels.ts';
import { readTsv } from './read-tsv.ts';

const bytesOf = (path: string) => readFileSync(TESSERACT_FILES[path] ?? '');
const MODELS = [TESSERACT, ...Object.values(TESSERACT_LANGUAGES)];

describe('what reads words in pictures', () => {
  it.each(MODELS)('$id is what its package has', ({ id, files }) => {
    for (const { path, sizeBytes, sha256 } of files) {
      const bytes = bytesOf(`${id}/${path}`);
      expect(bytes.length).toBe(sizeBytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
  });

  it('reads a page in two languages, with the place of each word', async () => {
    const data = (name: 'deu' | 'eng') => {
      const { id, files } = TESSERACT_LANGUAGES[name];
      return { name, data: gunzipSync(bytesOf(`${id}/${files[0]?.path}`)) };
    };
    const wasm = bytesOf(`${TESSERACT.id}/${TESSERACT.files[0]?.path}`);
    const engine = await startEngine({ wasm, languages: [data('deu'), data('eng')] });
    const page = writeWords(engine.read(formatFile('pictures/poppler.png').bytes, 850, 1100));
    engine.close();
    expect(page?.text).toContain('zwölf Beete angelegt');
    const garden = page?.words.find(({ start, end }) => page.text.slice(start, end) === 'Gartenbericht');
    // It is the title: at the top.
    expect(garden?.box[1]).toBeLessThan(0.2);
  }, 120_000);
});

describe('a picture that is read', () => {
  it('is as large as Tesseract wants it', () => {
    expect(scaleFor(1000, 1400)).toBe(1);
    expect(scaleFor(400, 300)).toBe(4);
    expect(scaleFor(800, 600)).toBe(2);
    const photo = scaleFor(4000, 3000);
    expect(photo * photo * 4000 * 3000).toBeCloseTo(8_000_000, 0);
    for (const side of [33, 100, 500, 2000, 9000]) expect(scaleFor(side, 32) ** 2 * side * 32).toBeLessThan(8_000_001);
  });

  it('is gray, as a PGM file', () => {
    const data = Uint8ClampedArray.from([255, 255, 255, 255, 255, 0, 0, 255]);
    const { file } = grayOf({ data, width: 2, height: 1 });
    expect(new TextDecoder('latin1').decode(file.subarray(0, 11))).toBe('P5\n2 1\n255\n');
    expect([...file.subarray(11)]).toEqual([255, 76]);
  });
});

describe('the table that Tesseract writes', () => {
  const row = (...cells: readonly (string | number)[]) => cells.join('\t');
  it('becomes lines of words in shares of the picture', () => {
    const tsv = [
      row(4, 1, 1, 1, 1, 0, 0, 0, 100, 10, -1, ''),
      row(5, 1, 1, 1, 1, 1, 10, 20, 30, 10, 96.5, 'Tea'),
      row(5, 1, 1, 1, 1, 2, 50, 20, 30, 10, 91, 'at'),
      row(5, 1, 1, 1, 2, 1, 10, 40, 30, 10, 88, 'four'),
      row(5, 1, 1, 2, 1, 1, 10, 80, 300, 40, 77, ' '),
      row(5, 1, 2, 1, 1, 1, 10, 80, 300, 40, 77, 'Edna'),
      'not a row',
    ].join('\n');
    const lines = readTsv(tsv, 200, 100);
    expect(lines.map(({ paragraph, words }) => [paragraph, words.map(({ text }) => text).join(' ')])).toEqual([
      [0, 'Tea at'],
      [0, 'four'],
      [1, 'Edna'],
    ]);
    expect(lines[0]?.words[0]).toEqual({ text: 'Tea', confidence: 96.5, box: [0.05, 0.2, 0.2, 0.3] });
    expect(lines[2]?.words[0]?.box).toEqual([0.05, 0.8, 1, 1]);
  });
});
