import type { BackupFiles } from '../../core/backup/backup-files.ts';
import {
  BACKUP_FORMAT,
  type BackupManifest,
  type BackupReason,
  type BackupSegment,
  type BackupTable,
} from '../../core/backup/manifest.ts';
import { type Span, spansOf } from '../../core/backup/segments.ts';
import { throwIfAborted } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import type { AbortFlag, Clock, OnProgress } from '../../core/ports.ts';
import { readShapes } from '../logical/shapes.ts';
import { schemaVersion } from '../migrate.ts';
import type { Store } from '../store.ts';
import { type Changed, countRows, isOfItsPast, isReadWhole, type Mark, readChanges, readPosition } from './changes.ts';
import { encodeManifest, listBackups, segmentsOf } from './manifest-file.ts';
import { type KeyRange, type ReadSegment, readSegments, WHOLE_TABLE } from './read-segments.ts';
import { type BackupShape, inBackup, inBackupOrder, LEFT_OUT } from './row-order.ts';
import { packBytes, sha256OfText } from './segment-bytes.ts';

/**
 * A backup of a store that goes on being written. Rows are read in pages between the writes, as often as it takes until
 * little has changed since; that little is read while writes wait. So all of it is of one moment.
 */

export interface MakeBackupOptions {
  readonly store: Store;
  readonly files: BackupFiles;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly reason: BackupReason;
  /** The place that the store lies in. Default: none. */
  readonly place?: string | null;
  /** Which build of Hearth this is. */
  readonly app: string;
  /** What did not change since is taken over from it; null to read every row. One of another schema is not used. */
  readonly parent: BackupManifest | null;
  /** `Writer.exclusive`; without it nothing else may write. */
  readonly exclusive?: (<T>(work: () => Promise<T>) => Promise<T>) | undefined;
  /** Awaited between pages, to wait for a quiet moment; not while writes are held back. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Rows of a segment, on average. Default: by table. */
  readonly segmentRows?: number | undefined;
  /** In rows. */
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortFlag | undefined;
}

/**
 * Resolves when the backup is whole and durable. Rejects with `storage-full`, `cancelled`, or as the store does; then what
 * it had written is removed as far as that can be, and the rest is swept with the next one.
 */
export async function makeBackup(options: MakeBackupOptions): Promise<BackupManifest> {
  const startedMs = options.clock.nowMs();
  const { store, files } = options;
  const [shapes, version] = [await readShapes(store), await schemaVersion(store)];
  const tables = shapes.filter(inBackup).map((shape) => inBackupOrder(shape, options.segmentRows));
  const alike = usableParent(options, version, tables);
  const parent = alike !== null && isOfItsPast(alike, await readPosition(store, shapes)) ? alike : null;
  const keeper = await openSegmentKeeper(files);
  try {
    const taken = await takeTables(options, tables, parent, keeper);
    const manifest: BackupManifest = {
      format: BACKUP_FORMAT,
      id: options.ids.next(),
      madeMs: taken.mark.madeMs,
      elapsedMs: options.clock.nowMs() - startedMs,
      reason: options.reason,
      kind: parent === null ? 'base' : 'increment',
      parent: parent?.id ?? null,
      depth: parent === null ? 0 : parent.depth + 1,
      baseMs: parent?.baseMs ?? taken.mark.madeMs,
      schemaVersion: version,
      app: options.app,
      place: options.place ?? null,
      device: taken.device,
      position: taken.mark.position,
      tables: await Promise.all(tables.map((table) => describeTable(table, taken.segments.get(table.name) ?? []))),
      leftOut: shapes.flatMap(({ name }) => (LEFT_OUT.includes(name) ? [name] : [])),
      originals: taken.originals,
      writtenBytes: keeper.writtenBytes,
    };
    throwIfAborted(options.signal);
    await files.putManifest(manifest.id, await encodeManifest(manifest));
    return manifest;
  } catch (thrown) {
    await keeper.takeBack();
    throw thrown;
  }
}

function usableParent(
  { parent, place = null }: MakeBackupOptions,
  version: number,
  tables: readonly BackupShape[],
): BackupManifest | null {
  if (parent === null || parent.schemaVersion !== version || parent.place !== place) return null;
  const isAlike = tables.every(({ name, key, segmentRows }) => {
    const held = parent.tables.find((table) => table.name === name);
    return held?.order.join() === key.join() && held.segmentRows === segmentRows;
  });
  return isAlike ? parent : null;
}

/** By the table's name. */
type SegmentsByTable = Map<string, readonly BackupSegment[]>;

interface Taken {
  readonly segments: SegmentsByTable;
  readonly mark: Mark;
  readonly device: BackupManifest['device'];
  readonly originals: BackupManifest['originals'];
}

