import { z } from 'zod';
import { type BackupsView, backupQuerySchemas } from './backup/backup-queries.ts';
import { outsideQuerySchemas } from './backup/outside-queries.ts';
import type { OutsideState } from './backup/outside-state.ts';
import type { Answer } from './chat/answer.ts';
import {
  type Conversation,
  type ConversationView,
  conversationQuerySchemas,
  type Message,
  type MessageStatus,
} from './chat/conversation-queries.ts';
import { searchFiltersSchema } from './commands.ts';
import type { Diagnostics } from './diagnostics/diagnostics.ts';
import type { ErrorShape } from './errors.ts';
import { findQuerySchemas, type HitPlace, type SavedSearch, type SimilarThing } from './find-queries.ts';
import { type ConnectedFolder, folderQuerySchemas, type GoneItem } from './folder-queries.ts';
import { type ArchivableView, type ArchivesView, growthQuerySchemas, type RoomView } from './growth-queries.ts';
import type { HelpPage } from './help/help-pages.ts';
import { type HelpHit, helpQuerySchemas } from './help/help-queries.ts';
import { historyQuerySchemas, type ItemHistory, type ItemVersionView } from './history/history-queries.ts';
import type { Id } from './ids.ts';
import type { HealthView } from './integrity/findings.ts';
import type { TextComparison } from './items/compare-texts.ts';
import type { KnownFile } from './items/folder-diff.ts';
import type { Item, ItemKind, SourcedText, Span } from './items/item.ts';
import type { TableRows } from './items/table-rows.ts';
import { libraryQuerySchemas } from './library-queries.ts';
import type { EmbeddingDevice } from './llm/embedding-model.ts';
import { type MirrorBytes, type MirrorConflict, mirrorQuerySchemas } from './mirror/mirror-commands.ts';
import type { MirrorState } from './mirror/mirror-state.ts';
import { type NoteQueryOutput, noteQuerySchemas } from './notes/note-queries.ts';
import { type NoticeView, noticeQuerySchemas, type UnreadNotice } from './notices/notice-queries.ts';
import { type PlacesView, placeQuerySchemas } from './place-queries.ts';
import type { StorageEstimate, StoreCapabilities } from './ports.ts';
import { type Completion, SEARCH_MODES, type SearchHit, type SearchNote } from './search/search-index.ts';
import { SETTINGS_FILE_CHARS, type SettingsFile } from './settings/settings-file-text.ts';
import type { Whereabouts, WorkspaceDetails, WorkspacesView } from './workspace-commands.ts';
import { workspaceQuerySchemas } from './workspace-commands.ts';
import { zoneSchema } from './zone-schema.ts';

/** Every query: what a client may read, once or live. Input is checked by schema; output is plain data. */

const id = z.uuid();

