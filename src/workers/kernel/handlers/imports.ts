import { DEFAULT_IMPORT_LIMITS } from '../../../core/items/import-limits.ts';
import { planImport } from '../../../core/items/import-plan.ts';
import type { ImportInput } from '../../../core/runs/import-run.ts';
import { operationsOfActor } from '../../../db/tables/change-log.ts';
import { bodyKeys } from '../../../db/tables/items.ts';
import { type ImportFileRecord, insertImportFiles, itemsOfImport } from '../../../db/tables/runs.ts';
import type { HandlerInput, HandlerOutcome } from './handler.ts';
import { takeBack } from './undo.ts';

/** A file's ordinal is its place in the list. What a rule refuses is final at once, with the reason. */
export async function startImport({
  payload,
  workspaceId,
  unit,
  context,
}: HandlerInput<'start-import'>): Promise<void> {
  const { runId, label, files } = payload;
  const settings = await context.settings();
  const plan = planImport(files, {
    ...DEFAULT_IMPORT_LIMITS,
    maxFileBytes: settings['import.maxFileBytes'],
    maxFiles: settings['import.maxFiles'],
  });
  const input: ImportInput = { label, listed: files.length, skipped: plan.skipped };
  context.runs.begin(unit, 'import', { id: runId, workspaceId, input });
  const modifiedMs = (index: number) => files[index]?.modifiedMs ?? unit.nowMs;
  const planned = plan.files.map(
    ({ index, path, sizeBytes, mediaType }): ImportFileRecord => ({
      ...{ ordinal: index, path, sizeBytes, mediaType, modifiedMs: modifiedMs(index) },
      ...{ status: 'waiting', code: null, reason: null, blobHash: null },
    }),
  );
  const refused = plan.refused.map(
    ({ index, path, code, message }): ImportFileRecord => ({
      ...{
        ordinal: index,
        path,
        sizeBytes: files[index]?.sizeBytes ?? 0,
        mediaType: '',
        modifiedMs: modifiedMs(index),
      },
      ...{ status: 'failed', code, reason: message, blobHash: null },
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
  const items = await itemsOfImport(context.db, payload.runId);
  const keys = items.map((item) => item.itemId);
  const actor = `run:${payload.runId}`;
  const operations = await operationsOfActor(context.db, actor, 'items', keys);
  const bodies = await operationsOfActor(context.db, actor, 'item_bodies', await bodyKeys(context.db, keys));
  return { kept: await takeBack(context, unit, [...operations, ...bodies]) };
}
