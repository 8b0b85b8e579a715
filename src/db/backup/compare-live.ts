import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import type { BackupComparison, ItemSample } from '../../core/backup/restore-report.ts';
import { spansOf } from '../../core/backup/segments.ts';
import { throwIfAborted } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { AbortFlag, Clock } from '../../core/ports.ts';
import { readShapes } from '../logical/shapes.ts';
import { schemaVersion } from '../migrate.ts';
import type { Store } from '../store.ts';
import { isOfItsPast, isReadWhole, readChanges, readPosition } from './changes.ts';
import { readSegments, WHOLE_TABLE } from './read-segments.ts';
import { readSegmentLines } from './restore-backup.ts';
import { inBackupOrder } from './row-order.ts';

/** A backup beside the store in use, which goes on being written. */

export interface LiveOptions {
  readonly store: Store;
  readonly manifest: BackupManifest;
  readonly clock: Clock;
  /** The place that the store lies in. Default: none. */
  readonly place?: string | null;
  readonly pause?: (() => Promise<void>) | undefined;
  readonly signal?: AbortFlag | undefined;
}

/**
 * The tables of which a part is not what the backup says although nothing was written to it since: something was changed
 * past the log, or an increment has missed it. None where the schema is another one, or the store of another past.
 */
export async function findStrayed(options: LiveOptions): Promise<string[]> {
  const { store, manifest, clock, place = null, pause, signal } = options;
  const shapes = await readShapes(store);
  const isComparable = (await schemaVersion(store)) === manifest.schemaVersion && manifest.place === place;
  if (!isComparable || !isOfItsPast(manifest, await readPosition(store, shapes))) return [];
  const held = new Map(manifest.tables.map((table) => [table.name, table]));
  const tables = shapes.flatMap((shape) => {
    const table = held.get(shape.name);
    const ordered = inBackupOrder(shape, table?.segmentRows);
    return table === undefined || isReadWhole(ordered) ? [] : [{ shape: ordered, table }];
  });
  const between = async () => {
    throwIfAborted(signal);
    await pause?.();
  };
  const live = new Map<string, ReadonlySet<string>>();
  for (const { shape } of tables) {
    const found = new Set<string>();
    for await (const { segment } of readSegments(store, shape, WHOLE_TABLE, between)) found.add(segment.sha256);
    live.set(shape.name, found);
  }
  const all = tables.map(({ shape }) => shape);
  const now = { madeMs: clock.nowMs(), position: await readPosition(store, shapes) };
  const changes = await readChanges(store, all, manifest, now);
  return tables.flatMap(({ shape: { name }, table: { segments } }) => {
    const changed = changes.get(name) ?? [];
    if (changed === 'all') return [];
    const excused = new Set<number>();
    // Where the row is gone that a segment began with, the one before it changed too.
    for (const { first, last } of spansOf(segments, changed)) {
      for (let at = first - 1; at <= last; at++) excused.add(at);
    }
    const isStrayed = segments.some(({ sha256 }, at) => !excused.has(at) && !live.get(name)?.has(sha256));
    return isStrayed ? [name] : [];
  });
}

interface ComparedItem {
  readonly id: Id;
  readonly kind: string;
  readonly title: string;
  readonly updatedMs: number;
}

const MOST_TITLES = 20;

/** What a restore of this backup would bring back, and what it would take away. Rejects with `backup-damaged`. */
export async function compareBackup(
  { store, manifest, signal }: Pick<LiveOptions, 'store' | 'manifest' | 'signal'>,
  files: BackupFiles,
): Promise<BackupComparison> {
  const held = new Map<Id, ComparedItem>();
  for (const item of await itemsInBackup(files, manifest, signal)) held.set(item.id, item);
  const here = await itemsHere(store);
  const lists = { onlyHere: [] as string[], newerHere: [] as string[], newerInBackup: [] as string[] };
  const kinds = new Map<string, { inBackup: number; here: number }>();
  const count = (kind: string, side: 'inBackup' | 'here') => {
    const counts = kinds.get(kind) ?? { inBackup: 0, here: 0 };
    counts[side]++;
    kinds.set(kind, counts);
  };
  for (const { kind } of held.values()) count(kind, 'inBackup');
  let same = 0;
  for (const item of here) {
    count(item.kind, 'here');
    const other = held.get(item.id);
    held.delete(item.id);
    if (other === undefined) lists.onlyHere.push(item.title);
    else if (other.updatedMs < item.updatedMs) lists.newerHere.push(item.title);
    else if (other.updatedMs > item.updatedMs) lists.newerInBackup.push(other.title);
    else same++;
  }
  return {
    backupId: manifest.id,
    madeMs: manifest.madeMs,
    kinds: [...kinds].sort().map(([kind, counts]) => ({ kind, ...counts })),
    conversations: { inBackup: await conversationsIn(files, manifest), here: await conversationsHere(store) },
    onlyInBackup: sampleOf([...held.values()].map(({ title }) => title)),
    onlyHere: sampleOf(lists.onlyHere),
    newerHere: sampleOf(lists.newerHere),
    newerInBackup: sampleOf(lists.newerInBackup),
    same,
  };
}

const sampleOf = (titles: readonly string[]): ItemSample => ({
  count: titles.length,
  titles: titles.slice(0, MOST_TITLES),
});

interface HeldRow {
  readonly id: Id;
  readonly kind: string;
  readonly title: string;
  readonly updated_ms: number;
  readonly deleted_ms?: number;
}

async function itemsInBackup(
  files: BackupFiles,
  manifest: BackupManifest,
  signal: AbortFlag | undefined,
): Promise<ComparedItem[]> {
  const rows = await rowsInBackup(files, manifest, 'items', signal);
  return rows.map(({ id, kind, title, updated_ms: updatedMs }) => ({ id, kind, title, updatedMs }));
}

/** Those that are not in the bin. */
async function rowsInBackup(
  files: BackupFiles,
  { tables }: BackupManifest,
  name: string,
  signal?: AbortFlag,
): Promise<HeldRow[]> {
  const rows: HeldRow[] = [];
  for (const segment of tables.find((table) => table.name === name)?.segments ?? []) {
    throwIfAborted(signal);
    // The segment holds what it was written with: its hash says so.
    for (const line of await readSegmentLines(files, name, segment)) rows.push(JSON.parse(line) as HeldRow);
  }
  return rows.filter((row) => row.deleted_ms === undefined);
}

async function itemsHere(store: Store): Promise<ComparedItem[]> {
  const { rows } = await store.query<HeldRow>(
    'select id, kind, title, updated_ms from items where deleted_ms is null order by id',
  );
  return rows.map(({ id, kind, title, updated_ms: updatedMs }) => ({ id, kind, title, updatedMs }));
}

const conversationsIn = async (files: BackupFiles, manifest: BackupManifest): Promise<number> =>
  (await rowsInBackup(files, manifest, 'conversations')).length;

async function conversationsHere(store: Store): Promise<number> {
  const { rows } = await store.query<{ count: number }>(
    'select count(*) as count from conversations where deleted_ms is null',
  );
  return Number(rows[0]?.count ?? 0);
}
