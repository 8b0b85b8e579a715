import {
  type ArchiveInput,
  type ArchiveResult,
  type ArchiveState,
  type ArchiveStep,
  archiveDecisions,
  type BringBackInput,
  type BringBackResult,
  type BringBackState,
  type BringBackStep,
  bringBackDecisions,
} from '../../core/runs/archive-run.ts';
import { type ArchiveCandidate, itemsOfArchive, nextToArchive } from '../../db/tables/archives.ts';
import { bringBack, moveToPart, writePart } from './archive-parts.ts';
import type { KernelContext } from './context.ts';
import type { Performed, RunKind, StepContext } from './interpreter.ts';
import { noteArchive } from './note-runs.ts';

/** A part is at most so many things, and so many bytes of text: what is held in memory while it is made. */
const PART_ITEMS = 400;
const PART_TEXT_BYTES = 16_000_000;
/** Come back in one unit, while other writes wait. */
const PORTION_ITEMS = 50;

export const createArchiveRun = (
  context: KernelContext,
): RunKind<ArchiveInput, ArchiveState, ArchiveStep, ArchiveResult, never> => ({
  kind: 'archive',
  decisions: archiveDecisions,
  afterCrash: 'running',
  perform: (step, at) => archivePart(context, step, at),
  onStatus: (unit, run, status, error) =>
    noteArchive(context, unit, run, { status, error, kind: 'archive-finished', count: run.state.archived }),
});

async function archivePart(
  context: KernelContext,
  { part, after }: ArchiveStep,
  { run }: StepContext<ArchiveState, ArchiveInput>,
): Promise<Performed<ArchiveResult>> {
  const { archiveId, name, rule } = run.input;
  const fitting = await nextToArchive(context.db, run.workspaceId, rule, after, PART_ITEMS);
  const candidates = withinBytes(fitting);
  const last = candidates.at(-1);
  if (last === undefined) return { result: { last: null, archived: 0 } };
  const written = await writePart(context, candidates);
  const result = { last: last.id, archived: candidates.length };
  const target = { archive: { id: archiveId, name }, part };
  return { result, write: async (unit) => void (await moveToPart(context, unit, target, candidates, written)) };
}

/** From the beginning, one at least. */
function withinBytes(candidates: readonly ArchiveCandidate[]): readonly ArchiveCandidate[] {
  let bytes = 0;
  const end = candidates.findIndex(({ textBytes }, at) => {
    bytes += textBytes;
    return at > 0 && bytes > PART_TEXT_BYTES;
  });
  return end < 0 ? candidates : candidates.slice(0, end);
}

export const createBringBackRun = (
  context: KernelContext,
): RunKind<BringBackInput, BringBackState, BringBackStep, BringBackResult, never> => ({
  kind: 'bring-back',
  decisions: bringBackDecisions,
  afterCrash: 'running',
  async perform(_, { run }) {
    const items = await itemsOfArchive(context.db, run.input.archiveId, PORTION_ITEMS);
    return { result: { back: items.length }, write: (unit) => bringBack(context, unit, items) };
  },
  async onStatus(unit, run, status, error) {
    await noteArchive(context, unit, run, { status, error, kind: 'archive-returned', count: run.state.back });
    if (status === 'done' || status === 'stopped') unit.afterCommit(() => context.tidying.ask());
  },
});