/** When so few had to be read again, the rest is read while writes wait. */
const FEW_SEGMENTS = 24;
const MOST_ROUNDS = 4;
/** So long a table is read while writes wait. */
const FEW_ROWS = 500;

/** What is acted with while a backup is made; `segments` is what is known by now. */
interface Taking {
  readonly options: MakeBackupOptions;
  readonly tables: readonly BackupShape[];
  readonly segments: SegmentsByTable;
  readonly keeper: SegmentKeeper;
  readonly between: () => Promise<void>;
}

async function takeTables(
  options: MakeBackupOptions,
  tables: readonly BackupShape[],
  parent: BackupManifest | null,
  keeper: SegmentKeeper,
): Promise<Taken> {
  const between = async () => {
    throwIfAborted(options.signal);
    await options.pause?.();
  };
  const segments: SegmentsByTable = parent === null ? new Map() : heldOf(parent, keeper);
  const taking: Taking = { options, tables, segments, keeper, between };
  let since: Mark = parent ?? (await markNow(taking));
  if (parent === null) await readAll(taking);
  since = await catchUp(taking, since);
  for (let isLast = false; ; isLast = true) {
    const { taken, unread } = await takeRest(taking, since, isLast);
    if (unread.length === 0) return { ...taken, segments };
    for (const table of unread) await readAgain(taking, table, 'all', (read) => keeper.keep(read));
    since = taken.mark;
  }
}

const markNow = async ({ options: { clock, store }, tables }: Taking): Promise<Mark> => ({
  madeMs: clock.nowMs(),
  position: await readPosition(store, tables),
});

/** Reads between the writes what changed, until that is little. Resolves with up to when. */
async function catchUp(taking: Taking, from: Mark): Promise<Mark> {
  const told = taking.tables.filter((table) => !isReadWhole(table));
  let since = from;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = await markNow(taking);
    const changed = await findChanged(taking, told, since, now);
    for (const { table, spans } of changed) {
      await readAgain(taking, table, spans, (read) => taking.keeper.keep(read), taking.between);
    }
    since = now;
    if (countPlaces(changed) <= FEW_SEGMENTS) break;
  }
  return since;
}

interface Rest {
  readonly taken: Omit<Taken, 'segments'>;
  /** Too long to be read while writes wait. */
  readonly unread: readonly BackupShape[];
}

/** While writes wait. Files are written afterwards. */
async function takeRest(taking: Taking, since: Mark, isLast: boolean): Promise<Rest> {
  const { options, tables, keeper } = taking;
  const { store, exclusive = (work) => work() } = options;
  const late: ReadSegment[] = [];
  const keepLate = (read: ReadSegment) => void late.push(read);
  const rest = await exclusive(async () => {
    const mark = await markNow(taking);
    for (const { table, spans } of await findChanged(taking, tables, since, mark)) {
      await readAgain(taking, table, spans, keepLate);
    }
    const miscounted = await findMiscounted(taking);
    const isShort = isLast || miscounted.every(({ rows }) => rows <= FEW_ROWS);
    if (isShort) for (const { table } of miscounted) await readAgain(taking, table, 'all', keepLate);
    const taken = { mark, device: await readDevice(store), originals: await readOriginals(store) };
    return { taken, unread: isShort ? [] : miscounted.map(({ table }) => table) };
  });
  for (const read of late) {
    throwIfAborted(options.signal);
    await keeper.keep(read);
  }
  return rest;
}

/** What a backup has; a segment whose file is missing is not there, so that its rows are read again. */
function heldOf(parent: BackupManifest, keeper: SegmentKeeper): SegmentsByTable {
  return new Map(
    parent.tables.map(({ name, segments }) => [
      name,
      segments.every((each) => keeper.has(each.sha256)) ? segments : [],
    ]),
  );
}

async function readAll({ options: { store, onProgress }, tables, segments, keeper, between }: Taking): Promise<void> {
  const told = tables.filter((table) => !isReadWhole(table));
  const counts = await countRows(
    store,
    told.map(({ name }) => name),
  );
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let done = 0;
  for (const table of told) {
    const read: BackupSegment[] = [];
    for await (const each of readSegments(store, table, WHOLE_TABLE, between)) {
      await keeper.keep(each);
      read.push(each.segment);
      done += each.segment.rows;
      onProgress?.({ done, total: Math.max(done, total) });
    }
    segments.set(table.name, read);
  }
}

interface ChangedTable {
  readonly table: BackupShape;
  readonly spans: readonly Span[] | 'all';
  /** So many segments at most; beyond any number for a table of which nothing is known. */
  readonly places: number;
}

async function findChanged(
  { options, segments }: Taking,
  tables: readonly BackupShape[],
  since: Mark,
  now: Mark,
): Promise<ChangedTable[]> {
  const changes = await readChanges(options.store, tables, since, now);
  return tables.flatMap((table) => {
    const found = spansIn(segments.get(table.name) ?? [], changes.get(table.name) ?? []);
    return found.places === 0 ? [] : [{ table, ...found }];
  });
}

