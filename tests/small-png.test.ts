import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { smallPng } from '../scripts/small-png.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** Five lines of three pixels, each line by another of PNG's filters. */
function filtered(pixels: readonly (readonly number[])[]): Buffer {
  const head = Buffer.from([0, 0, 0, 3, 0, 0, 0, pixels.length, 8, 2, 0, 0, 0]);
  const lines = pixels.map((line, y) => {
    const above = pixels[y - 1];
    const at = (from: readonly number[] | undefined, x: number) => (x < 0 ? 0 : (from?.[x] ?? 0));
    const said = line.map((value, x) => {
      const [a, b, c] = [at(line, x - 3), at(above, x), at(above, x - 3)];
      const p = a + b - c;
      const paeth = [a, b, c].reduce((best, one) => (Math.abs(p - one) < Math.abs(p - best) ? one : best));
      return (value - ([0, a, b, (a + b) >> 1, paeth][y % 5] ?? 0)) & 255;
    });
    return Buffer.from([y % 5, ...said]);
  });
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const end = chunk('IEND', Buffer.alloc(0));
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(lines))), end]);
}

test('a picture with a palette has the colours it had, whatever the filter of a line', () => {
  const pixels = Array.from({ length: 5 }, (_, y) => Array.from({ length: 9 }, (_x, x) => (y * 67 + x * x * 31) % 256));
  const small = smallPng(filtered(pixels));
  const of = (type: string): Buffer => {
    const at = small.indexOf(type, 0, 'latin1');
    return small.subarray(at + 4, at + 4 + small.readUInt32BE(at - 4));
  };
  const palette = of('PLTE');
  const lines = inflateSync(of('IDAT'));
  const shown = pixels.map((_, y) =>
    [1, 2, 3].flatMap((x) => {
      const colour = lines[y * 4 + x] ?? 0;
      return [...palette.subarray(colour * 3, colour * 3 + 3)];
    }),
  );
  expect(shown).toEqual(pixels);
});
