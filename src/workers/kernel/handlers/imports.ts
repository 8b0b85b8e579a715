import { AppError } from '../../../core/errors.ts';
import { importLimits } from '../../../core/items/import-limits.ts';
import { planImport } from '../../../core/items/import-plan.ts';
import type { ImportInput } from '../../../core/runs/import-run.ts';
import { readFloors } from '../../../db/history/log-floors.ts';
import { operationsOfActor } from '../../../db/tables/change-log.ts';
import { markUndone } from '../../../db/tables/notices.ts';
import { findRun, insertImportFiles, type NewImportFile } from '../../../db/tables/runs.ts';
import type { HandlerInput, HandlerOutcome } from './handler.ts';
import { takeBack } from './undo.ts';

/** What no file that a user gives has from the beginning. */
const LISTED = { blobHash: null, container: null, parentItem: null } as const;

/** A file's ordinal is its place in the list. What a rule refuses is final at once, with the reason. */
export async function startImport({
  payload,
  workspaceId,
  unit,
  context,
}: HandlerInput<'start-import'>): Promise<void> {
  const { runId, label, files, icons } = payload;
  const settings = await context.settings();
  const plan = planImport(files, importLimits(settings));
  const input: ImportInput = { label, listed: files.length, skipped: plan.skipped, icons };
  context.runs.begin(unit, 'import', { id: runId, workspaceId, input });
  const modifiedMs = (index: number) => files[index]?.modifiedMs ?? unit.nowMs;
  const planned = plan.files.map(
    ({ index, path, sizeBytes, mediaType }): NewImportFile => ({
      ...{ ordinal: index, path, sizeBytes, mediaType, modifiedMs: modifiedMs(index), ...LISTED },
      ...{ status: 'waiting', code: null, reason: null },
    }),
  );
  const refused = plan.refused.map(
    ({ index, path, code, message }): NewImportFile => ({
      ...{
        ordinal: index,
        path,
        sizeBytes: files[index]?.sizeBytes ?? 0,
        mediaType: '',
        modifiedMs: modifiedMs(index),
        ...LISTED,
      },
      ...{ status: 'failed', code, reason: message },
    }),
  );
  insertImportFiles(context.db, unit, runId, [...planned, ...refused]);
}

export const pauseRun = ({ payload, unit, context }: HandlerInput<'pause-run'>): Promise<void> =>
  context.runs.move(unit, payload.runId, 'paused');

export const resumeRun = ({ payload, unit, context }: HandlerInput<'resume-run'>): Promise<void> =>
  context.runs.move(unit, payload.runId, 'running');

export const stopRun = ({ payload, unit, context }: HandlerInput<'stop-run'>): Promise<void> =>
  context.runs.move(unit, payload.runId, 'stopped');

/** Takes back what the import added and changed; what was changed since by hand stays, and is counted. */
export async function undoImport({ payload, unit, context }: HandlerInput<'undo-import'>): Promise<HandlerOutcome> {
  const run = await findRun(context.db, payload.runId);
  // Half of an import taken back would be worse than none.
  if (run !== null && (await readFloors(context.db)).some(({ atMs }) => atMs >= run.createdMs))
    throw new AppError('conflict', 'That import is too long ago to be taken back.', { details: { runId: run.id } });
  const operations = await operationsOfActor(context.db, `run:${payload.runId}`, ['items', 'item_bodies']);
  markUndone(context.db, unit, payload.runId);
  return { kept: await takeBack(context, unit, operations) };
}