function spansIn(segments: readonly BackupSegment[], changed: Changed): Pick<ChangedTable, 'spans' | 'places'> {
  if (changed === 'all') return { spans: 'all', places: Number.POSITIVE_INFINITY };
  if (segments.length === 0) return { spans: 'all', places: changed.length };
  const spans = spansOf(segments, changed);
  return { spans, places: spans.reduce((sum, { first, last }) => sum + last - first + 1, 0) };
}

const countPlaces = (changed: readonly ChangedTable[]): number => changed.reduce((sum, { places }) => sum + places, 0);

type Keep = (read: ReadSegment) => Promise<void> | void;

/** Reads the segments at these places anew and puts what they are now in their stead. */
async function readAgain(
  { options: { store }, segments }: Taking,
  table: BackupShape,
  spans: readonly Span[] | 'all',
  keep: Keep,
  between?: () => Promise<void>,
): Promise<void> {
  const held = segments.get(table.name) ?? [];
  if (spans === 'all') {
    const read = await readRange(store, table, WHOLE_TABLE, keep, between);
    return void segments.set(table.name, read);
  }
  const next: BackupSegment[] = [];
  let taken = 0;
  for (const { first, last } of spans) {
    next.push(...held.slice(taken, first));
    const to = held[last + 1]?.start ?? null;
    const from = first === 0 ? null : (held[first]?.start ?? null);
    const read = await readRange(store, table, { from, to }, keep, between);
    next.push(...read);
    taken = last + 1;
  }
  next.push(...held.slice(taken));
  segments.set(table.name, next);
}

async function readRange(
  store: Store,
  table: BackupShape,
  range: KeyRange,
  keep: Keep,
  between?: () => Promise<void>,
): Promise<BackupSegment[]> {
  const read: BackupSegment[] = [];
  for await (const each of readSegments(store, table, range, between)) {
    await keep(each);
    read.push(each.segment);
  }
  return read;
}

/** Tables that have other rows than what changed can tell, with how many: nothing is taken for granted. */
async function findMiscounted({
  options,
  tables,
  segments,
}: Taking): Promise<{ readonly table: BackupShape; readonly rows: number }[]> {
  const counts = await countRows(
    options.store,
    tables.map(({ name }) => name),
  );
  return tables.flatMap((table) => {
    const held = (segments.get(table.name) ?? []).reduce((sum, { rows }) => sum + rows, 0);
    const rows = counts.get(table.name) ?? 0;
    return rows === held ? [] : [{ table, rows }];
  });
}

async function readDevice(store: Store): Promise<BackupManifest['device']> {
  const { rows } = await store.query<{ id: string; name: string }>(
    'select id, name from devices where is_self limit 1',
  );
  return rows[0] ?? null;
}

async function readOriginals(store: Store): Promise<BackupManifest['originals']> {
  const { rows } = await store.query<{ count: number; bytes: number }>(
    'select count(*) as count, coalesce(sum(size_bytes), 0) as bytes from blobs',
  );
  return { count: Number(rows[0]?.count ?? 0), bytes: Number(rows[0]?.bytes ?? 0) };
}

export async function describeTable(table: BackupShape, segments: readonly BackupSegment[]): Promise<BackupTable> {
  return {
    name: table.name,
    order: [...table.key],
    segmentRows: table.segmentRows,
    rows: segments.reduce((sum, { rows }) => sum + rows, 0),
    bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
    sha256: await sha256OfText(segments.map(({ sha256 }) => `${sha256}\n`).join('')),
    segments: [...segments],
  };
}

interface SegmentKeeper {
  has(sha256: string): boolean;
  keep(read: ReadSegment): Promise<void>;
  /** Removes what it put. */
  takeBack(): Promise<void>;
  readonly writtenBytes: number;
}

async function openSegmentKeeper(files: BackupFiles): Promise<SegmentKeeper> {
  // What no backup names may be the rest of one that was cut off: it is written again.
  const named = new Set((await listBackups(files)).backups.flatMap(segmentsOf));
  const known = new Set((await files.listSegments()).filter((sha256) => named.has(sha256)));
  const written: string[] = [];
  let writtenBytes = 0;
  return {
    has: (sha256) => known.has(sha256),
    async keep({ segment: { sha256 }, bytes }) {
      if (known.has(sha256)) return;
      const packed = await packBytes(bytes);
      written.push(sha256);
      await files.putSegment(sha256, packed);
      known.add(sha256);
      writtenBytes += packed.byteLength;
    },
    async takeBack() {
      for (const sha256 of written) await files.removeSegment(sha256).catch(() => undefined); // swept with the next one
    },
    get writtenBytes() {
      return writtenBytes;
    },
  };
}
