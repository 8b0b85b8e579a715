import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cells, clockBound, clockMs, tickHlc } from '../changes.ts';
import { groupVersions } from './group-versions.ts';
import { cellsAt, type ItemOperation } from './item-changes.ts';
import { DAY_MS, goesAtMs, keptVersions, wholeFromMs } from './retention.ts';

const DEVICE = '00000000-0000-7000-8000-00000000000a';
const OTHER = '00000000-0000-7000-8000-00000000000b';
const START = Date.UTC(2026, 0, 5, 9);
const MINUTE = 60_000;

interface Told extends Partial<Omit<ItemOperation, 'hlc'>> {
  readonly minute: number;
}

let made = 0;
function operation({ minute, deviceId = DEVICE, ...rest }: Told): ItemOperation {
  const hlc = tickHlc(null, START + minute * MINUTE, deviceId);
  const commandId = `command-${made++}`;
  const common = { hlc, deviceId, actor: 'user', commandId, commandType: 'edit-note', key: 'row', tag: null };
  return { ...common, table: 'item_bodies', cells: {}, before: null, ...rest };
}

const titled = (minute: number, from: string, to: string): ItemOperation =>
  operation({ minute, table: 'items', cells: { title: to }, before: { title: from } });

test('edits that follow each other are one version; a pause, another device or half an hour begins the next', () => {
  const minutes = [0, 2, 5, 20, 21];
  const edits = minutes.map((minute) => operation({ minute }));
  edits.push(operation({ minute: 22, deviceId: OTHER }));
  const versions = groupVersions(edits);
  expect(versions.map(({ atMs, deviceId }) => [(atMs - START) / MINUTE, deviceId])).toEqual([
    [22, OTHER],
    [21, DEVICE],
    [5, DEVICE],
  ]);
  const long = Array.from({ length: 20 }, (_, at) => operation({ minute: 100 + at * 4 }));
  expect(groupVersions(long).length).toBeGreaterThan(1);
});

test('what was done is named: made, renamed to and fro, moved, tagged, deleted, restored, another original', () => {
  const row = (minute: number, cells: Cells, before: Cells | null, commandId = `c${minute}`) =>
    operation({ minute, table: 'items', cells, before, commandId });
  const operations = [
    row(0, { title: 'Pond', deleted_ms: null }, null, 'making'),
    operation({ minute: 0.01, commandId: 'making' }),
    titled(40, 'Pond', 'Lake'),
    titled(41, 'Lake', 'Sea'),
    operation({ minute: 42, table: 'tags', tag: 'water', cells: { tag: 'water', deleted_ms: null } }),
    row(80, { folder: 'Home' }, { folder: '' }),
    row(120, { deleted_ms: 1 }, { deleted_ms: null }),
    row(121, { deleted_ms: null }, { deleted_ms: 1 }),
    row(160, { blob_hash: 'b', title: 'Sea 2' }, { blob_hash: 'a', title: 'Sea' }),
    titled(200, 'Sea 2', 'X'),
    titled(201, 'X', 'Sea 2'),
  ];
  expect(groupVersions(operations).map(({ changes }) => changes)).toEqual([
    [{ type: 'title', from: 'Sea', to: 'Sea 2' }, { type: 'file' }],
    [{ type: 'restored' }],
    [{ type: 'deleted' }],
    [{ type: 'folder', from: '', to: 'Home' }],
    [
      { type: 'title', from: 'Pond', to: 'Sea' },
      { type: 'tag', tag: 'water', on: true },
    ],
    [{ type: 'made' }],
  ]);
});

test('an undo and a version brought back stand alone, and what the kernel makes of a text belongs to its writer', () => {
  const operations = [
    operation({ minute: 0 }),
    operation({ minute: 0.5, table: 'tags', tag: 'x', actor: 'kernel', cells: { deleted_ms: null } }),
    operation({ minute: 1, commandType: 'undo' }),
    operation({ minute: 2, commandType: 'restore-version' }),
    operation({ minute: 3, actor: 'run:1', commandType: null }),
  ];
  const versions = groupVersions(operations);
  expect(versions.map(({ how, actor }) => `${how} ${actor}`)).toEqual([
    'change import',
    'restore user',
    'undo user',
    'change user',
  ]);
  expect(versions[3]?.changes.map(({ type }) => type)).toEqual(['text', 'tag']);
});

