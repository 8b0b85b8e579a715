import type { PictureLine } from '../../core/items/picture-reader.ts';
import { isDoubtful, writeWords } from '../../core/items/picture-words.ts';
import type { Box } from '../../core/items/source-place.ts';
import type { OcrEngine } from './engine.ts';
import type { GrayPicture } from './gray-pixels.ts';

/** Quarters of a turn, clockwise. */
type Quarters = 1 | 2 | 3;

/** The ways that a page lies when it does not stand: on one side, on the other, on its head. */
const WAYS: readonly Quarters[] = [1, 3, 2];

export function turnPicture({ file, width, height }: GrayPicture, quarters: Quarters): GrayPicture {
  const [wide, high] = quarters === 2 ? [width, height] : [height, width];
  const head = new TextEncoder().encode(`P5\n${wide} ${high}\n255\n`);
  const turned = new Uint8Array(head.length + width * height);
  turned.set(head);
  let from = file.length - width * height;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, from += 1) {
      const [column, row] =
        quarters === 1 ? [height - 1 - y, x] : quarters === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      turned[head.length + row * wide + column] = file[from] ?? 0;
    }
  }
  return { file: turned, width: wide, height: high };
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** A box of the turned picture, on the picture as it is shown. */
function turnBack([left, top, right, bottom]: Box, quarters: Quarters): Box {
  if (quarters === 1) return [top, rounded(1 - right), bottom, rounded(1 - left)];
  if (quarters === 2) return [rounded(1 - right), rounded(1 - bottom), rounded(1 - left), rounded(1 - top)];
  return [rounded(1 - bottom), left, rounded(1 - top), right];
}

/**
 * Reads a picture as it is; where much was found and nothing of it can be trusted, as it would be when it were turned. What
 * cannot be trusted either way is as it was found first.
 */
export function readTurned(engine: Pick<OcrEngine, 'read'>, picture: GrayPicture): readonly PictureLine[] {
  const upright = engine.read(picture.file, picture.width, picture.height);
  if (!isDoubtful(upright)) return upright;
  for (const quarters of WAYS) {
    const { file, width, height } = turnPicture(picture, quarters);
    const lines = engine.read(file, width, height);
    if (writeWords(lines) === null) continue;
    return lines.map(({ paragraph, words }) => ({
      paragraph,
      words: words.map((word) => ({ ...word, box: turnBack(word.box, quarters) })),
    }));
  }
  return upright;
}
