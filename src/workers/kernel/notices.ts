import type { Kysely } from 'kysely';
import type { Id, IdSource } from '../../core/ids.ts';
import { droppedNotices } from '../../core/notices/keep-notices.ts';
import { decideNotice, type RaisedNotice } from '../../core/notices/merge-notices.ts';
import { NOTICE_RULES, type NoticeFacts, type NoticeKind } from '../../core/notices/notice.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import {
  datesOfNotices,
  dropNotices,
  dropSubject,
  insertNotice,
  newestNotice,
  tellAgain,
} from '../../db/tables/notices.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer, WriteUnit } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';
import { ownWrite } from './own-write.ts';

/** What happened, for the tray. Told in the unit that makes it happen; where nothing is written, in one of its own. */
export interface Notices {
  raise<K extends NoticeKind>(unit: WriteUnit, kind: K, facts: NoticeFacts[K], more?: NoticeMore): Promise<void>;
  /** What it told of is over. */
  over(unit: WriteUnit, kind: NoticeKind, subject?: string): void;
  /**
   * In a unit of its own, soon. Never throws: where nothing can be written now, as while the store is damaged or moved, the
   * interface says that in another place.
   */
  tell<K extends NoticeKind>(kind: K, facts: NoticeFacts[K], more?: NoticeMore): void;
  /** The same, of what is over; where something had been told of it, `instead` is. */
  tellOver(kind: NoticeKind, instead?: 'backup-again'): void;
}

export interface NoticeMore {
  /** Where it belongs, for what does not concern Hearth as a whole. */
  readonly workspaceId?: Id;
  /** Default: the kind has only one. */
  readonly subject?: string;
  readonly undoId?: Id;
  /** Default: it is. */
  readonly isNews?: boolean;
}

export interface NoticesOptions {
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly record: Incidents['record'];
}

export function createNotices({ db, writer, ids, record }: NoticesOptions): Notices {
  const put = async (unit: WriteUnit, raised: RaisedNotice, workspaceId: Id): Promise<void> => {
    const held = await newestNotice(db, raised, workspaceId);
    const decision = decideNotice(held, raised);
    if (decision.type === 'nothing') return;
    if (decision.type === 'merge' && held !== null) return tellAgain(db, unit, held.id, decision.notice);
    const id = insertNotice(db, unit, raised, workspaceId);
    const fresh = { id, atMs: unit.nowMs, dismissedMs: null };
    dropNotices(db, unit, droppedNotices([fresh, ...(await datesOfNotices(db))], unit.nowMs));
  };

  const raise: Notices['raise'] = (unit, kind, facts, more = {}) => {
    const { workspaceId = HOME_WORKSPACE, subject = '', undoId = null, isNews = true } = more;
    const owner = NOTICE_RULES[kind].owner === 'all' ? HOME_WORKSPACE : workspaceId;
    return put(unit, { kind, facts, subject, undoId, isNews }, owner);
  };

  const soon = (body: (unit: WriteUnit) => Promise<void> | void) => {
    if (writer.refusal !== null) return;
    writer.write(ownWrite('notice', ids), body).catch((thrown: unknown) => record('notices', thrown));
  };

  return {
    raise,
    over: (unit, kind, subject = '') => dropSubject(db, unit, { kind, subject }),
    tell: (kind, facts, more) => soon((unit) => raise(unit, kind, facts, more)),
    tellOver(kind, instead) {
      if (writer.refusal !== null) return;
      soonIfTold(kind, instead).catch((thrown: unknown) => record('notices', thrown));
    },
  };

  /** Nothing is written where nothing was told. */
  async function soonIfTold(kind: NoticeKind, instead: 'backup-again' | undefined): Promise<void> {
    const held = await newestNotice(db, { kind, subject: '' }, HOME_WORKSPACE);
    if (held === null) return;
    soon(async (unit) => {
      dropSubject(db, unit, { kind, subject: '' });
      if (instead !== undefined) await raise(unit, instead, {});
    });
  }
}
