import { expect, test } from 'vitest';
import type { BackupSummary } from '../../../core/backup/manifest.ts';
import type { OutsideBackup } from '../../../core/backup/outside.ts';
import { mergeBackups } from './merge-backups.ts';

const inside = (id: string, madeMs: number): BackupSummary => ({
  ...{ id, madeMs, reason: 'asked', kind: 'base', schemaVersion: 6, items: 4, rows: 9, bytes: 100, writtenBytes: 50 },
  originals: { count: 0, bytes: 0 },
  deviceName: null,
});
const outside = (id: string, madeMs: number): OutsideBackup => ({
  ...{ id, madeMs, kind: 'base', fileName: `${id}.tar.age`, writtenBytes: 60, writer: null, reason: null },
});

test('a backup that lies in both places is listed once, and the newest stands first', () => {
  const merged = mergeBackups([inside('b', 2000), inside('a', 1000)], [outside('b', 2000), outside('c', 3000)]);
  expect(merged.map(({ id, isInside, fileName }) => [id, isInside, fileName])).toEqual([
    ['c', false, 'c.tar.age'],
    ['b', true, 'b.tar.age'],
    ['a', true, null],
  ]);
  expect(merged.map(({ items, writtenBytes }) => [items, writtenBytes])).toEqual([
    [null, 60],
    [4, 50],
    [4, 50],
  ]);
});
