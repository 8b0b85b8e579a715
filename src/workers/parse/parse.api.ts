import type { ErrorCode } from '../../core/errors.ts';
import type { Chunk, ItemKind, ItemLink, ParsedDocument } from '../../core/items/item.ts';
import type { ByteSource } from '../../core/ports.ts';

/** Reading files, in a worker of its own: a file that takes too long costs that file and nothing else. */

export interface ParseRequest {
  /** Names the file: its extension decides how it is read. */
  readonly path: string;
  readonly mediaType: string;
  /** A `Blob`; a big one is read piece by piece. */
  readonly bytes: ByteSource;
  /** Where the batch before this one ended: its `next`. 0 at first. */
  readonly cursor: number;
  /** What may lie inside; an archive is held to it before it is unpacked. Default: as a new user has it. */
  readonly limits?: InsideLimits;
  /** Whether a picture as small as an icon is taken. Default false. */
  readonly icons?: boolean;
}

/** As the user has set them. */
export interface InsideLimits {
  /** Bytes of one file. */
  readonly maxFileBytes: number;
  readonly maxFiles: number;
}

export interface ParsedPart {
  readonly document: ParsedDocument;
  readonly chunks: readonly Chunk[];
}

/** A file that was found in another one: in an archive, or attached to a message. */
export interface EmbeddedFile {
  /** Below the file that holds it, with `/` between names; as written there, unchecked. */
  readonly path: string;
  readonly mediaType: string;
  /** A `Blob`. */
  readonly bytes: ByteSource;
  readonly modifiedMs: number | null;
  /** The part that it is attached to; null where it only lies beside the others. */
  readonly attachedTo: string | null;
}

/** What one call reads: all of a small file, some parts of a big one. */
export interface ParsedBatch {
  readonly parts: readonly ParsedPart[];
  readonly embedded: readonly EmbeddedFile[];
  /** Embedded files that cannot be taken, each with the reason. */
  readonly refused: readonly { readonly path: string; readonly code: ErrorCode; readonly reason: string }[];
  /** Where the next batch begins; null where the file ends. */
  readonly next: number | null;
}

export type ParseOutcome =
  | ({ readonly ok: true } & ParsedBatch)
  /** An expected refusal, with a sentence that names what is wrong with the file. */
  | { readonly ok: false; readonly code: ErrorCode; readonly reason: string };

export interface TextRequest {
  readonly kind: ItemKind;
  readonly title: string;
  readonly text: string;
}

/** What is read out of a text that is written here. */
export interface TextReading {
  readonly chunks: readonly Chunk[];
  readonly links: readonly ItemLink[];
  readonly tags: readonly string[];
  readonly language: string;
}
