import { type Kysely, sql } from 'kysely';
import type { ArchiveRule } from '../../core/archive/archive-rule.ts';
import type { Id } from '../../core/ids.ts';
import { partsOf } from '../sql-parts.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';
import { seenInWorkspace } from './workspace-filter.ts';

/** Which items lie in archives, and what fits the rule of a new one. */

type Db = Kysely<Database>;

export interface ArchiveCandidate {
  readonly id: Id;
  readonly revision: number;
  readonly textHash: string;
  readonly blobHash: string | null;
  readonly textBytes: number;
}

/** What is in step, has no pictures to be read, and is not in an archive already: that has no text here. */
const fitting = (db: Db, workspaceId: Id, { beforeMs, kinds, folder, itemIds }: ArchiveRule) =>
  db
    .selectFrom('items')
    .innerJoin('item_texts', 'item_texts.item_id', 'items.id')
    .where(seenInWorkspace('items.workspace_id', workspaceId))
    .where('items.deleted_ms', 'is', null)
    .where('items.purged_ms', 'is', null)
    .whereRef('item_texts.indexed_revision', '=', 'item_texts.revision')
    // What is asked here is said in its messages, which no archive holds.
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('conversations').select('conversations.id').whereRef('conversations.id', '=', 'items.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('picture_words')
            .select('picture_words.item_id')
            .whereRef('picture_words.item_id', '=', 'items.id')
            .where('picture_words.state', '=', 'waiting'),
        ),
      ),
    )
    .$if(beforeMs !== undefined, (q) => q.where('items.updated_ms', '<', beforeMs ?? 0))
    .$if(kinds !== undefined, (q) => q.where('items.kind', 'in', [...(kinds ?? [])]))
    .$if(itemIds !== undefined, (q) => q.where(partsOf(db).isOneOf('items.id', itemIds ?? [], 'uuid')))
    .$if(folder !== undefined && folder !== '', (q) =>
      q.where((eb) =>
        eb.or([eb('items.folder', '=', folder ?? ''), partsOf(db).startsWith('items.folder', `${folder ?? ''}/`)]),
      ),
    );

const TEXT_BYTES = sql<number>`octet_length(item_texts.text)`;

/** Behind `after`, in the order of their ids. */
export async function nextToArchive(
  db: Db,
  workspaceId: Id,
  rule: ArchiveRule,
  after: Id | null,
  limit: number,
): Promise<ArchiveCandidate[]> {
  const rows = await fitting(db, workspaceId, rule)
    .$if(after !== null, (q) => q.where('items.id', '>', after ?? ''))
    .select(['items.id', 'items.blob_hash', 'item_texts.revision', 'item_texts.text_hash', TEXT_BYTES.as('bytes')])
    .orderBy('items.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, revision, text_hash: textHash, blob_hash: blobHash, bytes }) => ({
    ...{ id, revision, textHash, blobHash },
    textBytes: Number(bytes),
  }));
}

export interface Archivable {
  readonly items: number;
  readonly textBytes: number;
  readonly chunks: number;
}

export async function countArchivable(db: Db, workspaceId: Id, rule: ArchiveRule): Promise<Archivable> {
  const { items, bytes } = await fitting(db, workspaceId, rule)
    .select((eb) => [eb.fn.countAll<number>().as('items'), sql<number>`coalesce(sum(${TEXT_BYTES}), 0)`.as('bytes')])
    .executeTakeFirstOrThrow();
  const { chunks } = await fitting(db, workspaceId, rule)
    .innerJoin('chunks', 'chunks.item_id', 'items.id')
    .select((eb) => eb.fn.countAll<number>().as('chunks'))
    .executeTakeFirstOrThrow();
  return { items: Number(items), textBytes: Number(bytes), chunks: Number(chunks) };
}

/** Of these, those whose text is still the one of this revision, and that are not in the bin. */
export async function unchangedTexts(db: Db, candidates: readonly ArchiveCandidate[]): Promise<ArchiveCandidate[]> {
  const ids = candidates.map(({ id }) => id);
  const rows = await db
    .selectFrom('item_texts')
    .innerJoin('items', 'items.id', 'item_texts.item_id')
    .select(['item_texts.item_id', 'item_texts.revision'])
    .where(partsOf(db).isOneOf('item_texts.item_id', ids, 'uuid'))
    .where('items.deleted_ms', 'is', null)
    .execute();
  const revisions = new Map(rows.map((row) => [row.item_id, row.revision]));
  return candidates.filter(({ id, revision }) => revisions.get(id) === revision);
}

export interface ArchivePartRecord {
  readonly archiveId: Id;
  readonly part: number;
  readonly file: string;
  readonly sizeBytes: number;
  /** Items when it was made, and those that it still stands for. */
  readonly items: number;
  readonly held: number;
}

/** The oldest first. */
export async function archiveParts(db: Db): Promise<ArchivePartRecord[]> {
  const rows = await db
    .selectFrom('archive_parts')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('archived_items')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('archived_items.archive_id', '=', 'archive_parts.archive_id')
        .whereRef('archived_items.part', '=', 'archive_parts.part')
        .as('held'),
    )
    .orderBy('created_ms')
    .orderBy('archive_id')
    .orderBy('part')
    .execute();
  return rows.map((row) => ({
    ...{ archiveId: row.archive_id, part: row.part, file: row.file, sizeBytes: row.size_bytes, items: row.items },
    held: Number(row.held),
  }));
}

