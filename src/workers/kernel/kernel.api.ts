import type { DrillOutcome } from '../../core/backup/backup-queries.ts';
import type { BackupSummary } from '../../core/backup/manifest.ts';
import type { BackupComparison } from '../../core/backup/restore-report.ts';
import type { Answer, AnswerStage } from '../../core/chat/answer.ts';
import type { CommandInput, CommandOutcome, CommandType } from '../../core/commands.ts';
import type { AppError } from '../../core/errors.ts';
import type { BroughtIn } from '../../core/export/transfer.ts';
import type { HelpLanguage } from '../../core/help/help-pages.ts';
import type { Id } from '../../core/ids.ts';
import type { DeepCheck, SalvageReport } from '../../core/integrity/findings.ts';
import type { EngineKind } from '../../core/place-queries.ts';
import type { OnProgress } from '../../core/ports.ts';
import type { FindResult, ImportReport, QueryInput, QueryName, QueryOutput } from '../../core/queries.ts';
import type { SearchFilters, SearchHit, SearchMode } from '../../core/search/search-index.ts';

/** The typed client of the kernel: what the interface uses, and what programs get as `window.hearth`. */

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Default 30,000. A call that has no answer by then rejects with `timeout`. */
  readonly timeoutMs?: number;
  /** Where it looks from, and what it makes belongs to. Default: the workspace that the page is in. */
  readonly workspace?: Id;
}

/** The engine of a store that is made anew, or a store in memory, of which nothing is kept. */
export const STORE_WISHES = ['pglite', 'sqlite', 'memory'] as const;
export type StoreWish = (typeof STORE_WISHES)[number];

export type Connection =
  | { readonly state: 'starting' }
  | { readonly state: 'ready'; readonly role: 'leader' | 'follower' }
  /** Another tab takes over; calls wait. */
  | { readonly state: 'reconnecting' }
  /** A tab holds the store and does not answer: the sentence says what to do. */
  | { readonly state: 'stuck'; readonly message: string }
  /** `opening`: the store could not be opened, here or by another tab, and trying again by itself has an end. */
  | { readonly state: 'failed'; readonly error: AppError; readonly opening: boolean };

export interface ImportSource {
  /** With `/`, relative to what was dropped. */
  readonly path: string;
  readonly file: File;
}

export interface ImportOptions extends CallOptions {
  readonly label?: string;
  /** Whether pictures as small as icons are taken too. Default false. */
  readonly icons?: boolean;
  readonly onProgress?: OnProgress;
}

export interface SearchOptions extends CallOptions {
  readonly limit?: number;
  readonly filters?: SearchFilters;
  /** By words, by meaning, or both. Default `fused`. */
  readonly mode?: SearchMode;
}

export interface AskOptions extends CallOptions {
  /** Goes on with a conversation. Without it, a new one. */
  readonly conversationId?: Id;
  /** What the answer may come from. Default: everything. */
  readonly scope?: SearchFilters;
  /** Passages that it is made from, 1 to 20. Default 12. */
  readonly limit?: number;
}

export type AskPart =
  | { readonly type: 'started'; readonly conversationId: Id; readonly answerId: Id }
  | { readonly type: 'stage'; readonly stage: AnswerStage; readonly answer: Answer }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'answer'; readonly answer: Answer };

/** A file for the user to save. */
export interface MadeExport {
  /** What it is to be called. */
  readonly name: string;
  readonly bytes: Blob;
  /** Originals that were not there, or were damaged, and could not be put in. */
  readonly missing: number;
}

