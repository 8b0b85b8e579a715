import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Endpoint } from 'comlink';
import { createMemoryDraftFiles, type DraftFiles } from '../src/adapters/export/draft-files.ts';
import { createMemoryBlobStore } from '../src/adapters/files/blob-store.ts';
import { createMemoryCacheFiles } from '../src/adapters/files/cache-files.ts';
import type { CommandInput, CommandOutcome, CommandType } from '../src/core/commands.ts';
import { AppError } from '../src/core/errors.ts';
import { createIdSource, type Id, type IdSource } from '../src/core/ids.ts';
import type { PictureReader } from '../src/core/items/picture-reader.ts';
import type { EmbeddingModel } from '../src/core/llm/embedding-model.ts';
import type { LanguageModel } from '../src/core/llm/language-model.ts';
import type { ModelStore } from '../src/core/llm/model-store.ts';
import { SMOLLM2 } from '../src/core/llm/starter-models.ts';
import type { BlobStore, CacheFiles, Random, StorageEstimate } from '../src/core/ports.ts';
import type { ImportReport, QueryInput, QueryName, QueryOutput } from '../src/core/queries.ts';
import { HOME_WORKSPACE } from '../src/core/workspaces.ts';
import type { Witness } from '../src/db/integrity/witness.ts';
import { MIGRATIONS } from '../src/db/migrations/index.ts';
import type { Place } from '../src/db/places.ts';
import type { QueryResult, Store } from '../src/db/store.ts';
import type { StorePlaces } from '../src/db/store-places.ts';
import { TABLE_SCOPES } from '../src/db/tables/scopes.ts';
import { createKernel, type Kernel } from '../src/workers/kernel/create-kernel.ts';
import type { LoadHelp } from '../src/workers/kernel/help.ts';
import type { KernelDeps } from '../src/workers/kernel/kernel-deps.ts';
import { connectMethods, type RemoteCallOptions, type RemoteConnection } from '../src/workers/link/connect.ts';
import { exposeMethods, type Methods } from '../src/workers/link/expose.ts';
import type { ParseOutcome, TextReading } from '../src/workers/parse/parse.api.ts';
import type { Parser } from '../src/workers/parse/parse.client.ts';
import { createParseMethods } from '../src/workers/parse/parse-methods.ts';
import { emptyTables, openTestStore } from './open-test-store.ts';
import { testTokenCounter } from './token-counter.ts';

/**
 * The whole kernel in Node: the real engine, parser, index and links. What Node has no place for is in memory, and
 * there is no model: it refuses as it does on a device that cannot run one.
 */

export interface TestClock {
  ms: number;
  nowMs(): number;
}

/** Goes on by 1 ms each time it is asked, so that times differ. */
export function createTestClock(ms = 1_750_000_000_000): TestClock {
  return {
    ms,
    nowMs() {
      return this.ms++;
    },
  };
}

export const random: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };

