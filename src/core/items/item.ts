import type { Id } from '../ids.ts';
import type { ItemDetails } from './item-details.ts';
import type { PlacedRange } from './source-place.ts';

/**
 * `note`: text that the user edits here. `file`: a document of any format. `page`: a saved web page. `chat`: a conversation,
 * held here or elsewhere. `table`: rows and columns. `image`: a picture and the words in it. `code`: a program's source.
 */
export const ITEM_KINDS = [
  'note',
  'file',
  'page',
  'mail',
  'event',
  'contact',
  'chat',
  'table',
  'image',
  'code',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Something that the user has. */
export interface Item {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly kind: ItemKind;
  readonly title: string;
  /** Folder names joined by `/`, without a leading or trailing one. Empty at the top. */
  readonly folder: string;
  /** The file's name as it was imported, or null for what was written here. */
  readonly fileName: string | null;
  readonly mediaType: string;
  /** The original bytes, or null for what was written here. */
  readonly blobHash: string | null;
  readonly sizeBytes: number;
  /** ISO 639-1, or `und` where it cannot be told. */
  readonly language: string;
  readonly tags: readonly string[];
  readonly details: ItemDetails | null;
  readonly createdMs: number;
  /** When the content last changed: for imported files the file's own date. */
  readonly updatedMs: number;
  /** Set while it lies in the bin. */
  readonly deletedMs: number | null;
}

/** A half-open range of UTF-16 code units, `[start, end)`, in an item's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A piece of an item's text that is indexed and quoted as one: 200 to 400 tokens where the structure allows.
 * Chunks of an item are in order and do not overlap; together with the gaps between them they cover the text.
 */
export interface Chunk extends Span {
  readonly ordinal: number;
  /** The headings above it, outermost first, joined by ` › `. */
  readonly heading: string;
  readonly text: string;
  /** Tokens of the embedding model, without what stands before it where it is embedded. */
  readonly tokens: number;
}

/** From a range of the item's text back to the original file: offsets of UTF-16 code units in the decoded source. */
export interface SourceRange extends Span {
  readonly sourceStart: number;
  readonly sourceEnd: number;
  /** 1-based line in the source where the range starts. */
  readonly line: number;
}

export interface ItemLink {
  /** As written: a title, a path or a URL. For an attachment, its path below the item. */
  readonly target: string;
  readonly kind: 'wiki' | 'markdown' | 'url' | 'attachment';
  readonly span: Span;
}

/** A text with what leads from it back to its original. */
export interface SourcedText {
  /** What is indexed, shown and cited. Markdown stays markdown; HTML becomes its readable text. */
  readonly text: string;
  /** Back to offsets of the decoded source, for formats that are text; else empty. */
  readonly sourceMap: readonly SourceRange[];
  /** Back to pages, messages, rows and so on, in order and not overlapping; empty where the format has none. */
  readonly places: readonly PlacedRange[];
  /** Text that stands elsewhere already, such as what a mail quotes: shown folded and not indexed. In order. */
  readonly folded: readonly Span[];
}

/** What a parser makes of a file, or of a part of it: one message of a mailbox, one event of a calendar. */
export interface ParsedDocument extends SourcedText {
  /** Names the part within its file, the same at every reading. Empty where the file is one document. */
  readonly part: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly links: readonly ItemLink[];
  readonly tags: readonly string[];
  readonly details: ItemDetails | null;
  /** Pages that are pictures, whose words are still to be read: from 1, in order. A picture is its own page 1. */
  readonly pictures: readonly number[];
  /** ISO 639-1, or `und`. */
  readonly language: string;
  /** Dates the document gives itself, UTC ms; null where it gives none. */
  readonly createdMs: number | null;
  readonly updatedMs: number | null;
  /** What was left out of it, each in a sentence for the import's report. */
  readonly warnings: readonly string[];
}
