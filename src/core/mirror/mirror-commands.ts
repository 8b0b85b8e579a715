import { z } from 'zod';
import type { Id } from '../ids.ts';

/** What may be changed, and asked, about a folder that is a mirror. */

import { MAX_NOTE_BYTES } from './mirror-disk.ts';

const id = z.uuid();
const path = z
  .string()
  .min(1)
  .max(5000)
  .regex(/^[^\0\p{Surrogate}]*$/u, 'The path holds a character that cannot be stored.');
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'It is not a SHA-256 in hexadecimal digits.');
const stat = { sizeBytes: z.number().int().min(0), modifiedMs: z.number().int() };

/** `read`: files become things here. `mirror`: notes and their files are kept the same. */
export const FOLDER_MODES = ['read', 'mirror'] as const;
export type FolderMode = (typeof FOLDER_MODES)[number];

export const CONFLICT_CHOICES = ['note', 'file', 'both'] as const;
export type ConflictChoice = (typeof CONFLICT_CHOICES)[number];

export const mirrorCommandSchemas = {
  'set-folder-mode': z.strictObject({ folderId: id, mode: z.enum(FOLDER_MODES) }),
  /**
   * What a file holds now goes into its note: `itemId` is the note's id where there is none yet, `copyId` the id of the note
   * that keeps the file's text where both were changed in one place.
   */
  'mirror-take': z.strictObject({
    ...{ folderId: id, path, itemId: id, copyId: id, ...stat },
    bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= MAX_NOTE_BYTES, 'The file has more than 20 MB.'),
  }),
  /** Keeps what a note's file is to hold, so that a write that is cut off is known. `from`: where the file lies so far. */
  'mirror-prepare': z.strictObject({ folderId: id, itemId: id, path, from: path.nullable().default(null) }),
  /** The file holds these bytes. `from`: where it lay before. */
  'mirror-settle': z.strictObject({ folderId: id, path, from: path.nullable().default(null), hash, ...stat }),
  /** A file was renamed there: its note follows. */
  'mirror-follow': z.strictObject({ folderId: id, from: path, to: path, ...stat }),
  /** A file was deleted there: its note goes to the bin, unless it was changed here. */
  'mirror-gone': z.strictObject({ folderId: id, path }),
  /** Neither side has it. */
  'mirror-forget': z.strictObject({ folderId: id, path }),
  'settle-conflict': z.strictObject({ copyId: id, choice: z.enum(CONFLICT_CHOICES) }),
} as const;

export const mirrorQuerySchemas = {
  'mirror-state': z.strictObject({ folderId: id }),
  /** What is to be written into a file that was prepared. */
  'mirror-bytes': z.strictObject({ folderId: id, path }),
  /** A number that changes with every note: when it does, a mirror is looked at. */
  'mirror-revision': z.strictObject({}),
  /** Places in which both sides were changed, newest first. */
  'mirror-conflicts': z.strictObject({}),
} as const;

export interface MirrorBytes {
  readonly bytes: Uint8Array;
  readonly hash: string;
  /** What the file has to hold before it is written; null where it must not be there. */
  readonly before: string | null;
}

export interface MirrorConflict {
  readonly folderId: Id;
  readonly path: string;
  readonly atMs: number;
  /** The note, with what was written here. */
  readonly itemId: Id;
  readonly title: string;
  readonly text: string;
  /** The note that keeps what the file said. */
  readonly copyId: Id;
  readonly copyTitle: string;
  readonly copyText: string;
}
