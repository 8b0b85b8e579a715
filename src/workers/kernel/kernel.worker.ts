import { z } from 'zod';
import { openBackupFiles } from '../../adapters/backup/opfs-backup-files.ts';
import { accessToFolder } from '../../adapters/backup/outside-folder.ts';
import { readOutsideRecord } from '../../adapters/backup/outside-record.ts';
import { createDraftFiles, createMemoryDraftFiles } from '../../adapters/export/draft-files.ts';
import { createMemoryBlobStore, openBlobStore } from '../../adapters/files/blob-store.ts';
import { createMemoryCacheFiles, openCacheFiles } from '../../adapters/files/cache-files.ts';
import { fetchHelp } from '../../adapters/files/help-pages.ts';
import { openFolder, removeUnfinished } from '../../adapters/files/opfs-files.ts';
import { openRoomProbe } from '../../adapters/files/room-probe.ts';
import { createModelStore } from '../../adapters/models/model-store.ts';
import { BACKUPS_LOCK } from '../../core/backup/backup-files.ts';
import { checkInput } from '../../core/check-input.ts';
import { AppError, toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { MINILM_WASM, MINILM_WEBGPU, SMOLLM2 } from '../../core/llm/starter-models.ts';
import type { Clock, Random, StorageEstimate } from '../../core/ports.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import { INDEX_FOLDER, type Place, rootOf } from '../../db/places.ts';
import type { Gpu } from '../embed/embed.api.ts';
import { createEmbedClient } from '../embed/embed.client.ts';
import type { Keeper } from '../keeper/keeper.api.ts';
import { createKeeper } from '../keeper/keeper.client.ts';
import { exposeMethods, type Methods } from '../link/expose.ts';
import { holdLock, STORE_LOCK } from '../link/locks.ts';
import { allowOwnScripts } from '../link/trusted-scripts.client.ts';
import { createLlmClient } from '../llm/llm.client.ts';
import { createOcrClient } from '../ocr/ocr.client.ts';
import { createParser } from '../parse/parse.client.ts';
import type { TryRestore } from './backup-drill.ts';
import type { WhenUnread } from './backups.ts';
import { createConnections } from './connections.ts';
import { createKernel, type Kernel } from './create-kernel.ts';
import { KERNEL_CALLS } from './kernel-calls.ts';
import { beginEngine, kernelPlaces, type LoadingEngine, openKernelStore, storeWish } from './kernel-store.ts';
import { clientLock, kernelLock, RESTARTING, whenReleased } from './lobby.ts';

/** The kernel's host: takes the store, opens the kernel, and serves the page that made it and every other tab. */

allowOwnScripts();

const startedMs = performance.now();
const clock: Clock = { nowMs: () => Date.now() };
const random: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };

const beginRequest = z.strictObject({ kernelId: z.uuid(), store: storeWish });
const openRequest = z.strictObject({
  clientId: z.uuid(),
  buildId: z.string(),
  /** Absolute address of the app's folder, with a slash at its end. */
  baseUrl: z.url(),
  /** What the user calls this device. */
  deviceName: z.string().max(200),
});

const opened = Promise.withResolvers<Kernel>();
opened.promise.catch(() => undefined); // told to whoever asks
let begun: { readonly kernelId: Id; readonly loading: LoadingEngine } | null = null;
let started = false;
let ending = false;

/** While this kernel ends for the next one, what it cannot do any more has no answer: who asked hears of its end, and asks that one. */
const unanswered = new Promise<never>(() => undefined);

const call = (name: string) => async (input: unknown, context: Parameters<Methods[string]>[1]) => {
  const method = (await opened.promise).methods[name];
  if (method === undefined) throw new AppError('bad-input', `There is no call named “${name}”.`);
  if (ending) return unanswered;
  try {
    return await method(input as never, context);
  } catch (thrown) {
    if (ending) return unanswered;
    throw thrown;
  }
};

const forwarded: Methods = Object.fromEntries(KERNEL_CALLS.map((name) => [name, call(name)]));
const methods: Methods = { ping: () => 'here', ...forwarded };

const exposed = exposeMethods(self, {
  ...methods,
  /** Takes the lock that tells of this kernel's life, and loads the engine. It may then wait long for `open`. */
  async begin(input: unknown) {
    const { kernelId, store } = checkInput(beginRequest, input, 'begin');
    begun = { kernelId, loading: await beginEngine(store, clock) };
    await holdLock(navigator.locks, kernelLock(kernelId));
  },
  async open(input: unknown) {
    if (started || begun === null) throw new AppError('conflict', 'This kernel has not begun, or is open already.');
    started = true;
    await start(begun, checkInput(openRequest, input, 'open'));
  },
  close: end,
});

async function end(): Promise<void> {
  await (await opened.promise).close();
  self.close();
}

async function start(
  { kernelId, loading }: NonNullable<typeof begun>,
  { clientId, buildId, baseUrl, deviceName }: z.output<typeof openRequest>,
): Promise<void> {
  const { locks } = navigator;
  const clientGone = (gone: string) =>
    void opened.promise.then(
      (kernel) => kernel.clientGone(gone),
      () => undefined,
    );
  const connections = createConnections({ kernelId, buildId, methods, locks, onClientGone: clientGone });
  try {
    // The one before lets go of the store's files only when its worker is really gone.
    await holdLock(locks, STORE_LOCK);
    const kernel = await createKernel(await openDeps(loading, baseUrl, buildId, deviceName));
    whenReleased(locks, clientLock(clientId), new AbortController().signal, () => clientGone(clientId));
    opened.resolve(kernel);
    connections.open();
    after(PREFETCH_DELAY_MS, () => void prefetchModel(kernel));
    self.addEventListener('online', () => void prefetchModel(kernel));
    network()?.addEventListener('change', () => kernel.context.embedder?.wake());
  } catch (thrown) {
    const error = toAppError(thrown);
    opened.reject(error);
    connections.fail(error);
    throw error;
  }
}

