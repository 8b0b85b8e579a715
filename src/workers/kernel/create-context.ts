import { Kysely } from 'kysely';
import { createIdSource, type Id } from '../../core/ids.ts';
import { MINILM } from '../../core/llm/starter-models.ts';
import type { Clock } from '../../core/ports.ts';
import { readSettings } from '../../core/settings/settings.ts';
import { createStoreDialect } from '../../db/kysely-dialect.ts';
import { runsWithStatus } from '../../db/tables/runs.ts';
import type { Database } from '../../db/tables/schema.ts';
import { insertSelf, readSettings as readStoredSettings, selfDevice } from '../../db/tables/settings.ts';
import { openWriter } from '../../db/write.ts';
import { createTidying } from './archive-tidy.ts';
import { createArchives } from './archives.ts';
import { createBackupDrill } from './backup-drill.ts';
import { createBackups } from './backups.ts';
import { createBringIn } from './bring-in.ts';
import { createCompaction } from './compaction.ts';
import type { KernelContext } from './context.ts';
import { createConversationItems } from './conversation-items.ts';
import { createEmbedder } from './embedder.ts';
import { createExports } from './exports.ts';
import { openHealth } from './health.ts';
import { createHelp } from './help.ts';
import { createIncidents } from './incidents.ts';
import { createIndexer } from './indexer.ts';
import { createInterpreter } from './interpreter.ts';
import { createItemOrder } from './item-order.ts';
import type { KernelDeps } from './kernel-deps.ts';
import type { LiveQueries } from './live-queries.ts';
import { createModelService } from './model-service.ts';
import { createNoteBodies } from './note-bodies.ts';
import { createNotices } from './notices.ts';
import { createOriginals } from './originals.ts';
import { createOutsideBackups } from './outside-backups.ts';
import { createPictureReading } from './picture-reading.ts';
import { createPowerKeeper } from './power.ts';
import { isKeyOf, type Topic } from './queries.ts';
import { createQuiet } from './quiet.ts';
import { remakeNote } from './remake-note.ts';
import { createRoomKeeper } from './room.ts';
import { createSessionState } from './session-state.ts';
import { measureUsage } from './status.ts';
import { createStoreMove } from './store-move.ts';
import { createStoreRepair } from './store-repair.ts';
import { createUsageMeter } from './usage.ts';

/** A change there can leave chunks whose meaning is to be learned. */
const LEARNED_FROM = ['chunks', 'items'] as const;

export interface ContextOptions {
  readonly live: LiveQueries<Topic>;
  /** Takes up the runs that were cut off. */
  readonly recover: () => Promise<void>;
}

interface CoreOptions {
  readonly onCommit: (tables: ReadonlySet<Topic>) => void;
  /** Makes anew what follows from the text of an item. */
  readonly remake: (itemId: Id) => Promise<void>;
}

type Core = Awaited<ReturnType<typeof openCore>>;

/** Makes the parts of the kernel and ties them to each other: first what writes, then what follows what was written. */
export async function createContext(deps: KernelDeps, options: ContextOptions): Promise<KernelContext> {
  const { clock, after } = deps;
  const { live } = options;
  const onCommit = (tables: ReadonlySet<Topic>) => {
    guards.backups.changed(tables);
    if (tables.has('settings')) {
      learners.embedder?.retry();
      guards.backups.reschedule();
      learners.power.refresh().catch((thrown: unknown) => core.record('power', thrown));
      learners.pictures?.retry();
      return;
    }
    if (LEARNED_FROM.some((table) => tables.has(table))) learners.embedder?.wake();
    if (tables.has('picture_words')) learners.pictures?.wake();
  };
  const core = await openCore(deps, live, { onCommit, remake: (itemId) => remakeNote(context, itemId) });
  const { db, writer, ids, session, record, notices, incidents, order } = core;
  const tools = { ...core, clock, after };
  const learners = createLearners(deps, tools);
  const guards = createGuards(deps, {
    ...{ ...tools, ...learners },
    recover: options.recover,
    usage: () => context.usage,
  });
  const vectorModel = deps.embedding?.id ?? MINILM.id;
  const context: KernelContext = {
    ...{ store: deps.store, place: deps.place, blobs: deps.blobs, parser: deps.parser, clock },
    ...{ db, writer, ids, session, incidents, notices, order },
    ...{ indexer: core.indexer, quiet: core.quiet, health: core.health, settings: core.settings },
    ...learners,
    ...{ move: guards.move, backups: guards.backups, drill: guards.drill, outside: guards.outside },
    repair: createStoreRepair(() => context, deps.places, deps.backups?.files ?? null),
    compaction: createCompaction({
      context: () => context,
      after,
      neededFromMs: async () => guards.backups.neededFromMs(),
    }),
    conversationItems: createConversationItems(() => context, after),
    originals: createOriginals({ db, writer, ids, blobs: deps.blobs, keptElsewhere: guards.keptElsewhere, record }),
    bodies: createNoteBodies(db),
    models: createModelService({ ...deps.model, session, notices }),
    runs: createInterpreter({ db, writer, newId: () => ids.next(), record }),
    exports: createExports(() => context, deps.drafts, deps.app),
    bringIn: createBringIn(() => context, deps.places),
    usage: createUsageMeter(
      clock,
      () => measureUsage(context, deps.storage, deps.model.store),
      () => session.set('session:usage', 'measured', clock.nowMs()),
      record,
    ),
    isOpen: (conversationId) => live.some((key) => isKeyOf(key, 'conversation', { conversationId })),
    help: createHelp(deps.help ?? null, record),
    archives: createArchives({ db, blobs: deps.blobs, vectorModel, record }),
    room: createRoomKeeper({
      ...{ db, writer, ids, clock, after, record, notices },
      usage: () => context.usage.read(),
      hasRoomFor: deps.hasRoomFor ?? null,
      onTried: () => session.set('session:usage', 'tried', clock.nowMs()),
    }),
    tidying: createTidying(() => context, after),
    startedMs: clock.nowMs(),
    openTabs: deps.openTabs ?? (async () => null),
    ...{
      engineReason: deps.engineReason,
      schemaVersion: deps.schemaVersion,
      openMs: deps.openMs,
      restart: deps.restart,
    },
  };
  core.health.open({ ...tools, blobs: deps.blobs });
  return context;
}