export const querySchemas = {
  ...libraryQuerySchemas,
  item: z.strictObject({
    itemId: id,
    /** How the rows of a table come: as places like all others, or packed as numbers in `rows`, for tables that are long. */
    rows: z.enum(['places', 'packed']).default('places'),
  }),
  /** The thing without its text, for who shows no more of it: the text of a note changes with each key. */
  'item-head': z.strictObject({ itemId: id }),
  'item-body': z.strictObject({
    itemId: id,
    /** The state vector of who has a part of it already: the update is then what that one lacks. */
    known: z.instanceof(Uint8Array).optional(),
  }),
  /** Another one after each edit of the body: who follows it asks for what it lacks. */
  'body-revision': z.strictObject({ itemId: id }),
  ...noteQuerySchemas,
  /** Items whose text is the same, or nearly: shown beside each other, never removed. */
  'near-duplicates': z.strictObject({ itemId: id }),
  'compare-items': z.strictObject({ itemId: id, otherId: id }),
  tags: z.strictObject({}),
  kinds: z.strictObject({}),
  search: z.strictObject({
    query: z.string(),
    filters: searchFiltersSchema.default({}),
    limit: z.number().int().min(1).max(200).default(30),
    /** By words, by meaning, or both. */
    mode: z.enum(SEARCH_MODES).default('fused'),
    zone: zoneSchema.default('UTC'),
  }),
  ...findQuerySchemas,
  ...helpQuerySchemas,
  ...conversationQuerySchemas,
  turn: z.strictObject({ answerId: id }),
  'answer-details': z.strictObject({ answerId: id }),
  imports: z.strictObject({ limit: z.number().int().min(1).max(100).default(10) }),
  'import-report': z.strictObject({
    runId: id,
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  ...folderQuerySchemas,
  ...mirrorQuerySchemas,
  ...historyQuerySchemas,
  preferences: z.strictObject({}),
  settings: z.strictObject({}),
  /** What a file of settings would change; nothing is changed by asking. One character too many shows that it is too long. */
  'settings-file': z.strictObject({ text: z.string().max(SETTINGS_FILE_CHARS + 1) }),
  ...placeQuerySchemas,
  ...backupQuerySchemas,
  health: z.strictObject({}),
  ...outsideQuerySchemas,
  ...growthQuerySchemas,
  ...workspaceQuerySchemas,
  ...noticeQuerySchemas,
  status: z.strictObject({}),
} as const;

export type QueryName = keyof typeof querySchemas;
export type QueryInput<N extends QueryName> = z.input<(typeof querySchemas)[N]>;
export type QueryParams<N extends QueryName> = z.output<(typeof querySchemas)[N]>;

export interface ItemPage {
  readonly items: readonly Item[];
  readonly total: number;
}

export interface ItemView extends SourcedText {
  readonly item: Item;
  /** The archive that its text was read from; absent for what lies in none. */
  readonly archive?: ArchiveName;
  /** The folder path and file name, as the user knows it. */
  readonly path: string;
  /** Of a table whose rows were asked for packed; then it has no places. Else null. */
  readonly rows: TableRows | null;
  /** Null for what has no pictures that words are looked for in. */
  readonly pictures: PictureSummary | null;
}

/** How many pages of an item that are pictures have been read; a picture is one page. */
export interface PictureSummary {
  readonly waiting: number;
  readonly read: number;
  /** Without words, or without any that could be trusted. */
  readonly none: number;
  readonly failed: number;
  /** Why one of them failed, in a sentence; null where none did. */
  readonly reason: string | null;
}

export interface ItemHead {
  readonly item: Item;
  /** The archive that its text is in; null for what lies in none. */
  readonly archive: ArchiveName | null;
}

/** The Yjs document of a note's body; its text is `getText('body')`. */
export interface ItemBody {
  readonly itemId: Id;
  /** Merged updates. */
  readonly update: Uint8Array;
}

export interface NearDuplicate {
  readonly item: Item;
  /** Its text is the very same. */
  readonly same: boolean;
}

export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

export interface KindCount {
  readonly kind: ItemKind;
  readonly count: number;
}

export interface FoundHit extends SearchHit {
  /** Where in the item's text the snippet's first marked word stands; without one, the start of the passage. */
  readonly at: number;
  readonly heading: string;
  readonly snippet: string;
  /** Ranges in `snippet` of the words that matched. */
  readonly marks: readonly Span[];
}

export interface FoundItem {
  readonly item: Item;
  /** The archive that it lies in; absent for what lies in none. */
  readonly archive?: ArchiveName;
  readonly hits: readonly FoundHit[];
}

export interface ArchiveName {
  readonly id: Id;
  readonly name: string;
}

export interface FindResult {
  readonly items: readonly FoundItem[];
  /** Passages that matched in all. */
  readonly total: number;
  readonly notes: readonly SearchNote[];
  /** Filters that were not understood, as written. */
  readonly unread: readonly string[];
  readonly elapsedMs: number;
}

export type { Conversation, ConversationView, Message, MessageStatus } from './chat/conversation-queries.ts';

/** An answer while it is made: what is committed, and the text that streams. Session state; gone with the kernel. */
export interface TurnView {
  readonly status: MessageStatus;
  readonly answer: Answer | null;
  /** What the model has written so far and has not been checked. Not shown as an answer. */
  readonly draft: string;
  /** Passages judged, of how many. */
  readonly judged: { readonly done: number; readonly total: number } | null;
}

export interface ModelCall {
  readonly purpose: 'judge' | 'write';
  readonly model: string;
  readonly prompt: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly elapsedMs: number;
}

export interface AnswerDetails {
  readonly answer: Answer | null;
  readonly calls: readonly ModelCall[];
}

export type ImportStatus = 'copying' | 'reading' | 'paused' | 'done' | 'stopped' | 'failed';

export interface ImportView {
  readonly runId: Id;
  readonly label: string;
  readonly status: ImportStatus;
  /** Files, those found inside of others included. */
  readonly total: number;
  /** Files that are done with, whatever became of them. */
  readonly done: number;
  /** Bytes safe in Hearth, so that the browser may be closed. */
  readonly copied: number;
  /** Items: a file may be many. */
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Files that could not be read. */
  readonly failed: number;
  /** Files of which something was left out. */
  readonly warned: number;
  /** Left out by rule: hidden files, folders of other programs. */
  readonly skipped: number;
  readonly createdMs: number;
  readonly finishedMs: number | null;
  readonly error: ErrorShape | null;
}

/** `opened`: is many items, or none itself: a mailbox, a calendar, an archive. */
export type ImportFileStatus =
  | 'waiting'
  | 'copied'
  | 'added'
  | 'updated'
  | 'unchanged'
  | 'opened'
  | 'failed'
  | 'skipped';

export interface ImportFileView {
  readonly path: string;
  readonly status: ImportFileStatus;
  /** In sentences: why it was not read, what was left out of it, or what was found in it. */
  readonly reason: string | null;
  readonly code: string | null;
  readonly itemId: Id | null;
}

export interface ImportReport {
  readonly import: ImportView;
  /** Failed first, then those of which something was left out, then those that are here already from elsewhere, then the rest, by path. */
  readonly files: readonly ImportFileView[];
}

export type ModelState =
  | { readonly state: 'absent' }
  | { readonly state: 'fetching'; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly state: 'stored' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly device: 'wasm' | 'webgpu' }
  | { readonly state: 'degraded'; readonly reason: string };

/**
 * Why learning waits: somebody waits for an answer; the battery is spared; it was asked to; the browser saves data, and
 * the model is not here.
 */
export type LearningPause = 'answering' | 'battery' | 'moving' | 'damage' | 'asked' | 'data-saver';

/** How far the meaning of texts is learned; `waiting`: passages that are still to come. */
export type LearningState = { readonly waiting: number } & (
  | { readonly state: 'idle' | 'learning' | 'off' }
  | { readonly state: 'paused'; readonly why: LearningPause }
  | { readonly state: 'fetching'; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly state: 'degraded'; readonly reason: string }
);

export type EmbeddingState = LearningState & {
  /** Passages that can be found by meaning. */
  readonly learned: number;
  /** What learns them; null until it was chosen. */
  readonly device: EmbeddingDevice | null;
  /** Why it is not the graphics processor although there is one, or one was asked for. */
  readonly deviceNote: string | null;
};

/** How far words in pictures are read; `waiting`: pictures and pages that are still to come. */
export type PicturesState = { readonly waiting: number } & (
  | { readonly state: 'idle' | 'reading' | 'paused' | 'off' }
  | { readonly state: 'degraded'; readonly reason: string }
);

export interface KernelStatus {
  readonly engine: 'pglite-opfs' | 'pglite-memory' | 'sqlite-opfs' | 'sqlite-memory';
  /** Why it is not the one that was asked for, or the usual one; null when it is. */
  readonly engineReason: string | null;
  /** What the engine of the store is and can do. */
  readonly store: StoreCapabilities;
  readonly schemaVersion: number;
  readonly items: number;
  readonly chunks: number;
  readonly deleted: number;
  readonly indexing: { readonly waiting: number };
  readonly embedding: EmbeddingState;
  readonly pictures: PicturesState;
  readonly model: { readonly id: string; readonly name: string; readonly state: ModelState };
  readonly storage: StorageEstimate;
  /** Bytes that Hearth's own parts take. */
  readonly usage: {
    readonly database: number;
    readonly originals: number;
    readonly index: number;
    readonly models: number;
  };
  readonly lastUndo: { readonly commandId: Id; readonly label: string } | null;
  readonly openMs: number;
}

export interface QueryOutput extends NoteQueryOutput {
  readonly items: ItemPage;
  readonly 'item-ids': readonly Id[];
  readonly item: ItemView | null;
  readonly 'item-head': ItemHead | null;
  readonly 'item-body': ItemBody | null;
  readonly 'body-revision': Id | null;
  readonly 'near-duplicates': readonly NearDuplicate[];
  /** From the first's text to the other's; null where one of them has none. */
  readonly 'compare-items': TextComparison | null;
  readonly tags: readonly TagCount[];
  /** Of the kinds that are there, in the order of `ITEM_KINDS`. */
  readonly kinds: readonly KindCount[];
  readonly search: FindResult;
  readonly titles: readonly Item[];
  readonly 'complete-filter': readonly Completion[];
  readonly similar: readonly SimilarThing[];
  readonly searches: readonly SavedSearch[];
  readonly help: readonly HelpHit[];
  readonly 'help-page': HelpPage | null;
  /** In the order of the question. */
  readonly 'hit-places': readonly (HitPlace | null)[];
  readonly conversations: readonly Conversation[];
  readonly conversation: ConversationView | null;
  /** Whole, from the message on; none where it is not there. */
  readonly branch: readonly Message[];
  readonly turn: TurnView | null;
  readonly 'answer-details': AnswerDetails | null;
  readonly imports: readonly ImportView[];
  readonly 'import-report': ImportReport | null;
  readonly 'connected-folders': readonly ConnectedFolder[];
  readonly 'connected-files': readonly KnownFile[];
  readonly 'mirror-state': MirrorState;
  readonly 'mirror-bytes': MirrorBytes;
  readonly 'mirror-revision': number;
  readonly 'mirror-conflicts': readonly MirrorConflict[];
  readonly 'items-gone': readonly GoneItem[];
  /** Null where the item is not there any more. */
  readonly 'item-history': ItemHistory | null;
  readonly 'item-version': ItemVersionView | null;
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly 'settings-file': SettingsFile;
  readonly places: PlacesView;
  readonly health: HealthView;
  readonly backups: BackupsView;
  readonly 'outside-backups': OutsideState;
  readonly archives: ArchivesView;
  readonly archivable: ArchivableView;
  readonly room: RoomView;
  readonly diagnostics: Diagnostics;
  readonly notices: readonly NoticeView[];
  readonly 'unread-notices': readonly UnreadNotice[];
  readonly workspaces: WorkspacesView;
  readonly workspace: WorkspaceDetails | null;
  readonly 'where-is': Whereabouts | null;
  readonly status: KernelStatus;
}
