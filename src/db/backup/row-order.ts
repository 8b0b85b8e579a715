import type { TableShape } from '../logical/shapes.ts';

/** Tables whose rows belong to an item lie by items in a backup, so that what one item has is in one or two segments. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  chunks: ['item_id', 'ordinal'],
  item_versions: ['item_id', 'hlc', 'id'],
};

/** Rows of a segment, on average: so that most are between a tenth of a megabyte and one. */
const SEGMENT_ROWS: Readonly<Record<string, number>> = {
  item_texts: 32,
  item_versions: 32,
  item_bodies: 64,
  change_log: 128,
  messages: 128,
  chunks: 256,
};
const OTHER_ROWS = 512;

/** A table with its rows in the order in which a backup has them. */
export interface BackupShape extends TableShape {
  readonly segmentRows: number;
}

export function inBackupOrder(shape: TableShape, segmentRows?: number): BackupShape {
  const order = ORDERS[shape.name];
  const hasAll = order?.every((name) => shape.columns.some((column) => column.name === name)) ?? false;
  return {
    ...shape,
    key: order !== undefined && hasAll ? order : shape.key,
    segmentRows: segmentRows ?? SEGMENT_ROWS[shape.name] ?? OTHER_ROWS,
  };
}

/** Made again from `chunks` by whoever learns meanings; and as long as all the rest. */
export const LEFT_OUT: readonly string[] = ['embeddings'];

export const inBackup = (shape: TableShape): boolean => !LEFT_OUT.includes(shape.name);