/** What reads and writes the store, what is told of it, and the index that follows it. */
async function openCore(deps: KernelDeps, live: LiveQueries<Topic>, { onCommit, remake }: CoreOptions) {
  const { store, clock, after, schemaVersion } = deps;
  const db = new Kysely<Database>({ dialect: createStoreDialect(store) });
  const ids = createIdSource(clock, deps.random);
  const quiet = createQuiet();
  const health = await openHealth({
    ...{ store, clock, schemaVersion },
    witness: deps.witness ?? null,
    faults: deps.faults ?? [],
    onFound: (readOnly) => quiet.hold('damage', readOnly),
  });
  const deviceId = await health.tolerate(ensureDevice(db, ids.next(), deps.deviceName, clock), ids.next());
  const order = createItemOrder(db);
  const writer = await openWriter({
    ...{ store, db, deviceId, schemaVersion, ids, clock },
    onUnreadable: health.unreadable,
    onCommit({ tables, operations }) {
      health.committed(operations);
      order.changed(tables);
      live.changed(tables);
      onCommit(tables);
    },
  });
  const incidents = createIncidents({ db, writer, ids, clock, after });
  const { record } = incidents;
  const notices = createNotices({ db, writer, ids, record });
  const session = createSessionState((topic) => live.changed(new Set([topic])));
  const indexer = createIndexer({
    db,
    files: deps.indexFiles,
    vectorModel: deps.embedding?.id ?? MINILM.id,
    after,
    remake,
    record,
    onChange: () => session.set('session:indexing', 'waiting', indexer.waiting),
  });
  const settings = async () => readSettings(await readStoredSettings(db));
  return { db, ids, deviceId, quiet, health, order, writer, incidents, record, notices, session, indexer, settings };
}

type Tools = Core & Pick<KernelDeps, 'clock' | 'after'>;

/** What works in the background where there is a model for it, and what holds it back on battery. */
function createLearners(deps: KernelDeps, tools: Tools) {
  const { embedding, pictures, savesData = () => false } = deps;
  return {
    power: createPowerKeeper(tools.quiet, tools.settings),
    embedder: embedding === undefined ? null : createEmbedder({ ...tools, model: embedding, savesData }),
    pictures: pictures === undefined ? null : createPictureReading({ ...tools, ...deps, reader: pictures }),
  };
}

type GuardTools = Tools &
  ReturnType<typeof createLearners> & {
    readonly recover: () => Promise<void>;
    readonly usage: () => KernelContext['usage'];
  };

/** What keeps the store elsewhere: moves, backups here and outside, and the trial of the newest one. */
function createGuards(deps: KernelDeps, tools: GuardTools) {
  const { db, ids, session, clock } = tools;
  const place = deps.place?.id ?? null;
  const move = createStoreMove({
    ...{ ...deps, ...tools },
    newId: () => ids.next(),
    isActing: async () => (await runsWithStatus(db, 'running')).length > 0,
    async resting() {
      await tools.indexer.settled();
      await tools.embedder?.idle();
      await tools.pictures?.idle();
    },
  });
  const outside =
    deps.outside === undefined
      ? null
      : createOutsideBackups({
          ...{ ...deps.outside, record: tools.record, notices: tools.notices },
          onState: () => session.set('session:outside', 'state', clock.nowMs()),
        });
  const backups = createBackups({
    ...{ ...tools, store: deps.store, app: deps.app, place },
    files: deps.backups?.files ?? null,
    unsaved: deps.backups?.unsaved ?? null,
    whenUnread: deps.backups?.whenUnread,
    onListed() {
      drill.reschedule();
      void outside?.catchUp();
    },
  });
  const drill = createBackupDrill({
    ...{ ...tools, store: deps.store, place, backups },
    tryRestore: deps.backups?.tryRestore ?? null,
  });
  /** A store that is kept may have items that this one does not know: while there is one, all originals stay. */
  const keptElsewhere = async (hashes: readonly string[]) =>
    (await move.keepsOthers()) ? new Set(hashes) : backups.keptOriginals(hashes);
  return { move, outside, backups, drill, keptElsewhere };
}

async function ensureDevice(db: Kysely<Database>, freshId: Id, name: string, clock: Clock): Promise<Id> {
  const held = await selfDevice(db);
  if (held !== null) return held;
  await insertSelf(db, freshId, name, clock.nowMs());
  return freshId;
}
