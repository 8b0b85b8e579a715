import { type Kysely, type Selectable, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { type DatedNotice, KEPT_NOTICES } from '../../core/notices/keep-notices.ts';
import type { KeptNotice, RaisedNotice } from '../../core/notices/merge-notices.ts';
import type { NoticeKind } from '../../core/notices/notice.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';

type Db = Kysely<Database>;

export interface StoredNotice extends KeptNotice {
  readonly id: Id;
  readonly atMs: number;
  readonly workspaceId: Id;
  readonly undoneBy: Id | null;
}

const toNotice = (row: Selectable<Database['notices']>): StoredNotice => ({
  id: row.id,
  atMs: row.at_ms,
  workspaceId: row.workspace_id,
  kind: row.kind as NoticeKind,
  facts: row.facts,
  undoId: row.command_id,
  times: row.times,
  readMs: row.read_ms,
  dismissedMs: row.dismissed_ms,
  undoneBy: row.undone_by,
});

/** The newest of them, of one kind and subject. */
export async function newestNotice(
  db: Db,
  { kind, subject }: Pick<RaisedNotice, 'kind' | 'subject'>,
  workspaceId: Id,
): Promise<StoredNotice | null> {
  const row = await db
    .selectFrom('notices')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('workspace_id', '=', workspaceId)
    .orderBy('at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toNotice(row);
}

/** Those that were not put away, newest first. */
export async function openNotices(db: Db): Promise<StoredNotice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('dismissed_ms', 'is', null)
    .orderBy('at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(KEPT_NOTICES)
    .execute();
  return rows.map(toNotice);
}

export async function datesOfNotices(db: Db): Promise<DatedNotice[]> {
  const rows = await db.selectFrom('notices').select(['id', 'at_ms', 'dismissed_ms']).execute();
  return rows.map((row) => ({ id: row.id, atMs: row.at_ms, dismissedMs: row.dismissed_ms }));
}

export function insertNotice(db: Db, unit: WriteUnit, raised: RaisedNotice, workspaceId: Id): Id {
  const id = unit.newId();
  const row = {
    ...{ id, at_ms: unit.nowMs, kind: raised.kind, facts: JSON.stringify(raised.facts), subject: raised.subject },
    ...{ command_id: raised.undoId, read_ms: raised.isNews ? null : unit.nowMs, workspace_id: workspaceId },
    ...{ times: 1, dismissed_ms: null, undone_by: null },
  };
  unit.device('notices', db.insertInto('notices').values(row));
  return id;
}

type Merged = Pick<KeptNotice, 'facts' | 'undoId' | 'times' | 'readMs'>;

export function tellAgain(db: Db, unit: WriteUnit, id: Id, { facts, undoId, times, readMs }: Merged): void {
  const set = { at_ms: unit.nowMs, facts: JSON.stringify(facts), command_id: undoId, times, read_ms: readMs };
  unit.device('notices', db.updateTable('notices').set(set).where('id', '=', id));
}

export function dropNotices(db: Db, unit: WriteUnit, ids: readonly Id[]): void {
  if (ids.length > 0) unit.device('notices', db.deleteFrom('notices').where('id', 'in', [...ids]));
}

/** What it told of is over. */
export function dropSubject(db: Db, unit: WriteUnit, { kind, subject }: Pick<RaisedNotice, 'kind' | 'subject'>): void {
  const over = db.deleteFrom('notices').where('kind', '=', kind).where('subject', '=', subject);
  unit.device('notices', over);
}

export function markRead(db: Db, unit: WriteUnit, ids: readonly Id[]): void {
  const update = db.updateTable('notices').set({ read_ms: unit.nowMs });
  unit.device('notices', update.where('id', 'in', [...ids]).where('read_ms', 'is', null));
}

/** What is put away has been read. */
export function markDismissed(db: Db, unit: WriteUnit, ids: readonly Id[], dismissed: boolean): void {
  const read_ms = sql<number>`coalesce(read_ms, ${unit.nowMs})`;
  const set = dismissed ? { dismissed_ms: unit.nowMs, read_ms } : { dismissed_ms: null };
  unit.device(
    'notices',
    db
      .updateTable('notices')
      .set(set)
      .where('id', 'in', [...ids]),
  );
}

/** What the command, or the run, did was taken back; or the taking back was. */
export function markUndone(db: Db, unit: WriteUnit, undoId: Id): void {
  const update = db.updateTable('notices');
  unit.device('notices', update.set({ undone_by: unit.commandId }).where('command_id', '=', undoId));
  unit.device('notices', update.set({ undone_by: null }).where('undone_by', '=', undoId));
}

/** Of these commands, those whose changes are in the log. */
export async function commandsInLog(db: Db, commandIds: readonly Id[]): Promise<ReadonlySet<Id>> {
  if (commandIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('change_log')
    .select('command_id')
    .distinct()
    .where('command_id', 'in', [...commandIds])
    .execute();
  return new Set(rows.map((row) => row.command_id));
}
