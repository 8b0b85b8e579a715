import { type Kysely, type Selectable, sql } from 'kysely';
import type { ErrorCode, ErrorShape } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ImportFileStatus, ImportFileView, ImportReport, ImportStatus, ImportView } from '../../core/queries.ts';
import { type ImportInput, type ImportState, readImportState } from '../../core/runs/import-run.ts';
import { hasEnded, type Run, type RunStatus } from '../../core/runs/run.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';
import { ownOfWorkspace, seenInWorkspace } from './workspace-filter.ts';

type Db = Kysely<Database>;

const toRun = (row: Selectable<Database['runs']>): Run => ({
  id: row.id,
  kind: row.kind,
  workspaceId: row.workspace_id,
  status: row.status as RunStatus,
  input: row.input,
  state: row.state,
  createdMs: row.created_ms,
});

export async function findRun(db: Db, runId: Id): Promise<Run | null> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', runId).executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

export async function runsWithStatus(db: Db, status: RunStatus): Promise<Run[]> {
  const rows = await db.selectFrom('runs').selectAll().where('status', '=', status).orderBy('id').execute();
  return rows.map(toRun);
}

/** Moves to archives and back that have not ended; the last one first. */
export async function archiveRunsUnderWay(db: Db): Promise<Run[]> {
  const rows = await archiveRuns(db).where('status', 'in', ['running', 'paused']).execute();
  return rows.map(toRun);
}

/** The code of the last one's error; null where it did not fail. */
export async function lastArchiveFailure(db: Db): Promise<ErrorCode | null> {
  const row = await archiveRuns(db).limit(1).executeTakeFirst();
  return row?.status === 'failed' ? (row.error?.code ?? 'internal') : null;
}

const archiveRuns = (db: Db) =>
  db.selectFrom('runs').selectAll().where('kind', 'in', ['archive', 'bring-back']).orderBy('created_ms', 'desc');

export function insertRun(db: Db, unit: WriteUnit, run: Run): void {
  const row = {
    id: run.id,
    kind: run.kind,
    workspace_id: run.workspaceId,
    status: run.status,
    input: JSON.stringify(run.input),
    state: JSON.stringify(run.state),
    error: null,
    created_ms: unit.nowMs,
    updated_ms: unit.nowMs,
    finished_ms: null,
  };
  unit.device('runs', db.insertInto('runs').values(row));
}

export interface RunChange {
  readonly status?: RunStatus;
  readonly state?: unknown;
  readonly error?: ErrorShape;
}

export function changeRun(db: Db, unit: WriteUnit, runId: Id, { status, state, error }: RunChange): void {
  const set = {
    updated_ms: unit.nowMs,
    ...(status === undefined ? {} : { status }),
    ...(state === undefined ? {} : { state: JSON.stringify(state) }),
    ...(error === undefined ? {} : { error: JSON.stringify(error) }),
    ...(status !== undefined && hasEnded(status) ? { finished_ms: unit.nowMs } : {}),
  };
  unit.device('runs', db.updateTable('runs').set(set).where('id', '=', runId));
}

/** Fails with `conflict` when the step has been recorded before. */
export function recordStep(db: Db, unit: WriteUnit, runId: Id, step: string, result: unknown): void {
  const row = { run_id: runId, step, result: JSON.stringify(result ?? null), at_ms: unit.nowMs };
  unit.device('run_events', db.insertInto('run_events').values(row));
}

/** A file of an import as it comes into its list. */
export interface NewImportFile {
  readonly ordinal: number;
  readonly path: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly modifiedMs: number;
  readonly status: ImportFileStatus;
  readonly code: string | null;
  readonly reason: string | null;
  readonly blobHash: string | null;
  /** Ordinal of the file that it was found in. */
  readonly container: number | null;
  /** The item that it is attached to. */
  readonly parentItem: Id | null;
}

export interface ItemCounts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface ImportFileRecord extends NewImportFile {
  /** What became of its parts so far. */
  readonly counts: ItemCounts;
  /** How many things were left out of it so far. */
  readonly warnings: number;
}

const FILE_BATCH = 1000;

