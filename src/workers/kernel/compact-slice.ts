import { sha256Text } from '../../adapters/files/blob-store.ts';
import { clockDevice, clockMs, type Hlc } from '../../core/changes.ts';
import { keptVersions } from '../../core/history/retention.ts';
import type { Id } from '../../core/ids.ts';
import { itemRow, keptVersionsOf } from '../../db/history/item-history.ts';
import { readFloors } from '../../db/history/log-floors.ts';
import { dropSlice, type EditInSlice, editsInSlice, type LogSlice, titlesInLog } from '../../db/history/log-slices.ts';
import { mergeBodies, mergedId, type OldUpdate, oldUpdates } from '../../db/history/merge-bodies.ts';
import { dropVersion, insertVersion } from '../../db/history/versions.ts';
import type { WriteUnit } from '../../db/write.ts';
import { openTextDocument, textsAfter } from '../../sync/text-document.ts';
import type { KernelContext } from './context.ts';

/**
 * Takes the oldest slice out of the change log, all in one unit: operations go, the floor rises, the rows of bodies that they made become
 * one for each note, and versions are kept of the days that the log loses.
 */
export async function compactSlice(
  context: KernelContext,
  unit: WriteUnit,
  slice: LogSlice,
  keepDays: number,
): Promise<void> {
  const { db } = context;
  const edits = await editsInSlice(db, slice);
  const floors = new Map((await readFloors(db)).map(({ deviceId, hlc }) => [deviceId, hlc]));
  floors.set(slice.deviceId, slice.hlc);
  for (const [itemId, own] of Map.groupBy(edits, (edit) => edit.itemId)) {
    await compactBody(context, unit, { itemId, edits: own, floors, keepDays });
  }
  dropSlice(db, unit, slice);
}

interface BodyToCompact {
  readonly itemId: Id;
  readonly edits: readonly EditInSlice[];
  readonly floors: ReadonlyMap<Id, Hlc>;
  readonly keepDays: number;
}

async function compactBody(context: KernelContext, unit: WriteUnit, body: BodyToCompact): Promise<void> {
  const { db } = context;
  const { itemId, floors } = body;
  const item = await itemRow(db, itemId);
  const rows = await oldUpdates(db, itemId, floors);
  if (item === null || rows.length === 0) return;
  if (item.purged_ms === null) await keepDaysOf(context, unit, item.title, rows, body);
  if (rows.length < 2) return;
  const digest = await sha256Text(rows.map(({ id }) => id).join());
  const update = openTextDocument(rows.map((row) => row.update)).encode();
  mergeBodies(db, unit, rows, { id: mergedId(rows, digest), itemId, workspaceId: item.workspace_id, update });
}

/** Of each day or week that the log loses, what the note was when it was over. */
async function keepDaysOf(
  { db, ids, clock }: KernelContext,
  unit: WriteUnit,
  title: string,
  rows: readonly OldUpdate[],
  { itemId, edits, keepDays }: BodyToCompact,
): Promise<void> {
  const actors = new Map(edits.map(({ bodyId, actor }) => [bodyId, actor]));
  const held = (await keptVersionsOf(db, itemId)).map(({ id, atMs }) => ({ id, atMs, row: null }));
  const edited = rows.filter(({ id }) => actors.has(id)).map((row) => ({ id: '', atMs: clockMs(row.hlc), row }));
  const kept = new Set<unknown>(keptVersions([...held, ...edited], clock.nowMs(), keepDays));
  for (const version of held) if (!kept.has(version)) dropVersion(db, unit, version.id);
  const fresh = edited.filter((version) => kept.has(version));
  if (fresh.length === 0) return;
  const titles = await titlesInLog(db, itemId);
  const wanted = new Set(fresh.map(({ row }) => row.update));
  const texts = textsAfter(
    rows.map(({ update }) => update),
    wanted,
  );
  for (const { row, atMs } of fresh) {
    insertVersion(db, unit, {
      id: ids.next(),
      itemId,
      atMs,
      hlc: row.hlc,
      deviceId: clockDevice(row.hlc),
      actor: actors.get(row.id) ?? 'user',
      title: titles.findLast(({ hlc }) => hlc <= row.hlc)?.title ?? title,
      text: texts.get(row.update) ?? '',
    });
  }
}
