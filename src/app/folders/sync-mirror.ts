import { AppError, CancelledError, throwIfAborted, toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { decideMirror, type MirrorPlan, type MirrorStep } from '../../core/mirror/decide-mirror.ts';
import type { MirrorDisk } from '../../core/mirror/mirror-disk.ts';
import { type DiskListing, type MirrorState, needsReading } from '../../core/mirror/mirror-state.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { createStepper, type StepOutcome } from './mirror-steps.ts';

export interface MirrorSync {
  readonly client: Pick<HearthClient, 'command' | 'query' | 'newId'>;
  readonly disk: MirrorDisk;
  readonly folderId: Id;
  readonly signal: AbortSignal;
  /** Every file is read, whatever its size and date say. */
  readonly deep?: boolean;
  /** The user has agreed that many notes go to the bin. */
  readonly allowMany?: boolean;
  /** Whether a file whose note was deleted here stays in `.trash`. */
  readonly keepsTrash?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  /** Resolves when it may go on. */
  readonly untilResumed?: () => Promise<void>;
}

export interface MirrorProblem {
  readonly path: string;
  readonly message: string;
}

export interface MirrorReport {
  readonly counts: Readonly<Record<MirrorStep['kind'], number>>;
  /** Commands whose changes of notes can be taken back, oldest first. */
  readonly undo: readonly Id[];
  /** What was left alone, and why. */
  readonly problems: readonly MirrorProblem[];
  /** Files that are gone, whose notes stay until the user agrees. */
  readonly heldBack: number;
}

export interface MirrorLook {
  readonly state: MirrorState;
  readonly listing: DiskListing;
  readonly plan: MirrorPlan;
}

/** What a sync would do now. Nothing is changed. */
export async function lookAtMirror(sync: MirrorSync): Promise<MirrorLook> {
  const { client, disk, folderId, signal, deep = false, allowMany = false } = sync;
  const state = await client.query('mirror-state', { folderId }, { signal });
  const listing = await disk.list(signal);
  const rows = new Map(state.rows.map((row) => [row.path, row]));
  const hashes = new Map<string, string>();
  const toRead = listing.files.filter((file) => deep || needsReading(file, rows.get(file.path), state.checkedMs));
  for (const { path } of toRead) {
    throwIfAborted(signal);
    const read = await disk.read(path);
    if (read !== null) hashes.set(path, read.hash);
  }
  return { state, listing, plan: decideMirror(state, listing, hashes, { allowMany }) };
}

/** Rounds at most: what is changed while it runs is met again at the next look. */
const MAX_ROUNDS = 6;
const NO_COUNTS = {
  ...{ 'note-down': 0, take: 0, follow: 0, gone: 0, write: 0, picture: 0, move: 0, trash: 0, forget: 0 },
} as const satisfies MirrorReport['counts'];

/**
 * Makes both sides the same. It may be cut off between any two steps, and within one: the next goes on. Rejects where the
 * folder cannot be written any more; what fails for one file alone is in the report.
 */
export async function syncMirror(sync: MirrorSync): Promise<MirrorReport> {
  const { client, folderId, signal } = sync;
  const counts: Record<MirrorStep['kind'], number> = { ...NO_COUNTS };
  const undo: Id[] = [];
  const problems = new Map<string, MirrorProblem>();
  let heldBack = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const look = await lookAtMirror({ ...sync, deep: sync.deep === true && round === 0 });
    heldBack = look.plan.heldBack;
    for (const path of look.listing.doubled) problems.set(path, { path, message: DOUBLED });
    const steps = look.plan.steps.filter((step) => !problems.has(pathOf(step)));
    if (steps.length === 0) break;
    const perform = createStepper(sync, look.state);
    for (const [at, step] of steps.entries()) {
      await sync.untilResumed?.();
      throwIfAborted(signal);
      sync.onProgress?.(at, steps.length);
      const outcome = await attempt(() => perform(step));
      if (outcome.kind === 'failed') problems.set(pathOf(step), { path: pathOf(step), message: outcome.message });
      else if (outcome.done) counts[step.kind] += 1;
      if (outcome.kind === 'done' && outcome.undo !== null) undo.push(outcome.undo);
    }
  }
  await client.command('record-folder', { folderId, there: [], gone: [], heldBack });
  return { counts, undo, problems: [...problems.values()], heldBack };
}

const DOUBLED = 'Another file has the same name in another form of Unicode. This one is left alone.';

export const pathOf = (step: MirrorStep): string => {
  if (step.kind === 'note-down') return step.file.path;
  return step.kind === 'follow' || step.kind === 'move' ? step.to : step.path;
};

type Attempt = ({ readonly kind: 'done' } & StepOutcome) | { readonly kind: 'failed'; readonly message: string };

/** What concerns this file alone is a problem of it; all else ends the sync. */
const OF_ONE_FILE: ReadonlySet<string> = new Set(['wrong-encoding', 'too-large', 'bad-input', 'conflict', 'not-found']);
const OF_ONE_NAME: ReadonlySet<string> = new Set([
  'TypeError',
  'TypeMismatchError',
  'NotFoundError',
  'InvalidModificationError',
]);

async function attempt(work: () => Promise<StepOutcome>): Promise<Attempt> {
  try {
    return { kind: 'done', ...(await work()) };
  } catch (thrown) {
    if (thrown instanceof CancelledError) throw thrown;
    if (thrown instanceof AppError && OF_ONE_FILE.has(thrown.code)) return { kind: 'failed', message: thrown.message };
    if (thrown instanceof Error && OF_ONE_NAME.has(thrown.name))
      return { kind: 'failed', message: 'The file system refuses this name, or the file is in use. It is left alone.' };
    throw thrown instanceof AppError ? thrown : toAppError(thrown);
  }
}
