/** Width and height of a picture as its first bytes tell them, without decoding it. */

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp' | 'avif';

export interface ImageFacts {
  readonly format: ImageFormat;
  /** In pixels, as they are stored. */
  readonly width: number;
  readonly height: number;
  /** Whether the file ends where its format ends it. */
  readonly isWhole: boolean;
}

type Measure = (view: DataView) => Omit<ImageFacts, 'format'> | null;

const ascii = (view: DataView, at: number, length: number): string => {
  if (at + length > view.byteLength) return '';
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
};

const png: Measure = (view) => {
  if (ascii(view, 1, 3) !== 'PNG' || ascii(view, 12, 4) !== 'IHDR' || view.byteLength < 33) return null;
  let at = 8;
  while (at + 12 <= view.byteLength && ascii(view, at + 4, 4) !== 'IEND') at += 12 + view.getUint32(at);
  return { width: view.getUint32(16), height: view.getUint32(20), isWhole: at + 12 <= view.byteLength };
};

/** The frame header (SOF0 to SOF15 without DHT, JPG, DAC) that comes before the scan. */
const jpeg: Measure = (view) => {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), isWhole: hasJpegEnd(view) };
    } else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
};

/** Cameras write what is theirs behind the picture. */
function hasJpegEnd(view: DataView): boolean {
  for (let at = view.byteLength - 2; at >= 2; at -= 1) {
    if (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xd9) return true;
  }
  return false;
}

const gif: Measure = (view) => {
  if (!/^GIF8[79]a$/.test(ascii(view, 0, 6)) || view.byteLength < 13) return null;
  const isWhole = view.getUint8(view.byteLength - 1) === 0x3b || view.getUint8(view.byteLength - 2) === 0x3b;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), isWhole };
};

const bmp: Measure = (view) => {
  if (ascii(view, 0, 2) !== 'BM' || view.byteLength < 26) return null;
  const isWhole = view.byteLength >= view.getUint32(2, true);
  // The header of OS/2 has 12 bytes and 16-bit numbers. A negative height means that rows come from the top.
  if (view.getUint32(14, true) === 12) {
    return { width: view.getUint16(18, true), height: view.getUint16(20, true), isWhole };
  }
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)), isWhole };
};

const webp: Measure = (view) => {
  if (ascii(view, 0, 4) !== 'RIFF' || ascii(view, 8, 4) !== 'WEBP' || view.byteLength < 30) return null;
  const isWhole = view.byteLength >= view.getUint32(4, true) + 8;
  const uint24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (ascii(view, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, isWhole };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, isWhole };
    }
    case 'VP8X':
      return { width: uint24(24) + 1, height: uint24(27) + 1, isWhole };
    default:
      return null;
  }
};

/** Boxes that hold the one with the size, and how many bytes of their own they have before it. */
const AVIF_WAY: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0 };

/** ISO/IEC 23008-12: the largest of the sizes (`ispe`), for tiles and transparency have their own. */
const avif: Measure = (view) => {
  if (ascii(view, 4, 4) !== 'ftyp' || !/^(?:avif|avis|mif1|miaf)$/.test(ascii(view, 8, 4))) return null;
  if (!ascii(view, 8, Math.min(64, view.byteLength - 8)).includes('avi')) return null;
  let [width, height] = [0, 0];
  let reached = 0;
  const walk = (from: number, to: number): void => {
    for (let at = from; at + 8 <= to; ) {
      const size = view.getUint32(at);
      const length = size === 0 ? to - at : size;
      const type = ascii(view, at + 4, 4);
      if (length < 8) return;
      const end = Math.min(to, at + length);
      const own = AVIF_WAY[type];
      if (own !== undefined) walk(at + 8 + own, end);
      if (type === 'ispe' && at + 20 <= end && view.getUint32(at + 12) * view.getUint32(at + 16) > width * height) {
        [width, height] = [view.getUint32(at + 12), view.getUint32(at + 16)];
      }
      reached = at + length;
      at += length;
    }
  };
  walk(0, view.byteLength);
  return width === 0 ? null : { width, height, isWhole: reached <= view.byteLength };
};

const MEASURES: readonly (readonly [ImageFormat, Measure])[] = Object.entries({ png, jpeg, gif, bmp, webp, avif }) as [
  ImageFormat,
  Measure,
][];

/** Whatever its name says; null for what is none of these, or ends before its size. */
export function measureImage(bytes: Uint8Array<ArrayBuffer>): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [format, measure] of MEASURES) {
    const facts = measure(view);
    if (facts !== null) return { format, ...facts };
  }
  return null;
}
