import type { Kysely } from 'kysely';
import type { Id, IdSource } from '../../core/ids.ts';
import type { BlobStore, Clock } from '../../core/ports.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Place } from '../../db/places.ts';
import type { Store } from '../../db/store.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Parser } from '../parse/parse.client.ts';
import type { Tidying } from './archive-tidy.ts';
import type { Archives } from './archives.ts';
import type { BackupDrill } from './backup-drill.ts';
import type { Backups } from './backups.ts';
import type { BringIn } from './bring-in.ts';
import type { Compaction } from './compaction.ts';
import type { ConversationItems } from './conversation-items.ts';
import type { Embedder } from './embedder.ts';
import type { Exports } from './exports.ts';
import type { Health } from './health.ts';
import type { Help } from './help.ts';
import type { Incidents } from './incidents.ts';
import type { Indexer } from './indexer.ts';
import type { Interpreter } from './interpreter.ts';
import type { ItemOrder } from './item-order.ts';
import type { ModelService } from './model-service.ts';
import type { NoteBodies } from './note-bodies.ts';
import type { Notices } from './notices.ts';
import type { Originals } from './originals.ts';
import type { OutsideBackups } from './outside-backups.ts';
import type { PictureReading } from './picture-reading.ts';
import type { PowerKeeper } from './power.ts';
import type { Quiet } from './quiet.ts';
import type { RoomKeeper } from './room.ts';
import type { SessionState } from './session-state.ts';
import type { StoreMove } from './store-move.ts';
import type { StoreRepair } from './store-repair.ts';
import type { UsageMeter } from './usage.ts';

/** What handlers, queries and runs act with. */
export interface KernelContext {
  readonly store: Store;
  /** Where the store lies; null where it is in memory. */
  readonly place: Place | null;
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly blobs: BlobStore;
  readonly originals: Originals;
  readonly session: SessionState;
  readonly bodies: NoteBodies;
  readonly indexer: Indexer;
  /** Null where there is no model to learn meanings with. */
  readonly embedder: Embedder | null;
  readonly quiet: Quiet;
  /** Null where words in pictures are not to be read. */
  readonly pictures: PictureReading | null;
  readonly power: PowerKeeper;
  readonly compaction: Compaction;
  readonly conversationItems: ConversationItems;
  readonly parser: Parser;
  readonly models: ModelService;
  readonly runs: Interpreter;
  readonly move: StoreMove;
  readonly exports: Exports;
  readonly bringIn: BringIn;
  readonly backups: Backups;
  readonly drill: BackupDrill;
  /** Null where nothing is kept. */
  readonly outside: OutsideBackups | null;
  readonly settings: () => Promise<Settings>;
  readonly usage: UsageMeter;
  readonly health: Health;
  readonly help: Help;
  readonly repair: StoreRepair;
  readonly incidents: Incidents;
  readonly notices: Notices;
  /** Whether some page has the conversation open. */
  readonly isOpen: (conversationId: Id) => boolean;
  readonly archives: Archives;
  readonly room: RoomKeeper;
  readonly tidying: Tidying;
  readonly order: ItemOrder;
  /** When it was opened. */
  readonly startedMs: number;
  /** Pages of this origin that have Hearth open; null where the browser does not say. */
  readonly openTabs: () => Promise<number | null>;
  readonly engineReason: string | null;
  readonly schemaVersion: number;
  readonly openMs: () => number;
  /** Ends this kernel, so that the next one opens the store that counts now. */
  readonly restart: () => void;
}
