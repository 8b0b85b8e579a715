import { Kysely } from 'kysely';
import { AppError, throwIfAborted, toAppError } from '../../core/errors.ts';
import { type DeepCheck, type Finding, finding, mergeFindings } from '../../core/integrity/findings.ts';
import type { AbortFlag, BlobStore, OnProgress } from '../../core/ports.ts';
import { createStoreDialect } from '../kysely-dialect.ts';
import { readShapes } from '../logical/shapes.ts';
import type { Queryable, Store } from '../store.ts';
import type { Database } from '../tables/schema.ts';
import { type SyncedTable, TABLE_SCOPES } from '../tables/scopes.ts';
import { logStep } from './check-log.ts';
import { originalsStep } from './check-originals.ts';
import { REFERENCE_STEPS } from './check-references.ts';
import { rowsStep } from './check-rows.ts';
import { tableStep } from './check-tables.ts';
import { textsStep } from './check-texts.ts';
import type { Cursor, SliceResult, Step } from './slice.ts';

/** Everything that the store holds, read and compared with what else it holds, slice by slice. */

/** How far a check has come: plain JSON, to go on from later. */
export interface DeepProgress {
  readonly step: number;
  readonly after: Cursor | null;
  readonly findings: readonly Finding[];
  readonly rows: number;
  readonly originals: number;
  readonly tookMs: number;
}

export interface DeepCheckOptions {
  readonly store: Store;
  /** Null where originals are not to be looked at. */
  readonly blobs: BlobStore | null;
  /** All originals, rather than the part whose turn it is today. */
  readonly allOriginals?: boolean;
  readonly from?: DeepProgress | null;
  /** Awaited before each slice: resolves when the processor is free for it. */
  readonly turn?: (() => Promise<void>) | undefined;
  /** After each step. */
  readonly onStep?: ((progress: DeepProgress) => Promise<void>) | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortFlag | undefined;
  readonly nowMs: () => number;
}

const START: DeepProgress = { step: 0, after: null, findings: [], rows: 0, originals: 0, tookMs: 0 };

/** Rejects with `cancelled`, and with `store-busy` and the like; what cannot be read because it is damaged is a finding. */
export async function deepCheck(options: DeepCheckOptions): Promise<DeepCheck> {
  const { nowMs, onStep, onProgress } = options;
  const steps = await stepsOf(options.store);
  if (steps === null) return { ...NO_ROWS, atMs: nowMs(), findings: [finding('unreadable', null, [], 1)] };
  let progress = options.from ?? START;
  for (; progress.step < steps.length; ) {
    const step = steps[progress.step] as Step;
    throwIfAborted(options.signal);
    await options.turn?.();
    const startedMs = nowMs();
    const slice = await runSlice(options, step, progress.after);
    progress = {
      step: slice.next === null ? progress.step + 1 : progress.step,
      after: slice.next,
      findings: mergeFindings([...progress.findings, ...slice.findings]),
      rows: progress.rows + (slice.rows ?? 0),
      originals: progress.originals + (slice.originals ?? 0),
      tookMs: progress.tookMs + (nowMs() - startedMs),
    };
    onProgress?.({ done: progress.step, total: steps.length });
    if (slice.next === null) await onStep?.(progress);
  }
  const { findings, rows, originals, tookMs } = progress;
  return { atMs: nowMs(), tookMs, rows, originals, findings };
}

const NO_ROWS = { tookMs: 0, rows: 0, originals: 0 };

/** Null where the engine cannot even tell which tables there are. */
async function stepsOf(store: Store): Promise<readonly Step[] | null> {
  const shapes = await readShapes(store).catch(damagedOrThrow);
  if (shapes === null) return null;
  const synced = Object.entries(TABLE_SCOPES).flatMap(([table, scope]) => (scope === 'synced' ? [table] : []));
  const rows = (synced as SyncedTable[]).map(rowsStep);
  return [...shapes.map(tableStep), logStep, ...rows, textsStep, ...REFERENCE_STEPS, originalsStep];
}

/** A table that cannot be read is named, and the check goes on with the next one. */
async function runSlice(options: DeepCheckOptions, step: Step, after: Cursor | null): Promise<SliceResult> {
  const { store, blobs, allOriginals = false, nowMs } = options;
  const run = (inside: Queryable) => {
    const db = new Kysely<Database>({ dialect: createStoreDialect(inside) });
    return step.run({ inside, db, blobs, allOriginals, nowMs }, after);
  };
  try {
    return await (step.outside ? run(store) : store.transaction(run));
  } catch (thrown) {
    const error = thrown instanceof SyntaxError ? damaged(thrown) : toAppError(thrown);
    if (PASSING.has(error.code)) throw error;
    return { findings: [finding('unreadable', step.where, [], 1)], next: null };
  }
}

function damagedOrThrow(thrown: unknown): null {
  if (PASSING.has(toAppError(thrown).code)) throw thrown;
  return null;
}

/** What says nothing of the data. */
const PASSING: ReadonlySet<string> = new Set(['cancelled', 'store-busy', 'storage-full', 'kernel-gone']);

const damaged = (cause: unknown) => new AppError('store-corrupt', 'A value cannot be read.', { cause });