/** The first seconds belong to the user. */
const PREFETCH_DELAY_MS = 3000;

/** Whether the network is dear. */
const savesData = (): boolean => network()?.saveData === true;

type Network = EventTarget & { readonly saveData?: boolean };

/** The Network Information API, which only some browsers have. */
const network = (): Network | undefined => (navigator as { readonly connection?: Network }).connection;

/** Fetches the starter model without being asked, where the user has not refused it and the network is not dear. */
async function prefetchModel({ context }: Kernel): Promise<void> {
  context.embedder?.retry();
  context.pictures?.retry();
  if (savesData() || !(await context.settings())['model.enabled']) return;
  // Whatever goes wrong is the model's state, which the interface shows.
  await context.models.prefetch().catch(() => undefined);
}

async function openDeps(
  loading: LoadingEngine,
  baseUrl: string,
  buildId: string,
  deviceName: string,
): Promise<Parameters<typeof createKernel>[0]> {
  const { store, place, engineReason, unsaved, faults, witness } = await openKernelStore(loading, {
    clock,
    random,
    app: buildId,
  });
  const readyMs = performance.now();
  const root = store.capabilities.persistent ? await navigator.storage.getDirectory() : null;
  const modelsUrl = new URL('models/', baseUrl).href;
  const modelStore = createModelStore({
    baseUrl: modelsUrl,
    origin: location.origin,
    caches,
    fetch: (...request) => fetch(...request),
    locks: navigator.locks,
    crypto: crypto.subtle,
  });
  const language = createLlmClient({
    spawn: () => new Worker(new URL('../llm/llm.worker.ts', import.meta.url), { type: 'module', name: 'hearth-model' }),
    store: modelStore,
    model: SMOLLM2,
    baseUrl: modelsUrl,
    after,
  });
  const embedding = createEmbedClient({
    spawn: () =>
      new Worker(new URL('../embed/embed.worker.ts', import.meta.url), { type: 'module', name: 'hearth-embed' }),
    store: modelStore,
    models: { wasm: MINILM_WASM, webgpu: MINILM_WEBGPU },
    gpu: (navigator as { readonly gpu?: Gpu }).gpu,
    baseUrl: modelsUrl,
    after,
  });
  const pictures = createOcrClient({
    spawn: () => new Worker(new URL('../ocr/ocr.worker.ts', import.meta.url), { type: 'module', name: 'hearth-ocr' }),
    store: modelStore,
    baseUrl: modelsUrl,
    after,
  });
  const spawnParser = () =>
    new Worker(new URL('../parse/parse.worker.ts', import.meta.url), { type: 'module', name: 'hearth-reader' });
  const keeper = createKeeper();
  return {
    store,
    place,
    places: place === null ? null : kernelPlaces(clock),
    backups:
      root === null
        ? null
        : { files: await openBackupFiles(root), tryRestore: tryRestoreBy(keeper), unsaved, whenUnread },
    outside: root === null ? undefined : { keeper, readRecord: readOutsideRecord, accessTo: accessToFolder },
    app: buildId,
    engineReason,
    faults,
    witness: witness ?? undefined,
    schemaVersion: MIGRATIONS.length,
    clock,
    random,
    blobs: root === null ? createMemoryBlobStore() : await openBlobStore(root),
    drafts: root === null ? createMemoryDraftFiles() : createDraftFiles(root, () => crypto.randomUUID()),
    indexFiles:
      root === null ? createMemoryCacheFiles() : await openCacheFiles(await folderOf(root, place), INDEX_FOLDER),
    parser: createParser({ spawn: spawnParser, after }),
    model: { manifest: SMOLLM2, store: modelStore, language },
    pictures,
    embedding,
    savesData,
    help: (language) => fetchHelp(baseUrl, language),
    storage: estimateStorage,
    after,
    openMs: () => Math.round(readyMs - startedMs),
    deviceName,
    removeUnfinished: root === null ? undefined : unfinishedIn(await openFolder(root, ['hearth'])),
    hasRoomFor: root === null ? undefined : await openRoomProbe(root),
    openTabs: countTabs,
    // The page finds this worker gone, and starts the next one.
    restart() {
      ending = true;
      exposed.emit(RESTARTING, null);
      void end().finally(() => self.close());
    },
  };
}

/** Of those that began before now: whatever is written from here on is under way. */
function unfinishedIn(folder: FileSystemDirectoryHandle): () => Promise<number> {
  const openedMs = clock.nowMs();
  return () => removeUnfinished(folder, openedMs);
}

const tryRestoreBy =
  (keeper: Keeper): TryRestore =>
  (id, options) =>
    keeper.call('drill', { id }, options);

/** What belongs to one store and can be rebuilt lies beside it. */
async function folderOf(root: FileSystemDirectoryHandle, place: Place | null): Promise<FileSystemDirectoryHandle> {
  return place === null ? root : openFolder(root, rootOf(place).split('/').filter(Boolean));
}

/** Each page holds a lock of its own. */
async function countTabs(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name?.startsWith(clientLock(''))).length;
}

/** Beside the kernel, a keeper reads backups and brings some in. */
const whenUnread: WhenUnread = (work) =>
  navigator.locks.request(BACKUPS_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await work();
    return true;
  });

/** Browsers that give no place to keep data may not tell of it either. */
async function estimateStorage(): Promise<StorageEstimate> {
  const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
  const { usage = 0, quota = 0 } = (await storage?.estimate?.()) ?? {};
  return { usageBytes: usage, quotaBytes: quota, persisted: (await storage?.persisted?.()) ?? false };
}

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
