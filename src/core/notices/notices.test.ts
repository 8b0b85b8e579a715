import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { DAY_MS } from '../history/retention.ts';
import { type DatedNotice, droppedNotices, KEPT_NOTICE_DAYS, KEPT_NOTICES } from './keep-notices.ts';
import { decideNotice, type KeptNotice, type RaisedNotice } from './merge-notices.ts';
import { isImportNews, toneOf } from './notice.ts';

const NOW_MS = 1_750_000_000_000;
/** Up to 500, more than are kept; drawn by their number, so that a failure is small to show. */
const noticesOf = (days: number): fc.Arbitrary<DatedNotice[]> =>
  fc.tuple(fc.nat(500), fc.nat(9_999), fc.nat(9_999)).map(([count, step, salt]) =>
    Array.from({ length: count }, (_, at) => {
      const ageMs = ((at * step + salt) % 10_000) * ((days * DAY_MS) / 10_000);
      const awayMs = (at * salt + step) % 5 === 0 ? ageMs / 2 : null;
      return { id: `n${at}`, atMs: NOW_MS - ageMs, dismissedMs: awayMs === null ? null : NOW_MS - awayMs };
    }),
  );

const keptOf = (notices: readonly DatedNotice[]): DatedNotice[] => {
  const dropped = new Set(droppedNotices(notices, NOW_MS));
  return notices.filter(({ id }) => !dropped.has(id));
};

test('what is kept is bounded in number and age, and dropping again drops nothing more', () => {
  fc.assert(
    fc.property(noticesOf(60), (notices) => {
      const kept = keptOf(notices);
      expect(kept.length).toBeLessThanOrEqual(KEPT_NOTICES);
      expect(kept.every(({ atMs }) => atMs >= NOW_MS - KEPT_NOTICE_DAYS * DAY_MS)).toBe(true);
      expect(droppedNotices(kept, NOW_MS)).toEqual([]);
    }),
    { numRuns: fuzzRuns(100) },
  );
});

test('what was not put away goes only by its age, or when newer ones fill the place', () => {
  fc.assert(
    fc.property(noticesOf(25), (notices) => {
      const kept = keptOf(notices);
      const open = notices.filter(({ dismissedMs }) => dismissedMs === null).toSorted((a, b) => b.atMs - a.atMs);
      const keptIds = new Set(kept.map(({ id }) => id));
      expect(open.slice(0, KEPT_NOTICES).every(({ id }) => keptIds.has(id))).toBe(true);
    }),
    { numRuns: fuzzRuns(100) },
  );
});

/** Tells them one after the other, as the kernel does, and returns what there is then. */
function tellAll(raised: readonly RaisedNotice[]): KeptNotice[] {
  const told: KeptNotice[] = [];
  for (const each of raised) {
    const held = told.findLast(({ kind }) => kind === each.kind) ?? null;
    const decision = decideNotice(held, each);
    const { kind, facts, undoId, isNews } = each;
    const fresh = { kind, facts, undoId, times: 1, readMs: isNews ? null : 1, dismissedMs: null };
    if (decision.type === 'add') told.push(fresh);
    if (decision.type === 'merge' && held !== null) told[told.indexOf(held)] = { ...held, ...decision.notice };
  }
  return told;
}

const read = (changed: number, isNews = false): RaisedNotice<'folder-read'> => ({
  ...{ kind: 'folder-read', subject: 'f', undoId: `run-${changed}`, isNews },
  facts: { folderId: 'f', runId: `run-${changed}`, changed, failed: isNews ? 1 : 0 },
});

test('however often a folder is read, it is one notice whose counts are all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }), (counts) => {
      const told = tellAll(counts.map((count) => read(count)));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({
        times: counts.length,
        facts: { changed: counts.reduce((sum, count) => sum + count, 0) },
      });
      // Two cannot be taken back by one name.
      expect(told[0]?.undoId).toBe(counts.length === 1 ? `run-${counts[0]}` : null);
    }),
    { numRuns: fuzzRuns(100) },
  );
});

test('trouble makes what was read new again; what goes well leaves it as it was', () => {
  expect(tellAll([read(1), read(2)])[0]?.readMs).toBe(1);
  expect(tellAll([read(1), read(2, true)])[0]?.readMs).toBeNull();
  expect(tellAll([read(2, true), read(1)])[0]?.readMs).toBeNull();
});

test('what lasts is told once, and again only when it is another: not even after it was put away', () => {
  const failed = (code: string): RaisedNotice => ({
    ...{ kind: 'backup-failed', subject: '', undoId: null, isNews: true },
    facts: { code },
  });
  const told = tellAll([failed('storage-full'), failed('storage-full'), failed('internal')]);
  expect(told).toMatchObject([{ times: 2, facts: { code: 'internal' } }]);
  const [first] = tellAll([failed('storage-full')]);
  const away = first === undefined ? null : { ...first, dismissedMs: 5 };
  expect(decideNotice(away, failed('storage-full'))).toEqual({ type: 'nothing' });
  expect(decideNotice(away, failed('internal'))).toEqual({ type: 'add' });
});

test('facts are the same whatever their order, as an engine may keep them in its own', () => {
  const held = { kind: 'mirror-held-back', facts: { count: 3, folderId: 'f' }, undoId: null } as const;
  const raised = { kind: 'mirror-held-back', facts: { folderId: 'f', count: 3 }, subject: 'f' } as const;
  const decision = decideNotice(
    { ...held, times: 1, readMs: null, dismissedMs: null },
    { ...raised, undoId: null, isNews: true },
  );
  expect(decision).toEqual({ type: 'nothing' });
});

test('an import that was over at once and went well is no news; trouble is, and what took long', () => {
  expect(isImportNews(900, 0)).toBe(false);
  expect(isImportNews(900, 1)).toBe(true);
  expect(isImportNews(60_000, 0)).toBe(true);
});

test('what failed is told as such', () => {
  expect(toneOf('import-finished', { changed: 3, failed: 0 })).toBe('plain');
  expect(toneOf('import-finished', { changed: 3, failed: 1 })).toBe('warn');
  expect(toneOf('backup-failed', { code: 'storage-full' })).toBe('bad');
});
