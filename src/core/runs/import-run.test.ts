import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ImportState, type ImportStep, importDecisions } from './import-run.ts';
import { canMove, RUN_STATUSES } from './run.ts';

const begin = (listed: number) => importDecisions.begin({ label: '', listed, skipped: 0 });

const readStep = (ordinal: number, cursor = 0): ImportStep => ({
  key: cursor === 0 ? `read:${ordinal}` : `read:${ordinal}@${cursor}`,
  type: 'read',
  ordinal,
  cursor,
});

const result = (read: number, cursor = 0, found = 0) => ({ read, cursor, found, skipped: 0 });

test('an import waits for copies, reads what is copied, links, and ends', () => {
  let state = begin(2);
  expect(importDecisions.next(state)).toBe('wait');
  state = importDecisions.receive(state, { type: 'copied', upTo: 1 });
  expect(importDecisions.next(state)).toEqual(readStep(0));
  state = importDecisions.apply(state, readStep(0), result(1));
  expect(importDecisions.next(state)).toBe('wait');
  state = importDecisions.receive(state, { type: 'copied', upTo: 2 });
  state = importDecisions.apply(state, readStep(1), result(2));
  expect(importDecisions.next(state)).toEqual({ key: 'link', type: 'link' });
  state = importDecisions.apply(state, { key: 'link', type: 'link' }, null);
  expect(importDecisions.next(state)).toBe('end');
});

test('without its source it ends with what was copied', () => {
  const state = importDecisions.receive(begin(5), { type: 'source-gone' });
  expect(importDecisions.next(state)).toEqual({ key: 'link', type: 'link' });
});

test('a file is read batch by batch, and what was found inside of it after all others', () => {
  let state = importDecisions.receive(begin(2), { type: 'copied', upTo: 2 });
  state = importDecisions.apply(state, readStep(0), result(0, 70, 1));
  expect(importDecisions.next(state)).toEqual(readStep(0, 70));
  state = importDecisions.apply(state, readStep(0, 70), result(1, 0, 1));
  expect(importDecisions.next(state)).toEqual(readStep(1));
  state = importDecisions.apply(state, readStep(1), result(2));
  expect(importDecisions.next(state)).toEqual(readStep(2));
  state = importDecisions.apply(state, readStep(2), result(4));
  expect(importDecisions.next(state)).toEqual({ key: 'link', type: 'link' });
});

test('what was found inside is read, though the page with the rest went away', () => {
  let state = importDecisions.receive(begin(5), { type: 'copied', upTo: 1 });
  state = importDecisions.apply(state, readStep(0), result(1, 0, 2));
  expect(importDecisions.next(state)).toBe('wait');
  state = importDecisions.receive(state, { type: 'source-gone' });
  expect(importDecisions.next(state)).toEqual(readStep(5));
  state = importDecisions.apply(state, readStep(5), result(7));
  expect(importDecisions.next(state)).toEqual({ key: 'link', type: 'link' });
});

test('a state that was left before files were read in batches goes on', () => {
  const old = { listed: 3, copied: 3, read: 1, sourceGone: false, linked: false } as ImportState;
  expect(importDecisions.next(old)).toEqual(readStep(1));
  const state = importDecisions.apply(old, readStep(1), result(2, 0, 2));
  expect(state).toMatchObject({ read: 2, cursor: 0, found: 2, skipped: 0 });
  expect(importDecisions.receive(old, { type: 'source-gone' })).toMatchObject({ sourceGone: true, found: 0 });
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
      while (step());
      expect(importDecisions.next(state)).toBe('end');
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

/** Some files are passed over, as those that a rule refused are; some are read in two batches, or have one inside. */
function resultOf(step: ImportStep, state: ImportState) {
  if (step.type === 'link') return null;
  const { ordinal, cursor } = step;
  if (ordinal % 3 === 2 && cursor === 0) return result(ordinal, 10, state.found < 4 ? 1 : 0);
  const end = ordinal < state.listed ? state.copied : state.listed + state.found;
  return result(Math.min(end, ordinal + 1 + (ordinal % 2)));
}

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
