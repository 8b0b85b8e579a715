import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../core/errors.ts';
import {
  createLiveStore,
  LINGER_MS,
  LINGERING,
  type ListenOptions,
  type LiveListener,
  type LiveStore,
} from './live-store.ts';

interface Followed extends LiveListener {
  ended: boolean;
}

let live: LiveStore;
let nowMs: number;
let timers: Set<{ readonly atMs: number; readonly run: () => void }>;
let followed: Map<string, Followed[]>;

beforeEach(() => {
  nowMs = 0;
  timers = new Set();
  followed = new Map();
  live = createLiveStore({
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  });
});

function pass(ms: number): void {
  nowMs += ms;
  for (const timer of [...timers]) {
    if (timer.atMs > nowMs) continue;
    timers.delete(timer);
    timer.run();
  }
}

/** Listens, and returns what was heard and the way to end it. */
function listen(key: string, options?: ListenOptions) {
  const heard: unknown[] = [];
  const end = live.listen(
    key,
    (listener) => {
      const one: Followed = { ...listener, ended: false };
      followed.set(key, [...(followed.get(key) ?? []), one]);
      return () => {
        one.ended = true;
      };
    },
    { onValue: (value) => heard.push(value), onError: (error) => heard.push(error.code) },
    options,
  );
  return { heard, end };
}

const last = (key: string): Followed => {
  const one = followed.get(key)?.at(-1);
  if (one === undefined) throw new Error(`nobody follows ${key}`);
  return one;
};

describe('the live queries of a page', () => {
  test('are asked for once, and whoever comes later hears at once what is known', () => {
    const first = listen('tags');
    expect(live.peek('tags')).toBeUndefined();
    last('tags').onValue(['a']);
    const second = listen('tags');
    last('tags').onValue(['a', 'b']);
    expect(first.heard).toEqual([['a'], ['a', 'b']]);
    expect(second.heard).toEqual([['a'], ['a', 'b']]);
    expect(live.peek('tags')).toEqual(['a', 'b']);
    expect(followed.get('tags')).toHaveLength(1);
  });

  test('are followed for a while by nobody, so that who comes back finds them as they are', () => {
    const { end } = listen('tags');
    last('tags').onValue(['a']);
    end();
    last('tags').onValue(['b']);
    pass(LINGER_MS - 1);
    const again = listen('tags');
    expect(again.heard).toEqual([['b']]);
    pass(LINGER_MS);
    expect(last('tags').ended).toBe(false);
    again.end();
    pass(LINGER_MS);
    expect(last('tags').ended).toBe(true);
    expect(live.peek('tags')).toBeUndefined();
  });

  test('end with the last one who sees them where that is what they tell, and who comes back is shown them as they were', () => {
    const { end } = listen('conversation', { isSeen: true });
    last('conversation').onValue('one answer');
    end();
    expect(last('conversation').ended).toBe(true);
    const again = listen('conversation', { isSeen: true });
    expect(again.heard).toEqual(['one answer']);
    last('conversation').onValue('two answers');
    expect(again.heard).toEqual(['one answer', 'two answers']);
    expect(followed.get('conversation')).toHaveLength(2);
    again.end();
    pass(LINGER_MS);
    expect(live.peek('conversation')).toBeUndefined();
  });

  test('make room for those left later', () => {
    const keys = Array.from({ length: LINGERING + 2 }, (_, at) => `query ${at}`);
    const ends = keys.map((key) => {
      const { end } = listen(key);
      last(key).onValue(key);
      return end;
    });
    for (const end of ends) end();
    expect(keys.filter((key) => last(key).ended)).toEqual(['query 0', 'query 1']);
  });

  test('that failed, or have said nothing, end when the last one leaves', () => {
    const silent = listen('silent');
    silent.end();
    expect(last('silent').ended).toBe(true);
    const failed = listen('failed');
    last('failed').onValue(1);
    last('failed').onError(new AppError('not-found', 'It is gone.'));
    expect(failed.heard).toEqual([1, 'not-found']);
    expect(listen('failed').heard).toEqual([1, 'not-found']);
    failed.end();
    expect(last('failed').ended).toBe(false);
  });
});