export function insertImportFiles(db: Db, unit: WriteUnit, runId: Id, files: readonly NewImportFile[]): void {
  for (let at = 0; at < files.length; at += FILE_BATCH) {
    const rows = files.slice(at, at + FILE_BATCH).map((file) => ({
      run_id: runId,
      ordinal: file.ordinal,
      path: file.path,
      size_bytes: file.sizeBytes,
      media_type: file.mediaType,
      modified_ms: Math.round(file.modifiedMs),
      status: file.status,
      code: file.code,
      reason: file.reason,
      blob_hash: file.blobHash,
      item_id: null,
      container: file.container,
      parent_item: file.parentItem,
    }));
    unit.device('import_files', db.insertInto('import_files').values(rows));
  }
}

export interface ImportFileChange {
  readonly status: ImportFileStatus;
  readonly code?: string | null;
  readonly reason?: string | null;
  readonly blobHash?: string;
  readonly itemId?: Id;
  readonly counts?: ItemCounts;
  readonly warnings?: number;
}

export function changeImportFile(db: Db, unit: WriteUnit, runId: Id, ordinal: number, change: ImportFileChange): void {
  const set = {
    status: change.status,
    ...(change.code === undefined ? {} : { code: change.code }),
    ...(change.reason === undefined ? {} : { reason: change.reason }),
    ...(change.blobHash === undefined ? {} : { blob_hash: change.blobHash }),
    ...(change.itemId === undefined ? {} : { item_id: change.itemId }),
    ...(change.warnings === undefined ? {} : { warnings: change.warnings }),
    ...change.counts,
  };
  unit.device(
    'import_files',
    db.updateTable('import_files').set(set).where('run_id', '=', runId).where('ordinal', '=', ordinal),
  );
}

/** What was not copied when the page that held the files went away. */
export function loseWaitingFiles(db: Db, unit: WriteUnit, runId: Id, reason: string): void {
  const lost = db.updateTable('import_files').set({ status: 'failed', code: 'cancelled', reason });
  unit.device('import_files', lost.where('run_id', '=', runId).where('status', '=', 'waiting'));
}

/** The ordinals of all files that are to be copied, in order. */
export async function allWaiting(db: Db, runId: Id): Promise<number[]> {
  const rows = await db
    .selectFrom('import_files')
    .select('ordinal')
    .where('run_id', '=', runId)
    .where('status', '=', 'waiting')
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => row.ordinal);
}

export async function waitingOrdinals(db: Db, runId: Id, ordinals: readonly number[]): Promise<Set<number>> {
  const rows = await db
    .selectFrom('import_files')
    .select('ordinal')
    .where('run_id', '=', runId)
    .where('ordinal', 'in', [...ordinals])
    .where('status', '=', 'waiting')
    .execute();
  return new Set(rows.map((row) => row.ordinal));
}

/** Files that are copied and not read, in `[from, to)` and in order, at most `limit`. */
export async function nextCopied(
  db: Db,
  runId: Id,
  { from, to, limit }: { readonly from: number; readonly to: number; readonly limit: number },
): Promise<ImportFileRecord[]> {
  const rows = await db
    .selectFrom('import_files')
    .selectAll()
    .where('run_id', '=', runId)
    .where('status', '=', 'copied')
    .where('ordinal', '>=', from)
    .where('ordinal', '<', to)
    .orderBy('ordinal')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ordinal: row.ordinal,
    path: row.path,
    sizeBytes: row.size_bytes,
    mediaType: row.media_type,
    modifiedMs: row.modified_ms,
    status: row.status as ImportFileStatus,
    code: row.code,
    reason: row.reason,
    blobHash: row.blob_hash,
    container: row.container,
    parentItem: row.parent_item,
    counts: { added: row.added, updated: row.updated, unchanged: row.unchanged },
    warnings: row.warnings,
  }));
}