test('cells as they were at a time come from the log before it, else from what a later change replaced, else from now', () => {
  const at = (minute: number, cells: Cells, before: Cells | null) => ({
    hlc: tickHlc(null, START + minute * MINUTE, DEVICE),
    cells,
    before,
  });
  const log = [
    at(1, { title: 'b' }, { title: 'a' }),
    at(2, { folder: 'y' }, { folder: 'x' }),
    at(3, { title: 'c' }, { title: 'b' }),
  ];
  const now = { title: 'c', folder: 'y', kind: 'note' };
  const when = (minute: number) => cellsAt(log, now, tickHlc(null, START + minute * MINUTE, DEVICE));
  expect(when(0)).toEqual({ title: 'a', folder: 'x', kind: 'note' });
  expect(when(1)).toEqual({ title: 'b', folder: 'x', kind: 'note' });
  expect(when(3)).toEqual(now);
  const bin = [at(1, { deleted_ms: null }, null), at(2, { deleted_ms: 7 }, { deleted_ms: null })];
  expect(cellsAt(bin, { deleted_ms: 7 }, tickHlc(null, START + MINUTE, DEVICE))).toEqual({ deleted_ms: null });
  expect(cellsAt(bin.slice(1), { deleted_ms: 7 }, tickHlc(null, START, DEVICE))).toEqual({ deleted_ms: null });
  expect(cellsAt([at(5, { title: 'a' }, null)], now, tickHlc(null, START, DEVICE))).toBeNull();
});

test('a clock’s bound is less than every clock of its time and greater than those before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e12 }), (ms, boundMs) => {
      const hlc = tickHlc(null, ms, DEVICE);
      expect(clockMs(hlc)).toBe(ms);
      expect(hlc < clockBound(boundMs)).toBe(ms < boundMs);
    }),
  );
});

test('of old versions the last of each day stays, then of each week; thinning again loses nothing that thinning once kept', () => {
  const versions = fc.array(fc.nat(400 * DAY_MS), { maxLength: 200 });
  fc.assert(
    fc.property(versions, fc.nat(200), fc.constantFrom(30, 90, 365, 0), (ages, days, keep) => {
      const nowMs = START + 500 * DAY_MS;
      const all = ages.map((age) => ({ atMs: nowMs - age }));
      const once = keptVersions(all, nowMs, keep);
      const later = nowMs + days * DAY_MS;
      expect(keptVersions(once, later, keep)).toEqual(keptVersions(all, later, keep));
      if (keep !== 0) for (const { atMs } of once) expect(atMs).toBeGreaterThanOrEqual(nowMs - keep * DAY_MS);
      expect(once.length).toBeLessThanOrEqual(100 + 60);
      const newest = Math.max(...all.map(({ atMs }) => atMs));
      if (all.length > 0 && (keep === 0 || newest >= nowMs - keep * DAY_MS)) expect(once.at(-1)?.atMs).toBe(newest);
    }),
  );
});

test('what stays whole: thirty days, and longer where a backup rests on it; what is deleted goes when the setting says', () => {
  const nowMs = START + 100 * DAY_MS;
  expect(wholeFromMs(nowMs, null)).toBe(nowMs - 30 * DAY_MS);
  expect(wholeFromMs(nowMs, nowMs - 60 * DAY_MS)).toBe(nowMs - 60 * DAY_MS);
  expect(wholeFromMs(nowMs, nowMs)).toBe(nowMs - 30 * DAY_MS);
  expect(goesAtMs(START, 7)).toBe(START + 7 * DAY_MS);
  expect(goesAtMs(START, 0)).toBeNull();
});
