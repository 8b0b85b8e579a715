import { AppError } from '../../core/errors.ts';

/** A picture as Tesseract takes it: gray, as a PGM file, with its size. */
export interface GrayPicture {
  readonly file: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Pixels that are decoded: four bytes each, twice. */
const MAX_DECODED = 50_000_000;
/** Larger pictures are made smaller: letters of photos are large, and time goes with the pixels. */
const MAX_PIXELS = 8_000_000;
/** Smaller ones are made larger, up to four times: Tesseract wants letters of 20 pixels and more. */
const WANTED_SIDE = 1_600;
const MAX_FACTOR = 4;

/** How much larger or smaller a picture is read. */
export function scaleFor(width: number, height: number): number {
  const fit = Math.sqrt(MAX_PIXELS / (width * height));
  if (fit < 1) return fit;
  const grown = Math.min(MAX_FACTOR, WANTED_SIDE / Math.max(width, height));
  return Math.min(fit, grown >= 1.5 ? Math.round(grown) : 1);
}

/** Decodes a picture, upright, its first frame. Rejects with `unreadable` or `too-large`. */
export async function decodePicture(bytes: Blob): Promise<GrayPicture> {
  const whole = await createImageBitmap(bytes).catch((cause: unknown) => {
    throw new AppError('unreadable', 'The browser cannot show this picture: it is broken, or cut off.', { cause });
  });
  try {
    if (whole.width * whole.height > MAX_DECODED)
      throw new AppError('too-large', 'This picture has over 50 million pixels, too many to read the words in it.');
    const scale = scaleFor(whole.width, whole.height);
    const [width, height] = [
      Math.max(1, Math.round(whole.width * scale)),
      Math.max(1, Math.round(whole.height * scale)),
    ];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new AppError('unsupported', 'This browser gives no canvas to read pictures with.');
    // What is transparent is shown on paper.
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(whole, 0, 0, width, height);
    return grayOf(context.getImageData(0, 0, width, height));
  } finally {
    whole.close();
  }
}

/** Luma of Rec. 601, as a PGM file (`P5`). */
export function grayOf({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>): GrayPicture {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + width * height);
  file.set(head);
  for (let at = 0, to = head.length; to < file.length; at += 4, to += 1) {
    file[to] = ((data[at] ?? 0) * 299 + (data[at + 1] ?? 0) * 587 + (data[at + 2] ?? 0) * 114) / 1000;
  }
  return { file, width, height };
}