/** What outlives a kernel: the store and the files. */
export interface TestHouse {
  readonly store: Store;
  readonly clock: TestClock;
  readonly blobs: BlobStore;
  readonly files: CacheFiles;
  readonly ids: IdSource;
  open(options?: OpenOptions): Promise<TestKernel>;
  /** Ends the kernels that are open, and empties every table and all files. */
  wipe(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** In place of the house's. */
  readonly store?: Store | undefined;
  /** Where the store is said to lie. Default: nowhere, as in memory. */
  readonly place?: Place | undefined;
  readonly places?: StorePlaces | undefined;
  readonly restart?: () => void;
  readonly witness?: Witness | undefined;
  /** Where backups lie. Default: nowhere. */
  readonly backups?: KernelDeps['backups'] | undefined;
  /** Where exports lie. Default: in memory. */
  readonly drafts?: DraftFiles | undefined;
  readonly savesData?: (() => boolean) | undefined;
  /** Called before each unit of writes reaches the store; may throw, and may crash the kernel. */
  readonly beforeWrite?: ((kernel: { crash(): void }) => void) | undefined;
  /** Called when a unit of writes is in the store, before anybody is told. */
  readonly afterWrite?: ((kernel: { crash(): void }) => void) | undefined;
  readonly parser?: ((real: Parser) => Parser) | undefined;
  readonly embedding?: EmbeddingModel | undefined;
  readonly pictures?: PictureReader | undefined;
  /** The pages of help. Default: none. */
  readonly help?: LoadHelp | undefined;
  /** The chat model. Without it there is none. */
  readonly language?: LanguageModel | undefined;
  /** Where its files lie. Default: it has none, and none can be had. */
  readonly models?: ModelStore | undefined;
  /** What the browser says of its room. Default: plenty. */
  readonly storage?: StorageEstimate | undefined;
  /** How long is waited for what is due after so many ms. Default: that long. */
  readonly delay?: ((delayMs: number) => number) | undefined;
}

export interface TestFile {
  readonly path: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
  readonly modifiedMs?: number;
  readonly mediaType?: string;
}

export interface TestKernel {
  readonly kernel: Kernel;
  readonly clientId: Id;
  call(method: string, input: unknown, options?: RemoteCallOptions): Promise<unknown>;
  command<T extends CommandType>(type: T, payload: CommandInput<T>, id?: Id): Promise<CommandOutcome>;
  query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryOutput[N]>;
  /** Where it looks from and what it makes belongs to, from now on. At first Everything. */
  enter(workspaceId: Id): void;
  /** What a live query delivers from now on. */
  live<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryOutput[N][]>;
  startImport(files: readonly TestFile[], label?: string): Promise<Id>;
  stage(runId: Id, files: readonly TestFile[], from?: number): Promise<void>;
  /** Starts, stages, and waits until all is read and found. */
  import(files: readonly TestFile[]): Promise<ImportReport>;
  /** Runs to the end of what can be done now. */
  idle(): Promise<void>;
  /** As when the browser is killed: nothing of this kernel reaches the store from now on. */
  crash(): void;
  close(): Promise<void>;
}

export const openTestHouse = (): Promise<TestHouse> => openTestHouseOn((clock) => openTestStore(MIGRATIONS, clock));

export async function openTestHouseOn(openStore: (clock: TestClock) => Promise<Store>): Promise<TestHouse> {
  const clock = createTestClock();
  const store = await openStore(clock);
  let blobs = createMemoryBlobStore();
  let files = createMemoryCacheFiles();
  const ids = createIdSource({ nowMs: () => Date.now() }, random);
  const kernels = new Set<TestKernel>();
  const house: TestHouse = {
    store,
    clock,
    ids,
    get blobs() {
      return blobs;
    },
    get files() {
      return files;
    },
    async open(options = {}) {
      const kernel = await openKernel(house, options);
      kernels.add(kernel);
      return kernel;
    },
    async wipe() {
      for (const kernel of kernels) kernel.crash();
      kernels.clear();
      const tables = Object.keys(TABLE_SCOPES).filter((table) => table !== 'schema_migrations');
      await emptyTables(store, tables);
      blobs = createMemoryBlobStore();
      files = createMemoryCacheFiles();
    },
    async close() {
      for (const kernel of kernels) kernel.crash();
      await store.close();
    },
  };
  return house;
}

async function openKernel(house: TestHouse, options: OpenOptions): Promise<TestKernel> {
  const life = createLife(options.store ?? house.store, options);
  const parser = linkedParser();
  const kernel = await createKernel({
    store: life.store,
    place: options.place ?? null,
    places: options.places ?? null,
    backups: options.backups ?? null,
    app: 'test',
    drafts: options.drafts ?? createMemoryDraftFiles(),
    engineReason: null,
    schemaVersion: MIGRATIONS.length,
    clock: house.clock,
    random,
    savesData: options.savesData,
    blobs: house.blobs,
    indexFiles: life.guard(house.files),
    parser: options.parser?.(parser) ?? parser,
    model: { manifest: SMOLLM2, store: options.models ?? noModelStore, language: options.language ?? noModel },
    embedding: options.embedding,
    pictures: options.pictures,
    help: options.help,
    storage: async () => options.storage ?? { usageBytes: 0, quotaBytes: 1e9, persisted: true },
    after: life.after,
    openMs: () => 0,
    deviceName: 'test',
    restart: options.restart ?? (() => undefined),
    witness: options.witness,
  });
  const values = new Map<string, unknown[]>();
  const link = linkMethods(kernel.methods, (name, event) => {
    const { subscriptionId, value, error } = event as { subscriptionId: string; value: unknown; error: unknown };
    values.get(subscriptionId)?.push(name === 'live' ? value : error);
  });
  life.onCrash(() => {
    link.close();
    parser.close();
  });
  const clientId = house.ids.next();
  const call: TestKernel['call'] = (method, input, callOptions) => link.remote.call(method, input, callOptions);
  let workspace = HOME_WORKSPACE;
  const test: TestKernel = {
    kernel,
    clientId,
    call,
    // Both ends are built from one source: the kernel answers each call with what its type says.
    command: async (type, payload, id = house.ids.next()) =>
      (await call('command', { id, type, payload, workspace })) as CommandOutcome,
    query: async <N extends QueryName>(name: N, input: QueryInput<N>) =>
      (await call('query', { name, input, workspace })) as QueryOutput[N],
    enter(workspaceId) {
      workspace = workspaceId;
    },
    async live<N extends QueryName>(name: N, input: QueryInput<N>) {
      const subscriptionId = house.ids.next();
      const delivered: QueryOutput[N][] = [];
      values.set(subscriptionId, delivered);
      await call('subscribe', { clientId, subscriptionId, name, input, workspace });
      return delivered;
    },
    async startImport(files, label = 'Test') {
      const runId = house.ids.next();
      await test.command('start-import', { runId, label, files: files.map(listingOf) });
      return runId;
    },
    async stage(runId, files, from = 0) {
      for (let at = 0; at < files.length; at += 32) {
        const batch = files.slice(at, at + 32).map((file, i) => ({ ordinal: from + at + i, file: blobOf(file) }));
        await call('stage', { clientId, runId, files: batch });
      }
    },
    async import(files) {
      const runId = await test.startImport(files);
      await test.stage(runId, files);
      await call('staged', { runId });
      await test.idle();
      const report = await test.query('import-report', { runId, limit: 1000 });
      if (report === null) throw new Error('the import has no report');
      return report;
    },
    async idle() {
      await kernel.context.runs.idle();
      await kernel.context.writer.idle();
      await call('settled', null);
      await kernel.context.pictures?.idle();
      await kernel.context.embedder?.idle();
      await call('settled', null);
      await kernel.context.originals.idle();
    },
    crash: life.crash,
    async close() {
      life.keepStore();
      await kernel.close();
      life.crash();
    },
  };
  return test;
}

const listingOf = ({ path, content, modifiedMs = 1_700_000_000_000, mediaType = '' }: TestFile) => ({
  path,
  sizeBytes: blobOf({ path, content }).size,
  mediaType,
  modifiedMs,
});

const blobOf = ({ content }: TestFile) => new Blob([content]);

/** What a kernel holds of the world, until it is cut off. */
function createLife(store: Store, { beforeWrite, afterWrite, delay = (ms) => ms }: OpenOptions) {
  let dead = false;
  let kept = false;
  const never = new Promise<never>(() => undefined);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const endings: (() => void)[] = [];
  const crash = () => {
    if (dead) return;
    dead = true;
    for (const timer of timers) clearTimeout(timer);
    for (const ending of endings) ending();
  };
  const isWrite = (sql: string) => !/^\s*select/i.test(sql);
  const guarded = async <T>(write: boolean, run: () => Promise<T>): Promise<T> => {
    if (write && !dead) beforeWrite?.({ crash });
    if (dead) return never;
    const result = await run();
    if (write && !dead) afterWrite?.({ crash });
    return dead ? never : result;
  };
  const living: Store = {
    dialect: store.dialect,
    engine: store.engine,
    capabilities: store.capabilities,
    query: <Row>(sql: string, parameters?: readonly unknown[]): Promise<QueryResult<Row>> =>
      guarded(isWrite(sql), () => store.query<Row>(sql, parameters)),
    transaction: (run) => guarded(true, () => store.transaction(run)),
    batch: (statements) => guarded(true, () => store.batch(statements)),
    maintain: () => store.maintain(),
    sizeBytes: () => guarded(false, () => store.sizeBytes()),
    close: async () => (kept ? undefined : store.close()),
  };
  return {
    store: living,
    crash,
    keepStore: () => {
      kept = true;
    },
    onCrash: (ending: () => void) => endings.push(ending),
    guard: (files: CacheFiles): CacheFiles => ({
      read: (name) => (dead ? never : files.read(name)),
      write: (name, bytes) => (dead ? never : files.write(name, bytes)),
      remove: (name) => (dead ? never : files.remove(name)),
      list: () => (dead ? never : files.list()),
    }),
    after(delayMs: number, run: () => void) {
      if (dead) return () => undefined;
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, delay(delayMs));
      timers.add(timer);
      return () => {
        clearTimeout(timer);
        timers.delete(timer);
      };
    },
  };
}

