import type { ParsedDocument } from '../../../core/items/item.ts';
import type { InsideLimits, ParsedBatch } from '../parse.api.ts';

/** A file as its reader gets it. */
export interface FileToRead {
  readonly path: string;
  /** The last name of the path, with its extension. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Blob;
  /** Where the batch before this one ended; 0 at first. */
  readonly cursor: number;
  /** For what lies inside. Default: as a new user has it. */
  readonly limits?: InsideLimits | undefined;
  /** Whether a picture as small as an icon is taken. Default false. */
  readonly icons?: boolean | undefined;
}

/** What a reader makes of a file, before it is cut into chunks. */
export interface Reading extends Omit<ParsedBatch, 'parts'> {
  readonly documents: readonly ParsedDocument[];
}

/**
 * Reads one format. Rejects with an `AppError` that says in a sentence what is wrong with the file: `unreadable`,
 * `too-large`, `wrong-encoding`, `unsupported`.
 */
export type Reader = (file: FileToRead) => Promise<Reading>;

export const oneDocument = (document: ParsedDocument): Reading => ({
  documents: [document],
  embedded: [],
  refused: [],
  next: null,
});
