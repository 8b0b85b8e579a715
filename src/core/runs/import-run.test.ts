import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ImportState, type ImportStep, importDecisions } from './import-run.ts';
import { canMove, RUN_STATUSES } from './run.ts';

const begin = (listed: number) => importDecisions.begin({ label: '', listed, skipped: 0 });

test('an import waits for copies, reads what is copied, links, and ends', () => {
  let state = begin(2);
  expect(importDecisions.next(state)).toBe('wait');
  state = importDecisions.receive(state, { type: 'copied', upTo: 1 });
  expect(importDecisions.next(state)).toEqual({ key: 'read:0', type: 'read', ordinal: 0 });
  state = importDecisions.apply(state, { key: 'read:0', type: 'read', ordinal: 0 }, { read: 1 });
  expect(importDecisions.next(state)).toBe('wait');
  state = importDecisions.receive(state, { type: 'copied', upTo: 2 });
  state = importDecisions.apply(state, { key: 'read:1', type: 'read', ordinal: 1 }, { read: 2 });
  expect(importDecisions.next(state)).toEqual({ key: 'link', type: 'link' });
  state = importDecisions.apply(state, { key: 'link', type: 'link' }, null);
  expect(importDecisions.next(state)).toBe('end');
});

test('without its source it ends with what was copied', () => {
  const state = importDecisions.receive(begin(5), { type: 'source-gone' });
  expect(importDecisions.next(state)).toEqual({ key: 'link', type: 'link' });
});

type Act = 'step' | { readonly upTo: number } | 'gone';

test('in whatever order copies and steps come, no step has the key of one before, and it ends', () => {
  const acts = fc.array(
    fc.oneof(
      fc.constant<Act>('step'),
      fc.nat(8).map((upTo): Act => ({ upTo })),
      fc.constant<Act>('gone'),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(fc.nat(6), acts, (listed, list) => {
      let state: ImportState = begin(listed);
      const keys: string[] = [];
      const step = (): boolean => {
        const next = importDecisions.next(state);
        if (next === 'wait' || next === 'end') return false;
        keys.push(next.key);
        state = importDecisions.apply(state, next, resultOf(next, state));
        return true;
      };
      for (const act of list) {
        if (act === 'step') step();
        else
          state = importDecisions.receive(state, act === 'gone' ? { type: 'source-gone' } : { type: 'copied', ...act });
        expect(state.copied).toBeLessThanOrEqual(listed);
      }
      state = importDecisions.receive(state, { type: 'copied', upTo: listed });
      for (let left = listed + 2; left > 0 && step(); left--);
      expect(importDecisions.next(state)).toBe('end');
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

/** Some of the files are passed over, as those that a rule refused are. */
const resultOf = (step: ImportStep, state: ImportState) =>
  step.type === 'link' ? null : { read: Math.min(state.copied, step.ordinal + 1 + (step.ordinal % 2)) };

test('a run that has ended moves no more; only what acts can pause; what waits can go on', () => {
  const allowed = RUN_STATUSES.flatMap((from) =>
    RUN_STATUSES.filter((to) => ['paused', 'running', 'stopped'].includes(to) && canMove(from, to)).map(
      (to) => `${from} → ${to}`,
    ),
  );
  expect(allowed).toEqual([
    'running → paused',
    'running → stopped',
    'paused → running',
    'paused → stopped',
    'interrupted → running',
    'interrupted → stopped',
  ]);
});