/** Node's port as the DOM knows it, which is what Comlink wants: both faces are there. */
function endpointOf(port: MessagePort): Endpoint {
  const target = port as MessagePort & EventTarget;
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type, listener) => target.addEventListener(type, listener),
    removeEventListener: (type, listener) => target.removeEventListener(type, listener),
    start: () => port.start(),
  };
}

interface Linked {
  readonly remote: RemoteConnection;
  close(): void;
}

function linkMethods(methods: Methods, onEvent?: (name: string, value: unknown) => void): Linked {
  const { port1, port2 } = new MessageChannel();
  const exposed = exposeMethods(endpointOf(port2), methods);
  const remote = connectMethods(endpointOf(port1), onEvent === undefined ? {} : { onEvent });
  return {
    remote,
    close() {
      exposed.close();
      remote.close(new AppError('kernel-gone', 'The kernel was ended.'));
      port1.close();
      port2.close();
    },
  };
}

/** The reader, over the same link as in the browser, without a thread of its own. */
function linkedParser(): Parser {
  const { remote, close } = linkMethods(createParseMethods(testTokenCounter));
  return {
    parse: async (request, signal) => (await remote.call('parse', request, { signal })) as ParseOutcome,
    read: async (request) => (await remote.call('read', request)) as TextReading,
    close,
  };
}

const refuse = async (): Promise<never> => {
  throw new AppError('model-unavailable', 'No model can run here.');
};

export const noModel: LanguageModel = {
  load: refuse,
  countTokens: refuse,
  judge: refuse,
  generate: refuse,
  isIdle: () => false,
  unload: async () => undefined,
};

const noModelStore: ModelStore = {
  state: async () => ({ status: 'absent' }),
  fetch: refuse,
  verify: async () => ({ status: 'absent' }),
  remove: async () => undefined,
  open: refuse,
};
