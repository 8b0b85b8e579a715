import { z } from 'zod';

/**
 * A backup is a manifest and the segments that it names. A segment is a piece of one table as JSON lines, named by what it
 * holds; where it begins depends on keys alone, so that a changed row changes one segment and the others are shared with
 * the backups before. So each backup is whole by itself, however little of it was written anew: none needs another one.
 */

/** Rises when an older Hearth could not read what is written now. */
export const BACKUP_FORMAT = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
/** The values of the columns of the order. */
const rowKey = z.array(z.union([z.string(), z.number()]));

const segmentSchema = z.strictObject({
  /** The key of its first row. It ends where the next one starts. */
  start: rowKey,
  rows: count,
  /** Of its lines, uncompressed. */
  bytes: count,
  sha256,
});

const tableSchema = z.strictObject({
  name: z.string(),
  /** The columns by which its rows are ordered. */
  order: z.array(z.string()).min(1),
  /** Rows of a segment, on average; where they begin follows from it. */
  segmentRows: z.number().int().positive(),
  rows: count,
  bytes: count,
  /** Of the hashes of its segments, each with a line feed: equal tables have equal ones. */
  sha256,
  segments: z.array(segmentSchema),
});

/** Up to where a store's history is in a backup. */
const positionSchema = z.strictObject({
  /** Greatest sequence in the change log, by device. */
  sequences: z.record(z.string(), count),
  /** Greatest clock in the change log; null for an empty one. */
  hlc: z.string().nullable(),
  /** Greatest revision of `item_texts`. */
  revision: count,
  /** What the change log was shortened to, and what lies in archives: differs where rows went that no operation tells of. */
  floors: z.string(),
});

export const BACKUP_REASONS = ['schedule', 'asked', 'migration', 'drill'] as const;

export const manifestSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  /** A UUIDv7; also the name of its file. */
  id: z.string().regex(/^[0-9a-f-]{36}$/),
  madeMs: z.number(),
  /** How long it took. */
  elapsedMs: z.number(),
  reason: z.enum(BACKUP_REASONS),
  /** `base`: every row was read. `increment`: what `parent` holds and did not change since was taken from there. */
  kind: z.enum(['base', 'increment']),
  parent: z.string().nullable(),
  /** How many increments there are since the last base; 0 for a base. */
  depth: count,
  /** When that base was made; its own time for a base. */
  baseMs: z.number(),
  schemaVersion: count,
  /** Which build of Hearth made it. */
  app: z.string(),
  /** The place of the store that it was made of: one of another place has a history of its own. */
  place: z.string().nullable(),
  device: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  position: positionSchema,
  /** In an order in which rows that are referred to come first. */
  tables: z.array(tableSchema),
  /** Tables that are made again from the others: they are empty after a restore. */
  leftOut: z.array(z.string()),
  /** Original files that it refers to; they lie beside it by their hashes. */
  originals: z.strictObject({ count, bytes: count }),
  /** Segments, gzip'd, that no backup before had. */
  writtenBytes: count,
});

export type SegmentKey = readonly (string | number)[];
export type BackupSegment = z.output<typeof segmentSchema>;
export type BackupTable = z.output<typeof tableSchema>;
export type LogPosition = z.output<typeof positionSchema>;
export type BackupReason = (typeof BACKUP_REASONS)[number];
export type BackupManifest = z.output<typeof manifestSchema>;

/** A backup in a list. */
export interface BackupSummary extends Pick<BackupManifest, 'id' | 'madeMs' | 'reason' | 'kind' | 'schemaVersion'> {
  readonly items: number;
  readonly rows: number;
  /** Uncompressed, without original files. */
  readonly bytes: number;
  readonly originals: BackupManifest['originals'];
  readonly writtenBytes: number;
  readonly deviceName: string | null;
}

export function summarize(manifest: BackupManifest): BackupSummary {
  const { id, madeMs, reason, kind, schemaVersion, originals, writtenBytes, tables, device } = manifest;
  const sum = (of: (table: BackupTable) => number) => tables.reduce((all, table) => all + of(table), 0);
  return {
    id,
    madeMs,
    reason,
    kind,
    schemaVersion,
    originals,
    writtenBytes,
    items: sum(({ name, rows }) => (name === 'items' ? rows : 0)),
    rows: sum(({ rows }) => rows),
    bytes: sum(({ bytes }) => bytes),
    deviceName: device?.name ?? null,
  };
}