export interface HearthClient {
  /** Resolves when a kernel answers; rejects with the reason why none can. */
  ready(): Promise<void>;
  readonly connection: Connection;
  onConnection(listener: (connection: Connection) => void): () => void;
  /** After `failed`: tries to open the store once more, from the beginning. Else it does nothing. */
  retry(): void;
  /** The workspace that this page is in; `HOME_WORKSPACE` for Everything. */
  readonly workspace: Id;
  /** From now on the page is there: what is asked and made is of it, and live queries ask again. */
  enterWorkspace(workspaceId: Id): void;
  onWorkspace(listener: () => void): () => void;
  status(): Promise<QueryOutput['status']>;
  /** Rejects with `bad-input` naming the field, and with whatever the handler refuses. */
  command<T extends CommandType>(
    type: T,
    payload: CommandInput<T>,
    options?: CallOptions & { readonly id?: Id },
  ): Promise<CommandOutcome>;
  query<N extends QueryName>(name: N, input: QueryInput<N>, options?: CallOptions): Promise<QueryOutput[N]>;
  /**
   * Delivers now and after each change, at most once a frame; survives a change of leader. Returns the way to end it. It
   * follows the page from workspace to workspace, unless it is told to stay in one.
   */
  live<N extends QueryName>(
    name: N,
    input: QueryInput<N>,
    onValue: (value: QueryOutput[N]) => void,
    onError?: (error: AppError) => void,
    options?: { readonly workspace?: Id },
  ): () => void;
  /** Resolves when all is read and searchable. Aborting the signal stops the import; what was added stays. */
  import(files: readonly (ImportSource | File)[], options?: ImportOptions): Promise<ImportReport>;
  /** Imports things that come with Hearth: those of the tour in a language; without one a larger library, in English. */
  importSample(options?: ImportOptions & { readonly language?: HelpLanguage }): Promise<ImportReport>;
  /** Fetches the starter model's files, if they are not here, and gets it ready. */
  loadModel(options?: CallOptions & { readonly onProgress?: OnProgress }): Promise<void>;
  /** Ends a fetch of the model; what has come is kept, and the next one goes on from it. */
  stopModel(): Promise<void>;
  /** Takes the model's files off this device. */
  removeModel(): Promise<void>;
  /** Fetches the model that learns meanings although the browser saves data. */
  fetchEmbedding(): Promise<void>;
  /** Learns the meaning of every passage anew, in the background; search goes on with what was learned. */
  learnAgain(): Promise<void>;
  search(query: string, options?: SearchOptions): Promise<FindResult>;
  /**
   * The positions of up to ten hits in the order that the search and the starter model make together, within about 1.5
   * seconds; null where the model is not loaded, has other work, or would change nothing.
   */
  rerank(
    query: string,
    hits: readonly Pick<SearchHit, 'itemId' | 'ordinal' | 'score'>[],
    options?: CallOptions,
  ): Promise<readonly number[] | null>;
  ask(question: string, options?: AskOptions): AsyncIterable<AskPart>;
  /** The original bytes of an item, or null for what was written here. */
  original(itemId: Id): Promise<Blob | null>;
  /** Deletes for good all that lies in the bin; returns how many things. Aborting the signal leaves the rest in it. */
  emptyBin(options?: CallOptions & { readonly onProgress?: OnProgress }): Promise<number>;
  /** Resolves when all that was written can be found. */
  settled(): Promise<void>;
  /**
   * Begins to move everything into a store of that engine; the live query `places` tells how far it is, and a new kernel
   * opens the store. Nothing can be changed meanwhile.
   */
  moveStore(kind: EngineKind): Promise<void>;
  /** The copy is removed; nothing was changed. */
  stopMove(): Promise<void>;
  /** Removes a store that was in use before and is kept, for good. */
  removeKeptPlace(id: string): Promise<void>;
  /**
   * Makes a store that is kept, or one that the keeper has restored, the one in use, and keeps the one before; resolves when
   * it is open. Rejects with `not-found`, `conflict`, and where it cannot be opened as `ready` does.
   */
  openPlace(id: string): Promise<void>;
  /** Makes a backup in this browser; the live query `backups` tells of it too. Rejects with `storage-full`, `cancelled`. */
  backUpNow(options?: CallOptions & { readonly onProgress?: OnProgress }): Promise<BackupSummary>;
  removeBackup(id: string): Promise<void>;
  /** Tells the kernel that something about the folder for backups, or among the backups of this browser, is other than before. */
  outsideChanged(): Promise<void>;
  /** Ends what is being written to the folder for backups; it is made up for the next time. */
  stopOutside(): Promise<void>;
  /** What a restore would bring back, and what it would take away. Rejects with `not-found` and `backup-damaged`. */
  compareBackup(id: string, options?: CallOptions): Promise<BackupComparison>;
  /** Tries a restore, of the newest backup for null; nothing is changed by it. */
  drillBackup(id: string | null, options?: CallOptions & { readonly onProgress?: OnProgress }): Promise<DrillOutcome>;
  /** Everything as one ZIP. Rejects with `storage-full`, `cancelled`, and `conflict` while another export is made. */
  exportArchive(options?: CallOptions & { readonly onProgress?: OnProgress }): Promise<MadeExport>;
  /** Everything as SQL for PostgreSQL. Rejects as `exportArchive` does. */
  exportSql(options?: CallOptions & { readonly onProgress?: OnProgress }): Promise<MadeExport>;
  /**
   * Chosen things as one ZIP: notes as Markdown, the rest as the files that they came from. `missing` counts those that have none.
   * Rejects as `exportArchive` does.
   */
  exportItems(
    itemIds: readonly Id[],
    options?: CallOptions & { readonly onProgress?: OnProgress },
  ): Promise<MadeExport>;
  /** The file of the last export has been saved and is not needed here any more. */
  exportSaved(): Promise<void>;
  /**
   * Checks an export and makes a store of it beside the one in use. Rejects with `backup-damaged` naming what is wrong where,
   * `version-mismatch`, `storage-full`, `conflict` or `cancelled`; then all is as it was.
   */
  bringIn(
    file: Blob,
    kind: EngineKind,
    options?: CallOptions & { readonly onProgress?: OnProgress },
  ): Promise<BroughtIn>;
  /** From now on what was brought in counts; what was here is kept. The kernel starts anew. */
  takeBroughtIn(): Promise<void>;
  dropBroughtIn(): Promise<void>;
  /** Reads everything that is stored and compares it; what can be made again is. */
  checkHealth(options?: CallOptions & { readonly onProgress?: OnProgress }): Promise<DeepCheck>;
  /** Saves what can be read of a damaged store into another one, which counts when `takeRepaired` says so. */
  repairStore(options?: CallOptions & { readonly onProgress?: OnProgress }): Promise<SalvageReport>;
  takeRepaired(): Promise<void>;
  dropRepaired(): Promise<void>;
  newId(): Id;
  /** Lets go of the kernel; a kernel in this page ends. */
  close(): void;
}
