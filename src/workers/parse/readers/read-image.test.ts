import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import { readImage } from './read-image.ts';

const FOLDER = new URL('../../../../tests/fixtures/formats/pictures/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => !name.endsWith('.txt'));
const good = names.filter((name) => !name.startsWith('bad-'));

const read = async (name: string) => {
  const [reading] = await readAll(readImage, formatFile(`pictures/${name}`));
  if (reading === undefined) throw new Error('No reading.');
  expectSoundReading(reading);
  const [document] = reading.documents;
  if (document === undefined) throw new Error('No document.');
  return document;
};

const refusal = (name: string) =>
  readAll(readImage, formatFile(`pictures/${name}`)).then(
    () => 'read',
    (thrown) => thrown,
  );

/** An AVIF of one picture and a smaller one for its transparency, as far as the size goes. */
function avif(width: number, height: number): Uint8Array<ArrayBuffer> {
  const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
    const length = 8 + parts.reduce((sum, part) => sum + part.length, 0);
    const bytes = new Uint8Array(length);
    new DataView(bytes.buffer).setUint32(0, length);
    bytes.set(new TextEncoder().encode(type), 4);
    let at = 8;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  };
  const numbers = (...values: number[]): Uint8Array => {
    const view = new DataView(new ArrayBuffer(4 * values.length));
    for (const [at, value] of values.entries()) view.setUint32(4 * at, value);
    return new Uint8Array(view.buffer);
  };
  const sizes = box('ipco', box('ispe', numbers(0, width, height)), box('ispe', numbers(0, 8, 8)));
  const file = [
    box('ftyp', new TextEncoder().encode('avif\0\0\0\0avifmif1')),
    box('meta', numbers(0), box('iprp', sizes)),
    box('mdat', new Uint8Array(40)),
  ];
  return Uint8Array.from(file.flatMap((part) => [...part]));
}

describe('a picture', () => {
  it.each([
    ['pillow-receipt.gif', 435, 262],
    ['pillow-small.bmp', 213, 106],
    ['pillow-brief.webp', 705, 434],
    ['poppler.png', 850, 1100],
    ['ghostscript.jpg', 1075, 1520],
    ['webkit-dark.jpg', 720, 251],
  ])('%s has its size, no text yet, and words that wait', async (name, width, height) => {
    const document = await read(name);
    expect(document).toMatchObject({ kind: 'image', text: '', pictures: [1], warnings: [] });
    expect(document.details).toEqual({ type: 'image', width, height });
    expect(document.title).toBe(name.replace(/\.\w+$/, ''));
  });

  it('of a phone that lay on its side is upright, and from when it was taken', async () => {
    const { details, createdMs } = await read('pillow-phone.jpg');
    expect(details).toEqual({ type: 'image', width: 1500, height: 1100 });
    expect(createdMs).toBe(Date.UTC(2025, 2, 14, 16, 20, 5));
  });

  it('in AVIF has the size of its largest part', async () => {
    const [reading] = await readAll(readImage, { fileName: 'a.avif', bytes: avif(640, 480) });
    expect(reading?.documents[0]?.details).toEqual({ type: 'image', width: 640, height: 480 });
  });

  it('that is cut off is taken, and says so', async () => {
    expect((await read('bad-cut.png')).warnings).toEqual(['The picture is cut off: what is there is shown.']);
  });

  it('is known by its bytes, not by its name', async () => {
    const [reading] = await readAll(readImage, { ...formatFile('pictures/poppler.png'), fileName: 'x.jpg' });
    expect(reading?.documents[0]?.details).toMatchObject({ width: 850 });
  });

  it.each([
    ['bad-icon.png', 'unsupported', '16 × 16 pixels, as icons have'],
    ['bad-bomb.png', 'too-large', '60000 × 60000 pixels'],
    ['bad-start.jpg', 'unreadable', 'its beginning is broken'],
  ])('%s is refused and named', async (name, code, words) => {
    expect(await refusal(name)).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('is a sound reading or a refusal whatever is broken in it', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const samples = [
      ...good.map((name) => formatFile(`pictures/${name}`)),
      { fileName: 'a.avif', bytes: avif(64, 48) },
    ];
    await fuzzReader(readImage, samples, { name: 'pictures' });
  });
});
