import type { Cells, Hlc } from '../../core/changes.ts';
import { deviceWords } from '../../core/history/device-words.ts';
import { type GroupedVersion, groupVersions } from '../../core/history/group-versions.ts';
import type { ItemHistory, ItemVersionView, VersionView } from '../../core/history/history-queries.ts';
import { cellsAt, type ItemOperation } from '../../core/history/item-changes.ts';
import type { Id } from '../../core/ids.ts';
import { compareTexts } from '../../core/items/compare-texts.ts';
import type { QueryParams } from '../../core/queries.ts';
import {
  datedUpdates,
  itemOperations,
  itemRow,
  type KeptVersion,
  keptText,
  keptVersionsOf,
  knownDevices,
} from '../../db/history/item-history.ts';
import { readFloors } from '../../db/history/log-floors.ts';
import { cellsOf, SYNCED_COLUMNS } from '../../db/tables/cells.ts';
import { itemText, tagRows } from '../../db/tables/item-parts.ts';
import { sourcePathOf } from '../../db/tables/item-sources.ts';
import { findItem, seenItem } from '../../db/tables/items.ts';
import { openTextDocument } from '../../sync/text-document.ts';
import type { KernelContext } from './context.ts';
import { partOf, readPart } from './import-part.ts';

/** What an item was, as far as the change log and what was kept of it tell. */

interface KnownVersion {
  readonly grouped: GroupedVersion;
  /** It stands for a day or a week that the log has lost. */
  readonly kept: KeptVersion | null;
}

interface Past {
  /** Oldest first. */
  readonly operations: readonly ItemOperation[];
  /** Newest first. */
  readonly versions: readonly KnownVersion[];
}

async function readPast({ db }: KernelContext, itemId: Id): Promise<Past> {
  const operations = await itemOperations(db, itemId);
  const grouped = groupVersions(operations);
  const oldest = grouped.at(-1)?.hlc;
  const kept = (await keptVersionsOf(db, itemId)).filter(({ hlc }) => oldest === undefined || hlc < oldest);
  return {
    operations,
    versions: [
      ...grouped.map((version) => ({ grouped: version, kept: null })),
      ...kept.reverse().map((version) => ({ grouped: asGrouped(version), kept: version })),
    ],
  };
}

const asGrouped = ({ hlc, atMs, deviceId, actor }: KeptVersion): GroupedVersion => ({
  hlc,
  atMs,
  deviceId,
  actor: actor.startsWith('run:') ? 'import' : 'user',
  changes: [],
  how: 'change',
});

export async function viewHistory(
  context: KernelContext,
  { itemId }: QueryParams<'item-history'>,
  workspaceId: Id,
): Promise<ItemHistory | null> {
  if ((await seenItem(context.db, itemId, workspaceId)) === null) return null;
  const { versions } = await readPast(context, itemId);
  const names = await knownDevices(context.db);
  const views = versions.map(({ grouped, kept }): VersionView => {
    const { deviceId, ...rest } = grouped;
    const { name = '', isSelf = false } = names.get(deviceId) ?? {};
    return { ...rest, device: deviceWords(name), here: isSelf, thinned: kept !== null };
  });
  const floors = await readFloors(context.db);
  const wholeFromMs = floors.length === 0 ? null : Math.max(...floors.map(({ atMs }) => atMs));
  return { versions: views, wholeFromMs };
}

export async function viewVersion(
  context: KernelContext,
  { itemId, hlc, against }: QueryParams<'item-version'>,
  workspaceId: Id,
): Promise<ItemVersionView | null> {
  if ((await seenItem(context.db, itemId, workspaceId)) === null) return null;
  const past = await readPast(context, itemId);
  const at = past.versions.findIndex((version) => version.grouped.hlc === hlc);
  if (at < 0) return null;
  const state = await stateAt(context, itemId, past, at);
  const other = against === 'now' ? 0 : at + 1;
  const otherText = other >= past.versions.length ? null : (await stateAt(context, itemId, past, other)).text;
  // Before its first version there was nothing; before the oldest that is known there may have been.
  const isFirst = past.versions[at]?.grouped.changes.some(({ type }) => type === 'made') === true;
  const beside = otherText ?? (against === 'before' && isFirst ? '' : null);
  const [from, to] = against === 'now' ? [state.text, beside] : [beside, state.text];
  const compared = from === null || to === null ? null : compareTexts(from, to, { most: SHOWN });
  const { title, folder, tags, text } = state;
  return { hlc, title, folder, tags, text, compared, isNow: at === 0 };
}