export interface ArchivedItem {
  readonly itemId: Id;
  readonly archiveId: Id;
  readonly part: number;
  readonly file: string;
  /** Of the archive. */
  readonly name: string;
}

const selectArchived = (db: Db) =>
  db
    .selectFrom('archived_items as a')
    .innerJoin('archives', 'archives.id', 'a.archive_id')
    .innerJoin('archive_parts as p', (join) =>
      join.onRef('p.archive_id', '=', 'a.archive_id').onRef('p.part', '=', 'a.part'),
    )
    .select(['a.item_id as itemId', 'a.archive_id as archiveId', 'a.part', 'p.file', 'archives.name']);

/** Those of these that lie in an archive. */
export async function archivedAmong(db: Db, itemIds: readonly Id[]): Promise<ReadonlyMap<Id, ArchivedItem>> {
  if (itemIds.length === 0) return new Map();
  const rows = await selectArchived(db)
    .where(partsOf(db).isOneOf('a.item_id', itemIds, 'uuid'))
    .execute();
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** Of one archive, in the order of their ids. */
export const itemsOfArchive = (db: Db, archiveId: Id, limit: number): Promise<ArchivedItem[]> =>
  selectArchived(db).where('a.archive_id', '=', archiveId).orderBy('a.item_id').limit(limit).execute();

export async function archivedIdsOfPart(db: Db, { archiveId, part }: { archiveId: Id; part: number }): Promise<Id[]> {
  const rows = await db
    .selectFrom('archived_items')
    .select('item_id')
    .where('archive_id', '=', archiveId)
    .where('part', '=', part)
    .execute();
  return rows.map((row) => row.item_id);
}

export async function countArchived(db: Db): Promise<number> {
  const row = await db
    .selectFrom('archived_items')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export interface NewPart {
  readonly archive: { readonly id: Id; readonly name: string };
  readonly part: number;
  readonly file: string;
  readonly sizeBytes: number;
  readonly items: readonly ArchiveCandidate[];
}

/** From now on these items lie in this part. The archive is there with its first part. */
export function putArchivePart(db: Db, unit: WriteUnit, { archive, part, file, sizeBytes, items }: NewPart): void {
  const { id: archiveId, name } = archive;
  const made = db.insertInto('archives').values({ id: archiveId, name, created_ms: unit.nowMs });
  unit.device(
    'archives',
    made.onConflict((conflict) => conflict.doNothing()),
  );
  const row = { archive_id: archiveId, part, file, items: items.length, size_bytes: sizeBytes, created_ms: unit.nowMs };
  unit.device('archive_parts', db.insertInto('archive_parts').values(row));
  const rows = items.map(({ id, textHash }) => ({ item_id: id, archive_id: archiveId, part, text_hash: textHash }));
  unit.device('archived_items', db.insertInto('archived_items').values(rows));
}

/** The part lies in another file now, which holds nothing but what it stands for. */
export function replacePartFile(
  db: Db,
  unit: WriteUnit,
  { archiveId, part, file: old }: ArchivePartRecord,
  { file, sizeBytes, items }: { readonly file: string; readonly sizeBytes: number; readonly items: number },
): void {
  const change = db.updateTable('archive_parts').set({ file, size_bytes: sizeBytes, items });
  unit.device('archive_parts', change.where('archive_id', '=', archiveId).where('part', '=', part));
  forgetFile(db, unit, old);
}

/** The part, and its archive where it was the last one. Its file is no longer wanted. */
export function removePart(db: Db, unit: WriteUnit, { archiveId, part, file }: ArchivePartRecord): void {
  const parts = db.deleteFrom('archive_parts').where('archive_id', '=', archiveId);
  unit.device('archive_parts', parts.where('part', '=', part));
  const left = db.selectFrom('archive_parts').select('archive_id');
  unit.device('archives', db.deleteFrom('archives').where('id', '=', archiveId).where('id', 'not in', left));
  forgetFile(db, unit, file);
}

const forgetFile = (db: Db, unit: WriteUnit, file: string) =>
  unit.device('blobs', db.deleteFrom('blobs').where('hash', '=', file));

/** They have their texts in the rows again, or have none any more. */
export function leaveArchive(db: Db, unit: WriteUnit, itemIds: readonly Id[]): void {
  unit.device('archived_items', db.deleteFrom('archived_items').where(partsOf(db).isOneOf('item_id', itemIds, 'uuid')));
}

export interface ArchiveRecord {
  readonly id: Id;
  readonly name: string;
  readonly createdMs: number;
  readonly items: number;
  readonly sizeBytes: number;
}

/** The newest first; items in the bin are counted too. */
export async function listArchives(db: Db): Promise<ArchiveRecord[]> {
  const rows = await db.selectFrom('archives').selectAll().orderBy('created_ms', 'desc').orderBy('id').execute();
  const parts = await archiveParts(db);
  return rows.map(({ id, name, created_ms: createdMs }) => {
    const own = parts.filter(({ archiveId }) => archiveId === id);
    const sum = (of: (part: ArchivePartRecord) => number) => own.reduce((total, part) => total + of(part), 0);
    return { id, name, createdMs, items: sum(({ held }) => held), sizeBytes: sum(({ sizeBytes }) => sizeBytes) };
  });
}
