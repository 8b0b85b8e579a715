import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { lineStatements, selectList } from '../logical/copy-rows.ts';
import { toLine } from '../logical/row-lines.ts';
import type { TableShape } from '../logical/shapes.ts';
import { partsOf } from '../sql-parts.ts';
import type { Queryable, SqlDialect } from '../store.ts';
import type { Database } from '../tables/schema.ts';
import type { DeviceTable } from '../tables/scopes.ts';
import type { WriteUnit } from '../write.ts';
import type { TableLine } from './part-file.ts';

/**
 * The rows that an item has on this device for its text to be read, found and compared: they go into an archive and come
 * back. What is synced, the item's own row, its links, tags and the body of a note, stays where it is.
 */

/** Those that are referred to come first. */
const TABLES = ['item_texts', 'picture_words', 'chunks', 'embeddings'] as const satisfies readonly DeviceTable[];

const WHERE: Readonly<Record<(typeof TABLES)[number], (ids: string) => string>> = {
  item_texts: (ids) => `item_id in (${ids})`,
  picture_words: (ids) => `item_id in (${ids})`,
  chunks: (ids) => `item_id in (${ids})`,
  embeddings: (ids) => `chunk_id in (select id from chunks where item_id in (${ids}))`,
};

/** By item. Of one moment only where nothing writes meanwhile. */
export async function readItemRows(
  store: Queryable,
  shapes: readonly TableShape[],
  itemIds: readonly Id[],
): Promise<Map<Id, TableLine[]>> {
  const found = new Map<Id, TableLine[]>();
  if (itemIds.length === 0) return found;
  const itemOfChunk = new Map<unknown, Id>();
  const ids = itemIds.map((_, at) => `$${at + 1}`).join(', ');
  for (const table of TABLES) {
    const shape = shapeOf(shapes, table);
    const order = shape.key.map((column) => `"${column}"`).join(', ');
    const list = selectList(shape, store.dialect);
    const sql = `select ${list} from ${table} where ${WHERE[table](ids)} order by ${order}`;
    const { rows } = await store.query(sql, itemIds);
    for (const row of rows) {
      if (table === 'chunks') itemOfChunk.set(row['id'], row['item_id'] as Id);
      const itemId = table === 'embeddings' ? itemOfChunk.get(row['chunk_id']) : (row['item_id'] as Id);
      // A chunk that came between the two questions: its text has a newer revision, which whoever archives it sees.
      if (itemId === undefined) continue;
      const held = found.get(itemId) ?? [];
      held.push({ table, line: toLine(shape, row) });
      found.set(itemId, held);
    }
  }
  return found;
}

export function removeItemRows(db: Kysely<Database>, unit: WriteUnit, itemIds: readonly Id[]): void {
  const parts = partsOf(db);
  // Vectors go with their chunks.
  unit.device(['chunks', 'embeddings'], db.deleteFrom('chunks').where(parts.isOneOf('item_id', itemIds, 'uuid')));
  unit.device('picture_words', db.deleteFrom('picture_words').where(parts.isOneOf('item_id', itemIds, 'uuid')));
  unit.device('item_texts', db.deleteFrom('item_texts').where(parts.isOneOf('item_id', itemIds, 'uuid')));
}

export interface TextRevision {
  readonly revision: number;
  /** The text is older than what it was made from. */
  readonly stale: boolean;
}

/** The rows as they were, the text under a new revision, so that the index takes it over. Rejects with `backup-damaged`. */
export function restoreItemRows(
  unit: WriteUnit,
  dialect: SqlDialect,
  shapes: readonly TableShape[],
  rows: readonly TableLine[],
  text: TextRevision,
): void {
  for (const { table, line } of rows) {
    const restored = table === 'item_texts' ? withRevision(line, text) : line;
    for (const statement of lineStatements(dialect, shapeOf(shapes, table), [restored], 'new')) {
      unit.device(table as DeviceTable, { compile: () => statement });
    }
  }
}

function withRevision(line: string, { revision, stale }: TextRevision): string {
  return JSON.stringify({ ...JSON.parse(line), revision, indexed_revision: stale ? 0 : revision });
}

function shapeOf(shapes: readonly TableShape[], table: string): TableShape {
  const shape = (TABLES as readonly string[]).includes(table) ? shapes.find(({ name }) => name === table) : undefined;
  if (shape === undefined) throw new RangeError(`no rows of an item are in “${table}”`);
  return shape;
}
