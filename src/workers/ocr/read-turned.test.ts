import { expect, it } from 'vitest';
import type { PictureLine } from '../../core/items/picture-reader.ts';
import { type GrayPicture, grayOf } from './gray-pixels.ts';
import { readTurned, turnPicture } from './read-turned.ts';

const WIDE = 40;
const HIGH = 20;
/** White, with a dark block near its right lower corner. */
const BLOCK = { left: 30, top: 14, right: 36, bottom: 18 };

function picture(): GrayPicture {
  const data = new Uint8ClampedArray(WIDE * HIGH * 4).fill(255);
  for (let y = BLOCK.top; y < BLOCK.bottom; y += 1)
    for (let x = BLOCK.left; x < BLOCK.right; x += 1) data.fill(0, (y * WIDE + x) * 4, (y * WIDE + x) * 4 + 3);
  return grayOf({ data, width: WIDE, height: HIGH });
}

/** Finds the block: it is a sure word when the picture is turned `way`, else many doubtful ones. */
function engineFor(way: string) {
  const seen: string[] = [];
  return {
    seen,
    read(file: Uint8Array, width: number, height: number): readonly PictureLine[] {
      const from = file.length - width * height;
      const dark = [...file.subarray(from).entries()].flatMap(([at, value]) => (value < 128 ? [at] : []));
      const [xs, ys] = [dark.map((at) => at % width), dark.map((at) => Math.floor(at / width))];
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      const [right, bottom] = [Math.max(...xs) + 1, Math.max(...ys) + 1];
      const where = `${left < width / 2 ? 'left' : 'right'} ${top < height / 2 ? 'top' : 'bottom'}`;
      seen.push(where);
      const box = [left / width, top / height, right / width, bottom / height] as const;
      const isSure = where === way;
      const text = isSure ? 'Boathouse' : 'poowBDAxxo'.repeat(6);
      return [{ paragraph: 0, words: [{ text, confidence: isSure ? 95 : 40, box }] }];
    },
  };
}

it.each(['right bottom', 'left bottom', 'left top', 'right top'])(
  'a page whose words stand when its corner is %s leads to them where they are',
  (way) => {
    const [line] = readTurned(engineFor(way), picture());
    expect(line?.words[0]?.text).toBe('Boathouse');
    const box = line?.words[0]?.box.map((share) => Math.round(share * 1000) / 1000);
    expect(box).toEqual([BLOCK.left / WIDE, BLOCK.top / HIGH, BLOCK.right / WIDE, BLOCK.bottom / HIGH]);
  },
);

it('what can be trusted, or is hardly anything, is not turned', () => {
  const upright = engineFor('right bottom');
  readTurned(upright, picture());
  expect(upright.seen).toEqual(['right bottom']);
  let reads = 0;
  const little = {
    read: (): readonly PictureLine[] => {
      reads += 1;
      return [{ paragraph: 0, words: [{ text: 'Lx', confidence: 30, box: [0, 0, 1, 1] }] }];
    },
  };
  expect(readTurned(little, picture())).toHaveLength(1);
  expect(reads).toBe(1);
});

it('a picture that is turned four times is as it was', () => {
  const first = picture();
  const again = [1, 1, 1, 1].reduce((now) => turnPicture(now, 1), first);
  expect(again).toEqual(first);
  expect(turnPicture(turnPicture(first, 1), 3)).toEqual(first);
  expect(turnPicture(turnPicture(first, 1), 1)).toEqual(turnPicture(first, 2));
});
