import { z } from 'zod';
import { NO_OUTSIDE } from '../../core/backup/outside-state.ts';
import { checkInput } from '../../core/check-input.ts';
import type { Id } from '../../core/ids.ts';
import { BARE_DOCUMENT } from '../../core/items/document-source.ts';
import { packRows } from '../../core/items/table-rows.ts';
import { type QueryName, type QueryOutput, type QueryParams, querySchemas } from '../../core/queries.ts';
import { readSettings } from '../../core/settings/settings.ts';
import { readSettingsFile } from '../../core/settings/settings-file.ts';
import { isSeenFrom } from '../../core/workspaces.ts';
import { archivedAmong } from '../../db/tables/archives.ts';
import {
  findMessage,
  hasConversation,
  listConversations,
  modelCalls,
  viewBranch,
  viewConversation,
} from '../../db/tables/conversations.ts';
import { connectedFiles, goneItems, listFolders } from '../../db/tables/folders.ts';
import { listKinds, listTags } from '../../db/tables/item-lists.ts';
import { bodyRevision, itemText } from '../../db/tables/item-parts.ts';
import { findItems, seenItem } from '../../db/tables/items.ts';
import { greatestRevision } from '../../db/tables/mirror.ts';
import { nearItems } from '../../db/tables/near-duplicates.ts';
import { backlinks, folderCounts, outgoingLinks, readGraph } from '../../db/tables/note-links.ts';
import { summarizePictures } from '../../db/tables/picture-words.ts';
import { importReport, listImports } from '../../db/tables/runs.ts';
import type { DeviceTable, SyncedTable } from '../../db/tables/scopes.ts';
import { listSearches } from '../../db/tables/searches.ts';
import { readPreferences, readSettings as readStoredSettings } from '../../db/tables/settings.ts';
import { viewWorkspace, viewWorkspaces, whereIs } from '../../db/tables/workspaces.ts';
import { textOf } from './archives.ts';
import { linksToRename, viewMentions, viewProperties } from './around-note.ts';
import type { KernelContext } from './context.ts';
import { dailyNotes } from './daily-notes.ts';
import { find } from './find.ts';
import { compareItems, completeFilter, findSimilar, findTitles, hitPlaces } from './find-aids.ts';
import { viewHistory, viewVersion } from './item-history.ts';
import { viewConflicts, viewMirror, viewMirrorBytes } from './mirror-view.ts';
import type { SessionTopic } from './session-state.ts';
import { kernelStatus } from './status.ts';
import { viewTurn } from './turn-run.ts';
import { archivableView, archivesView } from './view-archives.ts';
import { viewDiagnostics, viewRoom } from './view-diagnostics.ts';
import { viewNotices, viewUnread } from './view-notices.ts';

export type Topic = SyncedTable | DeviceTable | SessionTopic;

interface Query<N extends QueryName> {
  /** What its answer rests on: a change there runs it again. */
  readonly topics: readonly Topic[];
  run(context: KernelContext, params: QueryParams<N>, workspaceId: Id): Promise<QueryOutput[N]>;
}

