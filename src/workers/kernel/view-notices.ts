import type { Id } from '../../core/ids.ts';
import { NOTICE_RULES, type NoticeKind, toneOf } from '../../core/notices/notice.ts';
import type { NoticeUndo, NoticeView, UnreadNotice } from '../../core/notices/notice-queries.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { readFloors } from '../../db/history/log-floors.ts';
import { conversationsNamed, foldersNamed, importsNamed, type NamedImport } from '../../db/tables/notice-names.ts';
import { commandsInLog, openNotices, type StoredNotice } from '../../db/tables/notices.ts';
import type { KernelContext } from './context.ts';

/** What of the notices is seen from a workspace, with its names as they are now, and what can be taken back. */

type Names = ReadonlyMap<Id, string>;

/** The fact that names what a notice is about, for kinds that are about something that has a name. */
const NAMED_BY: Partial<Record<NoticeKind, 'runId' | 'conversationId' | 'folderId'>> = {
  'import-finished': 'runId',
  'import-failed': 'runId',
  'folder-read': 'folderId',
  'answer-finished': 'conversationId',
  'answer-failed': 'conversationId',
  'mirror-conflict': 'folderId',
  'mirror-held-back': 'folderId',
};

const idIn = ({ kind, facts }: StoredNotice, fact: string): Id[] => {
  const id: unknown = NAMED_BY[kind] === fact ? Reflect.get(facts, fact) : null;
  return typeof id === 'string' ? [id] : [];
};

const aboutOf = (notice: StoredNotice): Id | null => {
  const by = NAMED_BY[notice.kind];
  return by === undefined ? null : (idIn(notice, by)[0] ?? null);
};

interface Seen {
  readonly notices: readonly StoredNotice[];
  readonly names: Names;
  readonly imports: ReadonlyMap<Id, NamedImport>;
}

async function seenNotices({ db }: KernelContext, workspaceId: Id): Promise<Seen> {
  const all = await openNotices(db);
  const idsOf = (fact: string) => [...new Set(all.flatMap((notice) => idIn(notice, fact)))];
  const [imports, ...named] = await Promise.all([
    importsNamed(db, idsOf('runId'), workspaceId),
    conversationsNamed(db, idsOf('conversationId'), workspaceId),
    foldersNamed(db, idsOf('folderId'), workspaceId),
  ]);
  const labels = [...imports].map(([id, { label }]): [Id, string] => [id, label]);
  const names = new Map([...labels, ...named.flatMap((each) => [...each])]);
  return { notices: all.filter((notice) => isSeen(notice, names, workspaceId)), names, imports };
}

/** What has a name is seen where that is seen, wherever it was moved since; all else where it happened. */
function isSeen(notice: StoredNotice, names: Names, workspaceId: Id): boolean {
  if (NOTICE_RULES[notice.kind].owner === 'all') return true;
  const by = NAMED_BY[notice.kind];
  if (by === undefined) return isOwn(notice, workspaceId);
  return idIn(notice, by).some((id) => names.has(id));
}

/** From a workspace its own alone: what was done in Everything may have concerned all of them. */
const isOwn = ({ workspaceId: owner }: StoredNotice, workspaceId: Id): boolean =>
  workspaceId === HOME_WORKSPACE || owner === workspaceId;

export async function viewNotices(context: KernelContext, workspaceId: Id): Promise<readonly NoticeView[]> {
  const { notices, names, imports } = await seenNotices(context, workspaceId);
  const undoOf = await undoes(context, notices, imports);
  return notices.map((notice) => {
    const { id, atMs, kind, facts, times, readMs } = notice;
    const about = aboutOf(notice);
    const name = about === null ? null : (names.get(about) ?? null);
    const view = { id, atMs, tone: toneOf(kind, facts), name, times, isRead: readMs !== null, undo: undoOf(notice) };
    // Written by `raise` with the facts of this very kind.
    return { ...view, kind, facts } as NoticeView;
  });
}

export async function viewUnread(context: KernelContext, workspaceId: Id): Promise<readonly UnreadNotice[]> {
  const { notices } = await seenNotices(context, workspaceId);
  return notices.flatMap((notice) => (notice.readMs === null ? [{ id: notice.id, about: aboutOf(notice) }] : []));
}

/** As the commands that take back decide it. */
async function undoes({ db }: KernelContext, notices: readonly StoredNotice[], imports: Seen['imports']) {
  const commands = notices.flatMap(({ kind, undoId }) => (kind === 'things-changed' ? (undoId ?? []) : []));
  const [floors, logged] = await Promise.all([readFloors(db), commandsInLog(db, commands)]);
  const shortenedMs = Math.max(Number.NEGATIVE_INFINITY, ...floors.map(({ atMs }) => atMs));
  return ({ kind, undoId, undoneBy, atMs }: StoredNotice): NoticeUndo | null => {
    if (undoId === null) return null;
    if (undoneBy !== null) return { state: 'done' };
    if (kind === 'things-changed') return logged.has(undoId) ? { state: 'possible', by: 'undo', id: undoId } : TOO_LATE;
    const begunMs = imports.get(undoId)?.createdMs ?? atMs;
    return shortenedMs >= begunMs ? TOO_LATE : { state: 'possible', by: 'undo-import', id: undoId };
  };
}

const TOO_LATE: NoticeUndo = { state: 'too-late' };
