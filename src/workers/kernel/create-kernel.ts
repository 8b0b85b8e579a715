import { Kysely } from 'kysely';
import type { DraftFiles } from '../../adapters/export/draft-files.ts';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { AppError } from '../../core/errors.ts';
import { createIdSource, type Id } from '../../core/ids.ts';
import type { PictureReader } from '../../core/items/picture-reader.ts';
import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { LanguageModel } from '../../core/llm/language-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import { TESSERACT, TESSERACT_LANGUAGES } from '../../core/llm/picture-models.ts';
import { MINILM, MINILM_ANY } from '../../core/llm/starter-models.ts';
import type { BlobStore, CacheFiles, Clock, Random, StorageEstimate } from '../../core/ports.ts';
import { readSettings } from '../../core/settings/settings.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import type { Witness } from '../../db/integrity/witness.ts';
import { createStoreDialect } from '../../db/kysely-dialect.ts';
import type { Place } from '../../db/places.ts';
import type { Store } from '../../db/store.ts';
import type { StorePlaces } from '../../db/store-places.ts';
import type { FileFault } from '../../db/stores/pglite/pool-seal.ts';
import { runsWithStatus } from '../../db/tables/runs.ts';
import type { Database } from '../../db/tables/schema.ts';
import { hasWorkspace, insertSelf, readSettings as readStoredSettings, selfDevice } from '../../db/tables/settings.ts';
import { openWriter } from '../../db/write.ts';
import type { Methods } from '../link/expose.ts';
import type { Parser } from '../parse/parse.client.ts';
import { createArchiveRun, createBringBackRun } from './archive-run.ts';
import { createTidying } from './archive-tidy.ts';
import { createArchives } from './archives.ts';
import { createBackupDrill, type TryRestore } from './backup-drill.ts';
import { type Backups, createBackups, type WhenUnread } from './backups.ts';
import { createBringIn } from './bring-in.ts';
import { createCompaction } from './compaction.ts';
import type { KernelContext } from './context.ts';
import { createConversationItems } from './conversation-items.ts';
import { createEmbedder, type Embedder } from './embedder.ts';
import { createExports } from './exports.ts';
import { openHealth } from './health.ts';
import { createHelp, type LoadHelp } from './help.ts';
import { createImportRun } from './import-run.ts';
import { createIncidents } from './incidents.ts';
import { createIndexer } from './indexer.ts';
import { createInterpreter } from './interpreter.ts';
import { createItemOrder } from './item-order.ts';
import { createKernelMethods, type KernelMethods } from './kernel-methods.ts';
import { createLiveQueries } from './live-queries.ts';
import { createModelService, storedBytes } from './model-service.ts';
import { createNoteBodies } from './note-bodies.ts';
import { createNotices } from './notices.ts';
import { createOriginals } from './originals.ts';
import { createOutsideBackups, type OutsideOptions } from './outside-backups.ts';
import { ownWrite } from './own-write.ts';
import { createPictureReading, type PictureReading } from './picture-reading.ts';
import { createPowerKeeper, type PowerKeeper } from './power.ts';
import { isKeyOf, type Topic } from './queries.ts';
import { createQuiet } from './quiet.ts';
import { remakeNote } from './remake-note.ts';
import { createRoomKeeper } from './room.ts';
import { createSessionState } from './session-state.ts';
import { measureUsage } from './status.ts';
import { createStoreMove } from './store-move.ts';
import { createStoreRepair } from './store-repair.ts';
import { createTurnRun } from './turn-run.ts';
import { createUsageMeter } from './usage.ts';

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

export interface Kernel {
  readonly methods: Methods;
  readonly context: KernelContext;
  /** Ends what the page of this client had begun and nobody else can go on with. */
  clientGone(clientId: Id): void;
  close(): Promise<void>;
}

const FRAME_MS = 16;
/** What a crash left of copied bytes is in nobody's way. */
const SWEEP_DELAY_MS = 30_000;
/** A change there can leave chunks whose meaning is to be learned. */
const LEARNED_FROM = ['chunks', 'items'] as const;

