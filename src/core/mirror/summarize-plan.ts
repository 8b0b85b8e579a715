import type { MirrorPlan } from './decide-mirror.ts';
import type { MirrorState } from './mirror-state.ts';

/** What a sync is about to do, in numbers. */
export interface MirrorSummary {
  /** Files that are written: new ones, and ones that change. */
  readonly written: number;
  /** Files that are read into notes: new notes, and notes that change. */
  readonly read: number;
  /** Of those that are read, where the note was changed here too, or may have been: both are merged, or both are kept. */
  readonly both: number;
  readonly renamed: number;
  /** Notes that go to the bin, and files that go to the trash. */
  readonly binned: number;
  readonly trashed: number;
  /** Files that are gone, which is not believed without a question. */
  readonly heldBack: number;
}

export function summarize({ rows, notes }: MirrorState, { steps, heldBack }: MirrorPlan): MirrorSummary {
  const changed = new Set(notes.filter((note) => note.changed && note.place === 'here').map(({ itemId }) => itemId));
  const tied = new Map(rows.map((row) => [row.path, row.itemId]));
  const read = new Map(notes.map((note) => [note.sourcePath, note.itemId]));
  const count = (...kinds: string[]) => steps.filter(({ kind }) => kinds.includes(kind)).length;
  const meets = (path: string) => changed.has(tied.get(path) ?? read.get(path) ?? '');
  return {
    written: count('write', 'picture'),
    read: count('take'),
    both: steps.filter((step) => step.kind === 'take' && meets(step.path)).length,
    renamed: count('follow', 'move'),
    binned: count('gone'),
    trashed: count('trash'),
    heldBack,
  };
}
