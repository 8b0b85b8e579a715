import { AppError } from '../../../core/errors.ts';
import type { ArchiveInput, BringBackInput } from '../../../core/runs/archive-run.ts';
import { countArchivable, itemsOfArchive, listArchives } from '../../../db/tables/archives.ts';
import { archiveRunsUnderWay } from '../../../db/tables/runs.ts';
import { bringBack } from '../archive-parts.ts';
import type { KernelContext } from '../context.ts';
import type { HandlerInput } from './handler.ts';

export async function archiveThings({ payload, workspaceId, unit, context }: HandlerInput<'archive-things'>) {
  const { archiveId, runId, name, rule } = payload;
  await refuseTwo(context);
  const { items: total } = await countArchivable(context.db, workspaceId, rule);
  if (total === 0) throw new AppError('conflict', 'There is nothing that could be archived by that.');
  const input: ArchiveInput = { archiveId, name, rule, total };
  context.runs.begin(unit, 'archive', { id: runId, workspaceId, input });
}

export async function bringBackThings({ payload, unit, context }: HandlerInput<'bring-back'>) {
  await bringBack(
    context,
    unit,
    payload.itemIds.map((itemId) => ({ itemId })),
  );
  unit.afterCommit(() => context.tidying.ask());
}

export async function bringBackArchive({ payload, workspaceId, unit, context }: HandlerInput<'bring-back-archive'>) {
  const { archiveId, runId } = payload;
  await refuseTwo(context);
  const { items: total } = await archiveOf(context, archiveId);
  const input: BringBackInput = { archiveId, total };
  context.runs.begin(unit, 'bring-back', { id: runId, workspaceId, input });
}

/** What lies in it stays in its files until the bin is emptied. */
export async function deleteArchive({ payload, unit, context }: HandlerInput<'delete-archive'>) {
  const { items } = await archiveOf(context, payload.archiveId);
  for (const { itemId } of await itemsOfArchive(context.db, payload.archiveId, items)) {
    await unit.patch('items', itemId, { deleted_ms: unit.nowMs });
  }
}

async function archiveOf({ db }: KernelContext, archiveId: string) {
  const archive = (await listArchives(db)).find(({ id }) => id === archiveId);
  if (archive === undefined) throw new AppError('not-found', 'That archive is not here any more.');
  return archive;
}

/** One at a time: two would look for the same things. */
async function refuseTwo({ db }: KernelContext): Promise<void> {
  if ((await archiveRunsUnderWay(db)).length === 0) return;
  throw new AppError('conflict', 'Things are moved to an archive, or back, just now. Wait until that has ended.');
}