/** Wires the house. Resolves when the kernel can be asked; runs that a crash cut off go on by themselves. */
export async function createKernel(deps: KernelDeps): Promise<Kernel> {
  const { store, clock, after } = deps;
  const db = new Kysely<Database>({ dialect: createStoreDialect(store) });
  const ids = createIdSource(clock, deps.random);
  const health = await openHealth({
    ...{ store, clock, schemaVersion: deps.schemaVersion },
    witness: deps.witness ?? null,
    faults: deps.faults ?? [],
    onFound: (readOnly) => quiet.hold('damage', readOnly),
  });
  const quiet = createQuiet();
  const tolerate = <T>(reading: Promise<T>, instead: T): Promise<T> =>
    reading.catch((thrown: unknown) => {
      health.unreadable(thrown);
      return instead;
    });
  const deviceId = await tolerate(ensureDevice(db, ids.next(), deps.deviceName, clock), ids.next());
  const live = createLiveQueries<Topic>({ nextFrame: (callback) => void after(FRAME_MS, callback) });
  const order = createItemOrder(db);
  let embedder: Embedder | null = null;
  let pictures: PictureReading | null = null;
  let power: PowerKeeper | null = null;
  let backups: Backups | null = null;
  const writer = await openWriter({
    store,
    db,
    deviceId,
    schemaVersion: deps.schemaVersion,
    ids,
    clock,
    onUnreadable: health.unreadable,
    onCommit({ tables, operations }) {
      health.committed(operations);
      order.changed(tables);
      live.changed(tables);
      backups?.changed(tables);
      if (tables.has('settings')) settingsChanged();
      else if (LEARNED_FROM.some((table) => tables.has(table))) embedder?.wake();
      if (tables.has('settings')) pictures?.retry();
      else if (tables.has('picture_words')) pictures?.wake();
    },
  });
  const settingsChanged = () => {
    embedder?.retry();
    backups?.reschedule();
    power?.refresh().catch((thrown: unknown) => incidents.record('power', thrown));
  };
  const incidents = createIncidents({ db, writer, ids, clock, after });
  const { record } = incidents;
  const notices = createNotices({ db, writer, ids, record });
  const session = createSessionState((topic) => live.changed(new Set([topic])));
  const indexer = createIndexer({
    db,
    files: deps.indexFiles,
    vectorModel: deps.embedding?.id ?? MINILM.id,
    after,
    remake: (itemId) => remakeNote(context, itemId),
    record,
    onChange: () => session.set('session:indexing', 'waiting', indexer.waiting),
  });
  const settings = async () => readSettings(await readStoredSettings(db));
  power = createPowerKeeper(quiet, settings);
  const { embedding, savesData = () => false } = deps;
  embedder =
    embedding === undefined
      ? null
      : createEmbedder({
          ...{ db, writer, ids, indexer, model: embedding },
          quiet,
          session,
          settings,
          record,
          savesData,
          after,
        });
  pictures =
    deps.pictures === undefined
      ? null
      : createPictureReading({
          ...{ ...deps, db, writer, ids, indexer, reader: deps.pictures },
          ...{ quiet, session, settings, record },
        });
  const move = createStoreMove({
    ...deps,
    writer,
    notices,
    quiet,
    session,
    usage: () => context.usage,
    newId: () => ids.next(),
    isActing: async () => (await runsWithStatus(db, 'running')).length > 0,
    resting: async () => {
      await indexer.settled();
      await embedder?.idle();
      await pictures?.idle();
    },
    recover: () => takeUp(),
    record,
  });
  /** A store that is kept may have items that this one does not know: while there is one, all originals stay. */
  const keptElsewhere = async (hashes: readonly string[]) =>
    (await move.keepsOthers()) ? new Set(hashes) : backedUp.keptOriginals(hashes);
  const outside =
    deps.outside === undefined
      ? null
      : createOutsideBackups({
          ...deps.outside,
          record,
          notices,
          onState: () => session.set('session:outside', 'state', clock.nowMs()),
        });
  const backedUp = createBackups({
    ...{ store, db, writer, ids, clock, after, quiet, session, settings, record, notices },
    files: deps.backups?.files ?? null,
    app: deps.app,
    place: deps.place?.id ?? null,
    unsaved: deps.backups?.unsaved ?? null,
    whenUnread: deps.backups?.whenUnread,
    onListed() {
      drill.reschedule();
      void outside?.catchUp();
    },
  });
  backups = backedUp;
  const drill = createBackupDrill({
    ...{ store, db, writer, ids, clock, after, quiet, session, record, notices },
    backups: backedUp,
    place: deps.place?.id ?? null,
    tryRestore: deps.backups?.tryRestore ?? null,
  });
  const repair = createStoreRepair(() => context, deps.places, deps.backups?.files ?? null);
  const context: KernelContext = {
    store,
    db,
    writer,
    clock,
    ids,
    session,
    indexer,
    embedder,
    pictures,
    quiet,
    power,
    compaction: createCompaction({ context: () => context, after, neededFromMs: async () => backedUp.neededFromMs() }),
    conversationItems: createConversationItems(() => context, after),
    blobs: deps.blobs,
    originals: createOriginals({ db, writer, ids, blobs: deps.blobs, keptElsewhere, record }),
    parser: deps.parser,
    bodies: createNoteBodies(db),
    models: createModelService({ ...deps.model, session, notices }),
    runs: createInterpreter({ db, writer, newId: () => ids.next(), record }),
    move,
    exports: createExports(() => context, deps.drafts, deps.app),
    bringIn: createBringIn(() => context, deps.places),
    backups: backedUp,
    drill,
    outside,
    settings,
    usage: createUsageMeter(
      clock,
      () => measureUsage(context, deps.storage, () => sideBytes(deps.model.store)),
      () => session.set('session:usage', 'measured', clock.nowMs()),
      record,
    ),
    place: deps.place,
    incidents,
    notices,
    isOpen: (conversationId) => live.some((key) => isKeyOf(key, 'conversation', { conversationId })),
    health,
    help: createHelp(deps.help ?? null, record),
    repair,
    archives: createArchives({ db, blobs: deps.blobs, vectorModel: deps.embedding?.id ?? MINILM.id, record }),
    room: createRoomKeeper({
      ...{ db, writer, ids, clock, after, record, notices },
      usage: () => context.usage.read(),
      hasRoomFor: deps.hasRoomFor ?? null,
      onTried: () => session.set('session:usage', 'tried', clock.nowMs()),
    }),
    tidying: createTidying(() => context, after),
    order,
    startedMs: clock.nowMs(),
    openTabs: deps.openTabs ?? (async () => null),
    engineReason: deps.engineReason,
    schemaVersion: deps.schemaVersion,
    openMs: deps.openMs,
    restart: deps.restart,
  };
  // Each kind keeps its own types to itself: what comes back from the rows is what it wrote.
  context.runs.register(createImportRun(context));
  context.runs.register(createTurnRun(context));
  context.runs.register(createArchiveRun(context));
  context.runs.register(createBringBackRun(context));
  health.open({ ...{ db, deviceId, writer, ids, indexer, quiet, session, record, notices, after }, blobs: deps.blobs });
  const held = await move.holdBack();
  if (!held && !health.readOnly) await tolerate(ensureHome(context), undefined);
  await tolerate(indexer.open(), undefined);
  await context.models.refresh();
  const methods: KernelMethods = createKernelMethods(context, live, after);
  const takeUp = async () => methods.adopt(await context.runs.recover());
  // What a move that was cut off held back is taken up by the kernel that it ends in.
  if (held) await move.resume();
  else if (!health.readOnly) await tolerate(takeUp(), undefined);
  if (!held && !health.readOnly) tellOfNewPlace(context);
  context.bringIn.sweep().catch((thrown: unknown) => record('bring-in', thrown));
  // Beside what is asked of the kernel: nobody waits for it.
  const looking = backedUp
    .open()
    .then(drill.open)
    .catch((thrown: unknown) => record('backup', thrown));
  const cancelSweep = after(SWEEP_DELAY_MS, () => {
    context.originals.sweep();
    context.tidying.ask();
    context.exports.sweep().catch((thrown: unknown) => record('exports', thrown));
    // What stays takes room and does no other harm: the next start tries again.
    deps.places?.sweep().catch((thrown: unknown) => record('places', thrown));
    deps.removeUnfinished?.().catch((thrown: unknown) => record('originals', thrown));
  });
  return {
    methods: methods.methods,
    context,
    clientGone: methods.clientGone,
    async close() {
      live.close();
      await health.rest();
      await move.close();
      context.embedder?.close();
      context.pictures?.close();
      await context.conversationItems.close();
      await context.compaction.close();
      await outside?.close();
      await drill.close();
      await backedUp.close();
      await looking;
      await context.runs.close();
      cancelSweep();
      context.room.close();
      await context.tidying.close();
      await context.originals.idle();
      await incidents.close();
      await writer.idle();
      await indexer.close();
      deps.parser.close();
      await health.close();
      await store.close();
      health.closed();
    },
  };
}