const QUERIES: { readonly [N in QueryName]: Query<N> } = {
  items: {
    topics: ['items', 'tags', 'archived_items'],
    run: ({ order }, params, workspaceId) => order.page(workspaceId, params),
  },
  'item-ids': {
    topics: ['items', 'tags', 'archived_items'],
    run: ({ order }, params, workspaceId) => order.ids(workspaceId, params),
  },
  item: {
    topics: ['items', 'tags', 'item_bodies', 'item_texts', 'picture_words', 'archived_items'],
    run: viewItem,
  },
  'item-head': { topics: ['items', 'tags', 'archived_items'], run: viewItemHead },
  'item-body': {
    topics: ['item_bodies', 'items'],
    run: async ({ db, bodies }, { itemId, known }, workspaceId) => {
      if ((await seenItem(db, itemId, workspaceId)) === null) return null;
      return bodies.read(itemId, (body) => ({ itemId, update: body.encode(known) }));
    },
  },
  'body-revision': {
    topics: ['item_bodies', 'items'],
    run: async ({ db }, { itemId }, workspaceId) =>
      (await seenItem(db, itemId, workspaceId)) === null ? null : bodyRevision(db, itemId),
  },
  backlinks: {
    topics: ['links', 'items', 'item_texts'],
    run: ({ db }, { itemId }, workspaceId) => backlinks(db, itemId, workspaceId),
  },
  'outgoing-links': {
    topics: ['links', 'items'],
    run: ({ db }, { itemId }, workspaceId) => outgoingLinks(db, itemId, workspaceId),
  },
  mentions: { topics: ['items', 'item_texts', 'session:indexing'], run: viewMentions },
  'links-to-rename': { topics: ['items', 'links', 'item_bodies', 'archived_items'], run: linksToRename },
  properties: { topics: ['item_bodies'], run: viewProperties },
  'note-folders': {
    topics: ['items', 'archived_items'],
    run: ({ db }, _, workspaceId) => folderCounts(db, workspaceId),
  },
  'daily-notes': { topics: ['items', 'settings'], run: dailyNotes },
  graph: {
    topics: ['items', 'links', 'tags', 'archived_items'],
    run: ({ db }, { limit }, workspaceId) => readGraph(db, workspaceId, limit),
  },
  'near-duplicates': { topics: ['item_texts', 'items'], run: nearDuplicates },
  'compare-items': { topics: ['item_texts'], run: compareItems },
  tags: { topics: ['tags', 'items', 'archived_items'], run: ({ db }, _, workspaceId) => listTags(db, workspaceId) },
  kinds: { topics: ['items', 'archived_items'], run: ({ db }, _, workspaceId) => listKinds(db, workspaceId) },
  search: { topics: ['chunks', 'items', 'tags', 'archived_items', 'session:indexing', 'session:meanings'], run: find },
  titles: { topics: ['items', 'session:indexing'], run: findTitles },
  'complete-filter': { topics: ['items', 'tags', 'session:indexing'], run: completeFilter },
  similar: { topics: ['items', 'chunks', 'session:indexing'], run: findSimilar },
  'hit-places': { topics: ['item_texts'], run: hitPlaces },
  health: {
    topics: ['session:health', 'session:places'],
    run: async ({ health, repair }) => ({ ...health.view(), ...repair.view() }),
  },
  // Of Hearth, and of no workspace.
  help: { topics: [], run: ({ help }, { query, language, limit }) => help.find(query, language, limit) },
  'help-page': { topics: [], run: ({ help }, { page, language }) => help.page(page, language) },
  searches: { topics: ['searches'], run: ({ db }, _, workspaceId) => listSearches(db, workspaceId) },
  conversations: {
    topics: ['conversations'],
    run: ({ db }, params, workspaceId) => listConversations(db, workspaceId, params),
  },
  conversation: {
    topics: ['conversations', 'messages'],
    run: async ({ db }, { conversationId }, workspaceId) =>
      (await hasConversation(db, conversationId, workspaceId)) ? viewConversation(db, conversationId) : null,
  },
  turn: {
    topics: ['messages', 'runs', 'session:turns'],
    run: (context, { answerId }, workspaceId) => viewTurn(context, answerId, workspaceId),
  },
  branch: { topics: ['messages'], run: ({ db }, params, workspaceId) => viewBranch(db, params, workspaceId) },
  'answer-details': {
    topics: ['messages', 'llm_calls'],
    run: async ({ db }, { answerId }, workspaceId) => {
      const message = await findMessage(db, answerId);
      return message === null || !(await hasConversation(db, message.conversationId, workspaceId))
        ? null
        : { answer: message.answer, calls: await modelCalls(db, answerId) };
    },
  },
  imports: {
    topics: ['runs', 'import_files', 'items'],
    run: ({ db }, { limit }, workspaceId) => listImports(db, workspaceId, limit),
  },
  'import-report': {
    topics: ['runs', 'import_files', 'items'],
    run: ({ db }, params, workspaceId) => importReport(db, params, workspaceId),
  },
  'connected-folders': {
    topics: ['connected_folders', 'connected_files'],
    run: ({ db }, _, workspaceId) => listFolders(db, workspaceId),
  },
  'connected-files': {
    topics: ['connected_files'],
    run: ({ db }, { folderId }, workspaceId) => connectedFiles(db, folderId, workspaceId),
  },
  'mirror-state': {
    topics: ['connected_folders', 'connected_files', 'items', 'item_bodies', 'item_texts'],
    run: viewMirror,
  },
  'mirror-bytes': { topics: ['connected_files'], run: viewMirrorBytes },
  'mirror-revision': { topics: ['item_texts'], run: ({ db }) => greatestRevision(db) },
  'mirror-conflicts': {
    topics: ['mirror_conflicts', 'connected_folders', 'items', 'item_bodies'],
    run: viewConflicts,
  },
  'items-gone': {
    topics: ['connected_folders', 'connected_files', 'items'],
    run: ({ db }, _, workspaceId) => goneItems(db, workspaceId),
  },
  'item-history': { topics: ['items', 'tags', 'item_bodies', 'item_versions'], run: viewHistory },
  'item-version': { topics: ['items', 'tags', 'item_bodies', 'item_versions'], run: viewVersion },
  preferences: { topics: ['preferences'], run: ({ db }, _, workspaceId) => readPreferences(db, workspaceId) },
  'settings-file': {
    topics: ['settings'],
    run: async ({ db }, { text }) => readSettingsFile(text, readSettings(await readStoredSettings(db))),
  },
  settings: { topics: ['settings'], run: async ({ db }) => ({ ...readSettings(await readStoredSettings(db)) }) },
  places: { topics: ['session:places'], run: ({ move }) => move.view() },
  backups: {
    topics: ['session:backups'],
    run: async ({ backups, drill }) => ({ ...backups.view(), ...drill.view() }),
  },
  'outside-backups': { topics: ['session:outside'], run: async ({ outside }) => outside?.state ?? NO_OUTSIDE },
  archives: { topics: ['archives', 'archive_parts', 'archived_items', 'runs'], run: archivesView },
  archivable: { topics: ['items', 'item_texts'], run: archivableView },
  room: { topics: ['checks', 'session:usage', 'archive_parts'], run: viewRoom },
  diagnostics: {
    topics: [
      ...(['checks', 'incidents', 'items', 'runs', 'archived_items'] as const),
      ...(['session:usage', 'session:indexing', 'session:embedding', 'session:pictures', 'session:model'] as const),
    ],
    run: viewDiagnostics,
  },
  notices: {
    topics: ['notices', 'runs', 'items', 'conversations', 'connected_folders', 'log_floors'],
    run: (context, _, workspaceId) => viewNotices(context, workspaceId),
  },
  // Without the topics of all that it could name: it is always asked, and nothing that is new comes by those.
  'unread-notices': {
    topics: ['notices', 'conversations', 'connected_folders'],
    run: (context, _, workspaceId) => viewUnread(context, workspaceId),
  },
  workspaces: {
    topics: ['workspaces', 'items', 'archived_items'],
    run: ({ db }) => viewWorkspaces(db),
  },
  workspace: {
    topics: ['workspaces', 'items', 'conversations', 'searches', 'archived_items'],
    run: ({ db }, { workspaceId: asked }, workspaceId) =>
      isSeenFrom(workspaceId, asked) ? viewWorkspace(db, asked) : Promise.resolve(null),
  },
  'where-is': {
    topics: ['workspaces', 'items', 'conversations'],
    run: ({ db }, { id }, workspaceId) => whereIs(db, id, workspaceId),
  },
  status: {
    topics: [
      'items',
      'session:model',
      'session:indexing',
      'session:embedding',
      'session:pictures',
      'session:usage',
      'session:undo',
    ],
    run: kernelStatus,
  },
};

