import { expect, test } from 'vitest';
import { ahead } from './ahead.ts';

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

/** Acts that are done when the test says so. */
function gates() {
  const open = new Map<number, () => void>();
  const begun: number[] = [];
  const act = async (at: number) => {
    begun.push(at);
    await new Promise<void>((resolve) => open.set(at, resolve));
    return at * 10;
  };
  return { begun, act, end: (at: number) => open.get(at)?.() };
}

test('results come in the order of the list, whichever is done first, and no more than so many are under way', async () => {
  const { begun, act, end } = gates();
  const results = all(ahead([0, 1, 2, 3], 2, act));
  await expect.poll(() => begun).toEqual([0, 1]);
  end(1);
  end(0);
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  end(3);
  end(2);
  expect(await results).toEqual([0, 10, 20, 30]);
});

test('what fails is told in its turn, and the others have ended by then', async () => {
  const ended: number[] = [];
  const act = async (at: number) => {
    if (at === 1) throw new Error('damaged');
    await new Promise((resolve) => setImmediate(resolve));
    ended.push(at);
    return at;
  };
  const seen: number[] = [];
  const read = async () => {
    for await (const at of ahead([0, 1, 2, 3, 4], 3, act)) seen.push(at);
  };
  await expect(read()).rejects.toThrow('damaged');
  expect(seen).toEqual([0]);
  expect(ended.sort()).toEqual([0, 2, 3]);
});

test('an empty list gives nothing', async () => {
  expect(await all(ahead([], 3, async () => 1))).toEqual([]);
});
