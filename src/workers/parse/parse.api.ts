import type { ErrorCode } from '../../core/errors.ts';
import type { Chunk, ItemKind, ItemLink, ParsedDocument } from '../../core/items/item.ts';

/** Reading files, in a worker of its own: a file that takes too long costs that file and nothing else. */

export interface ParseRequest {
  /** Names the file: its extension decides how it is read. */
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: ArrayBuffer;
}

export type ParseOutcome =
  | { readonly ok: true; readonly document: ParsedDocument; readonly chunks: readonly Chunk[] }
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
