import type { Id } from '../../core/ids.ts';
import {
  type ImportEvent,
  type ImportInput,
  type ImportResult,
  type ImportState,
  type ImportStep,
  importDecisions,
  readImportState,
} from '../../core/runs/import-run.ts';
import { hasEnded } from '../../core/runs/run.ts';
import { type ImportFileRecord, loseWaitingFiles, nextCopied } from '../../db/tables/runs.ts';
import type { KernelContext } from './context.ts';
import { type FileOutcome, findWholes, readFile } from './import-file.ts';
import { resolveLinks } from './import-links.ts';
import { askedOf, type ReadFile, writeFile } from './import-write.ts';
import type { Performed, RunKind, StepContext } from './interpreter.ts';
import { noteImport } from './note-runs.ts';

type ImportRunKind = RunKind<ImportInput, ImportState, ImportStep, ImportResult | null, ImportEvent>;
type ReadStep = Extract<ImportStep, { type: 'read' }>;

/** Reads copied files, a few in each step: they are parsed, written with their chunks, and searchable. */
export function createImportRun(context: KernelContext): ImportRunKind {
  return {
    kind: 'import',
    decisions: importDecisions,
    afterCrash: 'running',
    async perform(step, at) {
      if (step.type === 'read') return context.originals.whileCopying(() => performRead(context, step, at));
      return { result: null, write: (unit) => resolveLinks(context, unit, at.run.workspaceId) };
    },
    async onStatus(unit, run, status, error) {
      if (status === 'stopped') loseWaitingFiles(context.db, unit, run.id, 'Stopped before it was copied.');
      if (status === 'done' || status === 'failed') await noteImport(context, unit, run, error);
      if (hasEnded(status)) unit.afterCommit(() => context.originals.sweep());
    },
  };
}

/** What one step reads: a step lost to a crash is little work, and a transaction costs as much as a few small files. */
const STEP_FILES = 16;
const STEP_BYTES = 500_000;

async function performRead(
  context: KernelContext,
  step: ReadStep,
  { run, signal }: StepContext<ImportState, ImportInput>,
): Promise<Performed<ImportResult>> {
  const { id: runId, workspaceId } = run;
  const { listed, copied, found } = readImportState(run.state);
  const from = listed + found;
  const to = step.cursor > 0 ? step.ordinal + 1 : step.ordinal < listed ? copied : from;
  const files = onePerContent(await nextCopied(context.db, runId, { from: step.ordinal, to, limit: STEP_FILES }));
  const wholes = await findWholes(context, workspaceId, files);
  const read: ReadFile[] = [];
  for (const file of files) {
    const icons = run.input.icons === true && file.container === null;
    const request = { runId, workspaceId, file, cursor: step.cursor, whole: wholes(file), from, icons, signal };
    const outcome = await readFile(context, request);
    read.push({ file, cursor: step.cursor, outcome });
    if (!isSingle(outcome)) break;
  }
  return {
    result: resultOf(read, to),
    async write(unit) {
      const now = await addedSince(context, workspaceId, read);
      const links = new Set<Id>();
      for (const each of read) await writeFile(context, unit, { runId, isHere: now, filled: links }, each);
    },
  };
}

/** The first of them, up to the limits, and none of the content of one before it: that one has to be there first. */
function onePerContent(files: readonly ImportFileRecord[]): ImportFileRecord[] {
  const taken: ImportFileRecord[] = [];
  const contents = new Set<string | null>();
  let bytes = 0;
  for (const file of files) {
    bytes += file.sizeBytes;
    if (taken.length > 0 && (contents.has(file.blobHash) || bytes > STEP_BYTES)) break;
    contents.add(file.blobHash);
    taken.push(file);
  }
  return taken;
}

/** Others can be read in the same step: this one is read to its end, and nothing lies inside of it. */
const isSingle = (outcome: FileOutcome): boolean =>
  outcome.type !== 'read' || (outcome.next === null && outcome.inside.rows.length === 0);

function resultOf(read: readonly ReadFile[], to: number): ImportResult {
  const last = read.at(-1);
  if (last === undefined) return { read: to, cursor: 0, found: 0, skipped: 0 };
  const { file, outcome } = last;
  if (outcome.type !== 'read') return { read: file.ordinal + 1, cursor: 0, found: 0, skipped: 0 };
  const { inside, next } = outcome;
  const at = next === null ? { read: file.ordinal + 1, cursor: 0 } : { read: file.ordinal, cursor: next };
  const skipped = read.reduce((sum, each) => sum + (each.outcome.type === 'read' ? each.outcome.inside.skipped : 0), 0);
  return { ...at, found: inside.rows.length, skipped };
}

/** What is here by now of the parts that were not when they were read. */
async function addedSince(context: KernelContext, workspaceId: Id, read: readonly ReadFile[]) {
  const parts = read.flatMap(({ outcome }) => (outcome.type === 'read' ? outcome.parts : []));
  const fresh = parts.filter(({ outcome }) => outcome.status !== 'failed' && outcome.isNew === true);
  return findWholes(
    context,
    workspaceId,
    fresh.map(({ source }) => askedOf(source)),
  );
}
