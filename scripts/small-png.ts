import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const MOST_COLOURS = 256;

/**
 * The same picture with at most 256 colours, as PNG with a palette: a third of the bytes, and of a page of text nobody
 * sees the difference. Takes what Chromium writes: 8 bits for each of red, green and blue, maybe alpha, not interlaced.
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = readPixels(png);
  const { palette, nearest } = choosePalette(pixels);
  const lines = Buffer.alloc((width + 1) * height); // each line begins with 0: no filter
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = nearest(pixels[y * width + x] ?? 0);
  const head = Buffer.from(png.subarray(16, 29));
  head[8] = 8; // bits
  head[9] = 3; // by palette
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/** Colours as 0xRRGGBB, line after line. */
function readPixels(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [bits, type, , , interlaced] = png.subarray(24, 29);
  if (bits !== 8 || (type !== 2 && type !== 6) || interlaced !== 0)
    throw new Error(`PNG of type ${type}, ${bits} bits`);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const size = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + size));
    at += size + 12;
  }
  const step = type === 6 ? 4 : 3;
  const bytes = unfilter(inflateSync(Buffer.concat(data)), width * step, height, step);
  const pixels = Uint32Array.from({ length: width * height }, (_, at) => {
    const from = at * step;
    return ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
  });
  return { width, height, pixels };
}

/** Takes back what PNG's five filters did to each line (PNG specification, section 9). */
function unfilter(raw: Buffer, stride: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= step ? (out[at - step] ?? 0) : 0;
      const up = y > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (out[at - stride - step] ?? 0) : 0;
      out[at] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(left + up - corner - value));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
}

/** The most used colours; every other one goes to that which is the least different. */
function choosePalette(pixels: Uint32Array): { palette: readonly number[]; nearest: (colour: number) => number } {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts]
    .sort(([one, many], [other, more]) => more - many || one - other)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const known = new Map(palette.map((colour, at) => [colour, at]));
  const nearest = (colour: number): number => {
    const is = known.get(colour);
    if (is !== undefined) return is;
    const distances = palette.map((other) => distance(colour, other));
    const at = distances.indexOf(Math.min(...distances));
    known.set(colour, at);
    return at;
  };
  return { palette, nearest };
}

const distance = (one: number, other: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
