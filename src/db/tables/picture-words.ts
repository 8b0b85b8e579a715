import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { PictureSummary } from '../../core/queries.ts';
import { partsOf } from '../sql-parts.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';

/** Pages that are pictures, and whether their words have been read. Of this device, as the text is. */

type Db = Kysely<Database>;

/** The pages of an item anew: all of them wait. */
export function putPictures(db: Db, unit: WriteUnit, itemId: Id, pages: readonly number[]): void {
  unit.device('picture_words', db.deleteFrom('picture_words').where('item_id', '=', itemId));
  if (pages.length === 0) return;
  const rows = partsOf(db).insertPages(itemId, pages);
  unit.device('picture_words', { compile: () => rows.compile(db) });
}

export interface WaitingPicture {
  readonly itemId: Id;
  readonly page: number;
  /** How often it has been begun. */
  readonly tries: number;
  readonly blobHash: string;
  readonly mediaType: string;
}

const waiting = (db: Db) =>
  db
    .selectFrom('picture_words')
    .innerJoin('items', 'items.id', 'picture_words.item_id')
    .where('picture_words.state', '=', 'waiting')
    .where('items.deleted_ms', 'is', null)
    .where('items.blob_hash', 'is not', null);

/** Of one item: of the newest that waits, its first pages. Things in the bin wait there. */
export async function nextPictures(db: Db, limit: number): Promise<WaitingPicture[]> {
  const rows = await waiting(db)
    .select(['picture_words.item_id', 'page', 'tries', 'items.blob_hash', 'items.media_type'])
    .orderBy('picture_words.item_id', 'desc')
    .orderBy('page')
    .limit(limit)
    .execute();
  return rows.flatMap(({ item_id: itemId, page, tries, blob_hash: blobHash, media_type: mediaType }) =>
    blobHash === null || itemId !== rows[0]?.item_id ? [] : [{ itemId, page, tries, blobHash, mediaType }],
  );
}

export async function countWaitingPictures(db: Db): Promise<number> {
  const { count } = await waiting(db)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * 1 before a picture is read, so that one that takes the whole browser down is not tried for ever; -1 where it could not
 * be tried after all.
 */
export function countTry(db: Db, unit: WriteUnit, { itemId, page }: WaitingPicture, by: 1 | -1): void {
  const counted = db.updateTable('picture_words').set({ tries: sql<number>`tries + ${by}` });
  unit.device('picture_words', counted.where('item_id', '=', itemId).where('page', '=', page));
}

export interface SettledPicture {
  readonly page: number;
  readonly state: 'read' | 'none' | 'failed';
  /** Why it failed, in a sentence; else null. */
  readonly reason: string | null;
}

export function settlePicture(db: Db, unit: WriteUnit, itemId: Id, { page, state, reason }: SettledPicture): void {
  const settled = db.updateTable('picture_words').set({ state, reason });
  unit.device('picture_words', settled.where('item_id', '=', itemId).where('page', '=', page));
}

/** Those that failed wait again. */
export function retryPictures(db: Db, unit: WriteUnit, itemId: Id): void {
  const again = db.updateTable('picture_words').set({ state: 'waiting', reason: null, tries: 0 });
  unit.device('picture_words', again.where('item_id', '=', itemId).where('state', '=', 'failed'));
}

/** Null for what has no pictures in it. */
export async function summarizePictures(db: Db, itemId: Id): Promise<PictureSummary | null> {
  const rows = await db
    .selectFrom('picture_words')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count'), (eb) => eb.fn.max('reason').as('reason')])
    .where('item_id', '=', itemId)
    .groupBy('state')
    .execute();
  if (rows.length === 0) return null;
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  const reason = rows.find((row) => row.state === 'failed')?.reason ?? null;
  return { waiting: of('waiting'), read: of('read'), none: of('none'), failed: of('failed'), reason };
}
