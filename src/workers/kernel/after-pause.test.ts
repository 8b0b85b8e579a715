import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAfterPause } from './after-pause.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const after = (delayMs: number, run: () => void) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

function counted() {
  const runs: number[] = [];
  const start = Date.now();
  const pause = createAfterPause({ after, pauseMs: 400, longestMs: 5_000 }, () => runs.push(Date.now() - start));
  return { pause, runs };
}

test('what is typed without a pause is taken over every few seconds, not with every key, and once more behind the last', () => {
  const { pause, runs } = counted();
  for (let at = 0; at < 12_000; at += 300) {
    pause.changed();
    vi.advanceTimersByTime(300);
  }
  vi.advanceTimersByTime(10_000);
  expect(runs).toEqual([5_000, 10_100, 12_100]);
});

test('what is called off does not run, and what changes after it does', () => {
  const { pause, runs } = counted();
  pause.changed();
  pause.cancel();
  vi.advanceTimersByTime(10_000);
  expect(runs).toEqual([]);
  pause.changed();
  vi.advanceTimersByTime(10_000);
  expect(runs).toEqual([10_400]);
});
