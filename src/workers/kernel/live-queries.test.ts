import { expect, test } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { createLiveQueries, type LiveSource } from './live-queries.ts';

type Topic = 'items' | 'tags';

/** Live queries on a frame clock that the test moves. */
function open() {
  const frames: (() => void)[] = [];
  const live = createLiveQueries<Topic>({ nextFrame: (callback) => void frames.push(callback) });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    live,
    changed: (...topics: Topic[]) => live.changed(new Set(topics)),
    frames,
    async frame() {
      for (const callback of frames.splice(0)) callback();
      await settle();
    },
    settle,
  };
}

interface Box {
  value: unknown;
  runs: number;
}

const sourceOf = (box: Box, key = 'q', topics: readonly Topic[] = ['items']): LiveSource<Topic> => ({
  key,
  topics,
  async run() {
    box.runs++;
    if (box.value instanceof Error) throw box.value;
    return box.value;
  },
});

function listen() {
  const got: unknown[] = [];
  return {
    got,
    listener: {
      onValue: (value: unknown) => void got.push(value),
      onError: (error: AppError) => void got.push(error.code),
    },
  };
}

test('many changes in a frame are one run and one delivery', async () => {
  const { live, changed, frame, frames, settle } = open();
  const box: Box = { value: 0, runs: 0 };
  const { got, listener } = listen();
  live.subscribe(sourceOf(box), listener);
  await settle();
  for (let value = 1; value <= 100; value++) {
    box.value = value;
    changed('items');
  }
  expect(frames).toHaveLength(1);
  await frame();
  expect(got).toEqual([0, 100]);
  expect(box.runs).toBe(2);
});

test('changes of other tables run nothing', async () => {
  const { live, changed, frames, settle } = open();
  const box: Box = { value: 0, runs: 0 };
  live.subscribe(sourceOf(box), listen().listener);
  await settle();
  changed('tags');
  expect(frames).toHaveLength(0);
  expect(box.runs).toBe(1);
});

test('an equal value is not delivered again, bytes compared by content', async () => {
  const { live, changed, frame, settle } = open();
  const box: Box = { value: { items: [1], bytes: Uint8Array.of(1, 2) }, runs: 0 };
  const { got, listener } = listen();
  live.subscribe(sourceOf(box), listener);
  await settle();
  box.value = { items: [1], bytes: Uint8Array.of(1, 2) };
  changed('items');
  await frame();
  expect(got).toHaveLength(1);
  box.value = { items: [1], bytes: Uint8Array.of(2, 1) };
  changed('items');
  await frame();
  expect(got).toHaveLength(2);
  expect(box.runs).toBe(3);
});

test('a failure is told, and the next change brings the value again', async () => {
  const { live, changed, frame, settle } = open();
  const box: Box = { value: 1, runs: 0 };
  const { got, listener } = listen();
  live.subscribe(sourceOf(box), listener);
  await settle();
  box.value = new AppError('store-busy', 'Busy.');
  changed('items');
  await frame();
  box.value = 1;
  changed('items');
  await frame();
  expect(got).toEqual([1, 'store-busy', 1]);
});

test('two that ask the same share one query, and the second has the value at once', async () => {
  const { live, changed, frame, settle } = open();
  const box: Box = { value: 'a', runs: 0 };
  const [first, second] = [listen(), listen()];
  const end = live.subscribe(sourceOf(box), first.listener);
  await settle();
  live.subscribe(sourceOf(box), second.listener);
  expect(second.got).toEqual(['a']);
  box.value = 'b';
  changed('items');
  await frame();
  expect([first.got, second.got, box.runs]).toEqual([['a', 'b'], ['a', 'b'], 2]);
  end();
  box.value = 'c';
  changed('items');
  await frame();
  expect([first.got, second.got]).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

test('a change during a run is not missed', async () => {
  const { live, changed, frame, settle } = open();
  const gate = Promise.withResolvers<void>();
  let runs = 0;
  const { got, listener } = listen();
  const run = async () => {
    const mine = ++runs;
    if (mine === 2) await gate.promise;
    return mine;
  };
  live.subscribe({ key: 'q', topics: ['items'], run }, listener);
  await settle();
  changed('items');
  await frame();
  changed('items');
  gate.resolve();
  await settle();
  await frame();
  expect(got).toEqual([1, 2, 3]);
});

test('who has ended hears nothing, not even of a run under way, and a query without listeners is gone', async () => {
  const { live, changed, frame, settle } = open();
  const box: Box = { value: 1, runs: 0 };
  const { got, listener } = listen();
  const end = live.subscribe(sourceOf(box), listener);
  end();
  await settle();
  changed('items');
  await frame();
  expect(got).toEqual([]);
  expect(live.size).toBe(0);
});

test('ending twice does not end the next one that asks the same', async () => {
  const { live, changed, frame, settle } = open();
  const box: Box = { value: 1, runs: 0 };
  const end = live.subscribe(sourceOf(box), listen().listener);
  end();
  const { got, listener } = listen();
  live.subscribe(sourceOf(box), listener);
  end();
  await settle();
  box.value = 2;
  changed('items');
  await frame();
  expect(got).toEqual([1, 2]);
});

test('after closing, nothing is delivered', async () => {
  const { live, changed, frames, settle } = open();
  const box: Box = { value: 1, runs: 0 };
  const { got, listener } = listen();
  live.subscribe(sourceOf(box), listener);
  await settle();
  live.close();
  changed('items');
  expect(frames).toHaveLength(0);
  expect(got).toEqual([1]);
});
