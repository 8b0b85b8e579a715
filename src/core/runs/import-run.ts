import type { Next, RunDecisions } from './run.ts';

/**
 * An import: files are copied in the order of the user's list, and read in it; then the files that were found inside of
 * them. Copying goes on while the page that holds the files is open; reading needs nothing but what was copied. A file
 * that is read in batches has a step for each.
 */

export interface ImportInput {
  readonly label: string;
  /** Length of the user's list, what a rule refused included. A file's ordinal is its place in it. */
  readonly listed: number;
  /** Hidden files and those of the system: left alone, and not in the rows. */
  readonly skipped: number;
  /** Whether listed pictures that are as small as icons are taken. Default false. */
  readonly icons?: boolean;
}

export interface ImportState {
  readonly listed: number;
  /** All ordinals below it are copied, or never will be. */
  readonly copied: number;
  /** All ordinals below it are read. */
  readonly read: number;
  /** Where in the file `read` the next batch begins; 0 at its beginning. */
  readonly cursor: number;
  /** Files found inside of others: their ordinals follow the listed ones. Their bytes are here already. */
  readonly found: number;
  /** Of those, what was left alone. */
  readonly skipped: number;
  /** Set when the page that held the files went away: what was not copied by then never will be. */
  readonly sourceGone: boolean;
  /** Links between what was read lead to their items. */
  readonly linked: boolean;
}

export type ImportStep =
  /** Reads from `ordinal` on: the batch of that file at `cursor`, or as many small files as are worth a transaction. */
  | { readonly key: string; readonly type: 'read'; readonly ordinal: number; readonly cursor: number }
  | { readonly key: 'link'; readonly type: 'link' };

export interface ImportResult {
  /** All ordinals below it are read. */
  readonly read: number;
  /** Where the next batch of the file `read` begins; 0 where it has not been begun. */
  readonly cursor: number;
  /** Files found inside in this step, and left alone. */
  readonly found: number;
  readonly skipped: number;
}

export type ImportEvent = { readonly type: 'copied'; readonly upTo: number } | { readonly type: 'source-gone' };

/** A state as an earlier version may have left it: files were not read in batches, and had none inside. */
export const readImportState = (state: ImportState): ImportState => ({ ...NEW, ...state });

const NEW = { listed: 0, copied: 0, read: 0, cursor: 0, found: 0, skipped: 0, sourceGone: false, linked: false };

export const importDecisions: RunDecisions<ImportInput, ImportState, ImportStep, ImportResult | null, ImportEvent> = {
  begin: ({ listed }) => ({ ...NEW, listed }),
  next(held): Next<ImportStep> {
    const { listed, copied, read, cursor, found, sourceGone, linked } = readImportState(held);
    if (read < copied) return readStep(read, cursor);
    if (read < listed && !sourceGone) return 'wait';
    const inside = Math.max(read, listed);
    if (inside < listed + found) return readStep(inside, cursor);
    return linked ? 'end' : { key: 'link', type: 'link' };
  },
  apply(held, step, result) {
    const state = readImportState(held);
    if (step.type === 'link') return { ...state, linked: true };
    const { read = step.ordinal + 1, cursor = 0, found = 0, skipped = 0 } = result ?? {};
    return {
      ...state,
      read: Math.max(state.read, read),
      cursor,
      found: state.found + found,
      skipped: state.skipped + skipped,
    };
  },
  receive(held, event) {
    const state = readImportState(held);
    return event.type === 'source-gone'
      ? { ...state, sourceGone: true }
      : { ...state, copied: Math.min(state.listed, Math.max(state.copied, event.upTo)) };
  },
};

const readStep = (ordinal: number, cursor: number): ImportStep => ({
  key: cursor === 0 ? `read:${ordinal}` : `read:${ordinal}@${cursor}`,
  type: 'read',
  ordinal,
  cursor,
});
