import type { DraftFiles } from '../../adapters/export/draft-files.ts';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { AppError } from '../../core/errors.ts';
import type { PictureReader } from '../../core/items/picture-reader.ts';
import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { LanguageModel } from '../../core/llm/language-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import type { BlobStore, CacheFiles, Clock, Random, StorageEstimate } from '../../core/ports.ts';
import type { Witness } from '../../db/integrity/witness.ts';
import type { Place } from '../../db/places.ts';
import type { Store } from '../../db/store.ts';
import type { StorePlaces } from '../../db/store-places.ts';
import type { FileFault } from '../../db/stores/pglite/pool-seal.ts';
import type { Parser } from '../parse/parse.client.ts';
import type { TryRestore } from './backup-drill.ts';
import type { WhenUnread } from './backups.ts';
import type { LoadHelp } from './help.ts';
import type { OutsideOptions } from './outside-backups.ts';

/** Everything that the kernel acts with, from outside. */
export interface KernelDeps {
  readonly store: Store;
  /** Where the store lies; null where it is in memory. */
  readonly place: Place | null;
  /** Where other stores lie beside it. Without it none can be made. */
  readonly places: StorePlaces | null;
  readonly engineReason: string | null;
  /** What tells beside the store how far it had come. Without it nothing does. */
  readonly witness?: Witness | undefined;
  /** Files of the engine that are not as they were when the store was closed. */
  readonly faults?: readonly FileFault[] | undefined;
  readonly schemaVersion: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly blobs: BlobStore;
  /** Where backups lie. Without it none are made. */
  readonly backups: {
    readonly files: BackupFiles;
    readonly tryRestore: TryRestore | null;
    /** Why the store was not backed up before its schema was changed now. */
    readonly unsaved?: AppError | null;
    readonly whenUnread?: WhenUnread;
  } | null;
  /** The folder that the user gave for backups, if any. Without it none can be given. */
  readonly outside?: Pick<OutsideOptions, 'keeper' | 'readRecord' | 'accessTo'> | undefined;
  /** Which build of Hearth this is. */
  readonly app: string;
  readonly indexFiles: CacheFiles;
  /** Where exports lie until they have been saved. */
  readonly drafts: DraftFiles;
  readonly parser: Parser;
  readonly model: { readonly manifest: ModelManifest; readonly store: ModelStore; readonly language: LanguageModel };
  /** Without it the words in pictures are not read. */
  readonly pictures?: PictureReader | undefined;
  /** Without it search is by words alone. */
  readonly embedding?: EmbeddingModel | undefined;
  /** Whether the user wants little to be fetched. Default: no. */
  readonly savesData?: (() => boolean) | undefined;
  /** The pages of help. Without it questions about Hearth have no answer. */
  readonly help?: LoadHelp | undefined;
  readonly storage: () => Promise<StorageEstimate>;
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** From the start of the worker, in ms; for the status. */
  readonly openMs: () => number;
  readonly deviceName: string;
  /** Removes what writes to files left that were cut off before this kernel. */
  readonly removeUnfinished?: (() => Promise<unknown>) | undefined;
  /** Whether so many bytes more would fit. Without it only the estimate tells. */
  readonly hasRoomFor?: ((bytes: number) => Promise<boolean>) | undefined;
  /** Pages that have Hearth open. Default: not known. */
  readonly openTabs?: (() => Promise<number | null>) | undefined;
  /** Ends this kernel, so that the next one opens the store that counts now. */
  readonly restart: () => void;
}