const selectImports = (db: Db) =>
  db
    .selectFrom('runs')
    .leftJoin('import_files as f', 'f.run_id', 'runs.id')
    .where('runs.kind', '=', 'import')
    .select(['runs.id', 'runs.input', 'runs.state', 'runs.status', 'runs.error', 'runs.created_ms', 'runs.finished_ms'])
    .select([
      sql<number>`count(f.run_id)`.as('total'),
      sql<number>`count(f.run_id) filter (where f.status not in ('waiting', 'copied'))`.as('done'),
      sql<number>`coalesce(sum(f.added), 0)`.as('added'),
      sql<number>`coalesce(sum(f.updated), 0)`.as('updated'),
      sql<number>`coalesce(sum(f.unchanged), 0)`.as('unchanged'),
      sql<number>`count(*) filter (where f.status = 'failed')`.as('failed'),
      sql<number>`count(*) filter (where f.status <> 'failed' and f.warnings > 0)`.as('warned'),
    ])
    .groupBy('runs.id');

type ImportRow = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>;

function toImportView(row: ImportRow): ImportView {
  const state = readImportState(row.state as ImportState);
  const input = row.input as ImportInput;
  return {
    runId: row.id,
    label: input.label,
    status: importStatus(row.status as RunStatus, state),
    total: Number(row.total),
    done: Number(row.done),
    copied: state.copied,
    added: Number(row.added),
    updated: Number(row.updated),
    unchanged: Number(row.unchanged),
    failed: Number(row.failed),
    warned: Number(row.warned),
    skipped: input.skipped + state.skipped,
    createdMs: row.created_ms,
    finishedMs: row.finished_ms,
    error: row.error,
  };
}

function importStatus(status: RunStatus, state: ImportState): ImportStatus {
  if (status === 'running') return state.copied < state.listed && !state.sourceGone ? 'copying' : 'reading';
  return status === 'interrupted' ? 'paused' : status;
}

/** What came of an import so far; null for what is none. */
export async function findImport(db: Db, runId: Id): Promise<ImportView | null> {
  const row = await selectImports(db).where('runs.id', '=', runId).executeTakeFirst();
  return row === undefined ? null : toImportView(row);
}

export async function listImports(db: Db, workspaceId: Id, limit: number): Promise<ImportView[]> {
  const rows = await ownOfWorkspace(selectImports(db), 'runs.workspace_id', workspaceId)
    .where(stillSeenImport(workspaceId))
    .orderBy('runs.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toImportView);
}

/** What was added was not all moved out of sight since: then its names are not shown either. */
export function stillSeenImport(workspaceId: Id) {
  const taken = sql`select 1 from import_files join items on items.id = import_files.item_id
    where import_files.run_id = runs.id`;
  const seen = seenInWorkspace('items.workspace_id', workspaceId);
  return sql<boolean>`(not exists (${taken} and not ${seen}) or exists (${taken} and ${seen}))`;
}

/** Without files whose things are not seen from the workspace. */
export async function importReport(
  db: Db,
  { runId, offset, limit }: { readonly runId: Id; readonly offset: number; readonly limit: number },
  workspaceId: Id,
): Promise<ImportReport | null> {
  const row = await ownOfWorkspace(selectImports(db), 'runs.workspace_id', workspaceId)
    .where('runs.id', '=', runId)
    .where(stillSeenImport(workspaceId))
    .executeTakeFirst();
  if (row === undefined) return null;
  const files = await db
    .selectFrom('import_files')
    .leftJoin('items', 'items.id', 'import_files.item_id')
    .select(['path', 'status', 'reason', 'code', 'item_id'])
    .where('run_id', '=', runId)
    .where(sql<boolean>`(items.id is null or ${seenInWorkspace('items.workspace_id', workspaceId)})`)
    .orderBy(
      sql`case when status = 'failed' then 0 when warnings > 0 then 1 when status = 'unchanged' and reason is not null then 2 else 3 end`,
    )
    .orderBy('path')
    .offset(offset)
    .limit(limit)
    .execute();
  return { import: toImportView(row), files: files.map(toFileView) };
}

const toFileView = (row: {
  path: string;
  status: string;
  reason: string | null;
  code: string | null;
  item_id: Id | null;
}): ImportFileView => ({
  path: row.path,
  status: row.status as ImportFileStatus,
  reason: row.reason,
  code: row.code,
  itemId: row.item_id,
});
