import type { Next, RunDecisions } from './run.ts';

/**
 * An import: files are copied in the order of the user's list, and read in it. Copying goes on while the page that
 * holds the files is open; reading needs nothing but what was copied.
 */

export interface ImportInput {
  readonly label: string;
  /** Length of the user's list, what a rule refused included. A file's ordinal is its place in it. */
  readonly listed: number;
  /** Hidden files and those of the system: left alone, and not in the rows. */
  readonly skipped: number;
}

export interface ImportState {
  readonly listed: number;
  /** All ordinals below it are copied, or never will be. */
  readonly copied: number;
  /** All ordinals below it are read. */
  readonly read: number;
  /** Set when the page that held the files went away: what was not copied by then never will be. */
  readonly sourceGone: boolean;
  /** Links between what was read lead to their items. */
  readonly linked: boolean;
}

export type ImportStep =
  /** Reads copied files from `ordinal` on: one, or as many small ones as are worth a transaction. */
  | { readonly key: string; readonly type: 'read'; readonly ordinal: number }
  | { readonly key: 'link'; readonly type: 'link' };

export interface ImportResult {
  /** All ordinals below it are read. */
  readonly read: number;
}

export type ImportEvent = { readonly type: 'copied'; readonly upTo: number } | { readonly type: 'source-gone' };

export const importDecisions: RunDecisions<ImportInput, ImportState, ImportStep, ImportResult | null, ImportEvent> = {
  begin: ({ listed }) => ({ listed, copied: 0, read: 0, sourceGone: false, linked: false }),
  next: ({ listed, copied, read, sourceGone, linked }): Next<ImportStep> => {
    if (read < copied) return { key: `read:${read}`, type: 'read', ordinal: read };
    if (read < listed && !sourceGone) return 'wait';
    return linked ? 'end' : { key: 'link', type: 'link' };
  },
  apply: (state, step, result) =>
    step.type === 'link'
      ? { ...state, linked: true }
      : { ...state, read: Math.max(state.read, result?.read ?? step.ordinal + 1) },
  receive: (state, event) =>
    event.type === 'source-gone'
      ? { ...state, sourceGone: true }
      : { ...state, copied: Math.min(state.listed, Math.max(state.copied, event.upTo)) },
};