/** Changes that are shown of one version. */
const SHOWN = 60;

export interface ItemState {
  readonly title: string;
  readonly folder: string | null;
  readonly tags: readonly string[] | null;
  readonly text: string | null;
  /** The cells of its row, where the log still tells them. */
  readonly cells: Cells | null;
}

/** The item in a version; null where there is no such version. */
export async function itemStateAt(context: KernelContext, itemId: Id, hlc: Hlc): Promise<ItemState | null> {
  const past = await readPast(context, itemId);
  const at = past.versions.findIndex((version) => version.grouped.hlc === hlc);
  return at < 0 ? null : stateAt(context, itemId, past, at);
}

async function stateAt(context: KernelContext, itemId: Id, past: Past, at: number): Promise<ItemState> {
  const { db } = context;
  const version = past.versions[at];
  const row = await itemRow(db, itemId);
  if (version === undefined || row === null) throw new RangeError('stateAt: there is no such version');
  const { grouped, kept } = version;
  if (kept !== null)
    return { title: kept.title, folder: null, tags: null, text: await keptText(db, kept.id), cells: null };
  const columns = Object.keys(SYNCED_COLUMNS.items);
  const now = cellsOf('items', Object.fromEntries(columns.map((name) => [name, row[name as keyof typeof row]])));
  const own = past.operations.filter(({ table }) => table === 'items');
  const cells = cellsAt(own, now, grouped.hlc) ?? now;
  const isNote = cells['kind'] === 'note';
  return {
    title: String(cells['title'] ?? ''),
    folder: String(cells['folder'] ?? ''),
    tags: await tagsAt(context, itemId, past.operations, grouped.hlc),
    text: isNote
      ? await noteTextAt(context, itemId, grouped.hlc)
      : await fileTextAt(context, itemId, asHash(cells['blob_hash'])),
    cells,
  };
}

const asHash = (cell: unknown): string | null => (typeof cell === 'string' ? cell : null);

async function tagsAt(
  { db }: KernelContext,
  itemId: Id,
  operations: readonly ItemOperation[],
  hlc: Hlc,
): Promise<string[]> {
  const rows = await tagRows(db, itemId);
  const then = rows.filter(({ id, deletedMs }) => {
    const own = operations.filter(({ table, key }) => table === 'tags' && key === id);
    const cells = cellsAt(own, { deleted_ms: deletedMs }, hlc);
    return cells !== null && cells['deleted_ms'] === null;
  });
  return [...new Set(then.map(({ tag }) => tag))].sort();
}

async function noteTextAt({ db }: KernelContext, itemId: Id, hlc: Hlc): Promise<string> {
  const updates = (await datedUpdates(db, itemId)).filter((update) => update.hlc <= hlc);
  if (updates.length > 0) return openTextDocument(updates.map(({ update }) => update)).text();
  return (await itemText(db, itemId))?.text ?? '';
}

/** As its original of then is read; null where that is gone or cannot be read any more. */
async function fileTextAt(context: KernelContext, itemId: Id, hash: string | null): Promise<string | null> {
  const { db, blobs } = context;
  const item = await findItem(db, itemId);
  if (item === null || item.blobHash === hash) return (await itemText(db, itemId))?.text ?? null;
  if (hash === null || !(await blobs.has(hash))) return null;
  const path = item.fileName ?? '';
  const part = partOf((await sourcePathOf(db, itemId)) ?? '', path);
  const bytes = await blobs.get(hash);
  const read = await readPart(context, { path, mediaType: item.mediaType, bytes }, part).catch(() => null);
  return read?.document.text ?? null;
}