const NEW_PLACE_MS = 86_400_000;

/** That the store is another one is known only to the kernel that opens it; in its first day, so that it is told once. */
function tellOfNewPlace({ place, clock, notices }: KernelContext): void {
  if (place === null || place.purpose === 'new' || clock.nowMs() - place.madeMs > NEW_PLACE_MS) return;
  notices.tell('store-changed', { purpose: place.purpose }, { subject: place.id });
}

/** Of the models beside the one that answers: what learns meanings, and what reads words in pictures. */
async function sideBytes(store: ModelStore): Promise<number> {
  const models = [MINILM_ANY, TESSERACT, ...Object.values(TESSERACT_LANGUAGES)];
  const bytes = await Promise.all(models.map((model) => storedBytes(store, model)));
  return bytes.reduce((sum, each) => sum + each, 0);
}

async function ensureDevice(db: Kysely<Database>, freshId: Id, name: string, clock: Clock): Promise<Id> {
  const held = await selfDevice(db);
  if (held !== null) return held;
  await insertSelf(db, freshId, name, clock.nowMs());
  return freshId;
}

/** The workspace that every store has. Its id is the same everywhere, so its making is an operation like any. */
async function ensureHome({ db, writer, ids }: KernelContext): Promise<void> {
  if (await hasWorkspace(db, HOME_WORKSPACE)) return;
  await writer.write(ownWrite('make-home', ids), (unit) =>
    unit.insert('workspaces', HOME_WORKSPACE, { name: 'Home', created_ms: unit.nowMs }),
  );
}
