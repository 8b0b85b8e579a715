import type { Next, RunDecisions } from './run.ts';

/**
 * An import: files are copied in the order of their ordinals, and read in it. Copying goes on while the page that
 * holds the files is open; reading needs nothing but what was copied.
 */

export interface ImportInput {
  readonly label: string;
  /** Files to be copied and read. What was refused by rule is in the rows, and final. */
  readonly planned: number;
}

export interface ImportState {
  readonly planned: number;
  /** Files whose bytes are safe, or that could not be copied: all ordinals below it. */
  readonly copied: number;
  /** All ordinals below it are read. */
  readonly read: number;
  /** Set when the page that held the files went away: what was not copied by then never will be. */
  readonly sourceGone: boolean;
}

export interface ReadStep {
  readonly key: string;
  readonly ordinal: number;
}

export type ImportEvent = { readonly type: 'copied'; readonly upTo: number } | { readonly type: 'source-gone' };

export const importDecisions: RunDecisions<ImportInput, ImportState, ReadStep, null, ImportEvent> = {
  begin: ({ planned }) => ({ planned, copied: 0, read: 0, sourceGone: false }),
  next: ({ planned, copied, read, sourceGone }): Next<ReadStep> => {
    if (read < copied) return { key: `read:${read}`, ordinal: read };
    return read >= planned || sourceGone ? 'end' : 'wait';
  },
  apply: (state, step) => ({ ...state, read: Math.max(state.read, step.ordinal + 1) }),
  receive: (state, event) =>
    event.type === 'source-gone'
      ? { ...state, sourceGone: true }
      : { ...state, copied: Math.min(state.planned, Math.max(state.copied, event.upTo)) },
};