export interface PreparedQuery {
  /** Equal for equal questions. */
  readonly key: string;
  readonly topics: readonly Topic[];
  run(): Promise<unknown>;
}

/** Whether the key is that of this question, from whatever workspace it is asked. */
export const isKeyOf = <N extends QueryName>(key: string, name: N, params: QueryParams<N>): boolean =>
  key.endsWith(` ${name} ${JSON.stringify(params)}`);

/** Checks the question; throws `bad-input` naming what is wrong with it. */
export function prepareQuery(context: KernelContext, name: string, input: unknown, workspaceId: Id): PreparedQuery {
  const known = checkInput(queryNames, name, 'query');
  const params = checkInput(querySchemas[known], input, known);
  // The parameters have been parsed by the schema of this very query.
  const query = QUERIES[known] as Query<QueryName>;
  return {
    key: `${workspaceId} ${known} ${JSON.stringify(params)}`,
    topics: query.topics,
    run: () => query.run(context, params as QueryParams<QueryName>, workspaceId),
  };
}

const queryNames = z.enum(Object.keys(querySchemas) as [QueryName, ...QueryName[]]);

async function viewItemHead(
  { db }: KernelContext,
  { itemId }: QueryParams<'item-head'>,
  workspaceId: Id,
): Promise<QueryOutput['item-head']> {
  const item = await seenItem(db, itemId, workspaceId);
  if (item === null) return null;
  const archived = (await archivedAmong(db, [itemId])).get(itemId);
  return { item, archive: archived === undefined ? null : { id: archived.archiveId, name: archived.name } };
}

async function viewItem(
  { db, archives, bodies }: KernelContext,
  { itemId, rows: wanted }: QueryParams<'item'>,
  workspaceId: Id,
): Promise<QueryOutput['item']> {
  const item = await seenItem(db, itemId, workspaceId);
  if (item === null) return null;
  const archived = (await archivedAmong(db, [itemId])).get(itemId);
  const stored = archived === undefined ? await itemText(db, itemId) : textOf((await archives.read(archived)).rows);
  // The chunks of a note follow its text by a moment; what is shown is the text itself.
  const written = item.kind === 'note' ? await bodies.read(itemId, (body) => body.text()) : null;
  const text = written ?? stored?.text ?? '';
  const { sourceMap, places, folded } = stored !== null && stored.text === text ? stored : BARE_DOCUMENT;
  const rows = wanted === 'packed' && item.details?.type === 'table' ? packRows(item.details.sheets, places) : null;
  return {
    item,
    ...(archived === undefined ? {} : { archive: { id: archived.archiveId, name: archived.name } }),
    path: [item.folder, item.fileName ?? item.title].filter((part) => part !== '').join('/'),
    text,
    sourceMap,
    places: rows === null ? places : [],
    folded,
    rows,
    pictures: await summarizePictures(db, itemId),
  };
}

/** So many are worth showing. */
const NEAR_LIMIT = 20;

async function nearDuplicates(
  { db }: KernelContext,
  { itemId }: QueryParams<'near-duplicates'>,
  workspaceId: Id,
): Promise<QueryOutput['near-duplicates']> {
  const near = await nearItems(db, { itemId, workspaceId, limit: NEAR_LIMIT });
  const same = new Map(near.map((each) => [each.itemId, each.same]));
  const items = await findItems(db, [...same.keys()], workspaceId);
  return items.map((item) => ({ item, same: same.get(item.id) ?? false }));
}
