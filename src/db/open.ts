import { AppError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import { hasWitness } from './integrity/witness.ts';
import { type Migration, migrate, schemaVersion } from './migrate.ts';
import type { Store } from './store.ts';
import {
  type EngineKind,
  findStoreDirectory,
  LAYOUTS,
  type StoreDirectory,
  type StoreLayout,
  writeMarker,
} from './stores/directory.ts';
import { compileEngine } from './stores/pglite/assets.ts';
import { migrationsHash, readImage, type StoreImage } from './stores/pglite/image.ts';
import { openPgliteDirectory } from './stores/pglite/open-directory.ts';
import { CREATE_EXTENSION } from './stores/pglite/pglite-store.ts';
import type { FileFault } from './stores/pglite/pool-seal.ts';

export interface OpenStoreOptions {
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** Default: `pglite`. */
  readonly kind?: EngineKind;
  /** Where the image of the migrated empty database is served; null to always make it by the migrations. For PGlite. */
  readonly imageUrl: string | null;
  /** The engine of that kind, where it has been loaded before. */
  readonly engine?: Promise<WebAssembly.Module>;
  /** A path in the private file system to keep the store below. Default: its root. */
  readonly root?: string;
  /** Whether a store is known to be there. Then none is made where its marker is missing: that is damage. Default: no. */
  readonly mustExist?: boolean;
  /** How long to go on trying while another context lets go of the files. Default: 5000 ms. */
  readonly busyTimeoutMs?: number;
  /** Told when the image could not be used and the database was made by the migrations instead. */
  readonly onImageRefused?: (reason: AppError) => void;
  /** Runs on a store that was there before, with its earlier schema, before it is brought up. What it rejects with ends the opening. */
  readonly beforeMigrate?: (store: Store, from: number) => Promise<void>;
}

export type Created = 'existing' | 'image' | 'migrated';

export interface OpenedStore {
  readonly store: Store;
  readonly created: Created;
  /** Files of the engine that are not as they were when the store was closed in order. */
  readonly faults: readonly FileFault[];
  /** From the call to each point, in milliseconds. */
  readonly timings: { readonly databaseOpenMs: number; readonly readyMs: number };
}

const BUSY_TIMEOUT_MS = 5000;
const BUSY_RETRY_MS = 100;

/** The code of an engine, compiled, to be handed to `openStore`. Rejects with `offline`. */
export async function loadEngine(kind: EngineKind): Promise<WebAssembly.Module> {
  return kind === 'pglite' ? compileEngine() : (await import('./stores/sqlite/assets.ts')).compileSqlite();
}

/**
 * Opens the store in this dedicated worker, makes it where there is none, and brings it to the last migration. Rejects
 * with `store-busy` (retryable), `storage-denied`, `storage-full`, `store-corrupt`, `version-mismatch`, `unsupported` or
 * `migration-failed`.
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const startedMs = performance.now();
  const { kind = 'pglite' } = options;
  const engine = options.engine ?? loadEngine(kind);
  engine.catch(() => undefined); // awaited later; a failure before that is told there
  const open = kind === 'pglite' ? openInPglite : openInSqlite;
  const opened = await whileBusy(options.busyTimeoutMs ?? BUSY_TIMEOUT_MS, () => open(options, engine));
  const databaseOpenMs = performance.now() - startedMs;
  if (opened.created === 'existing') await refuseEmpty(opened.store);
  await bringUp(opened.store, options, opened.created === 'existing');
  if (opened.created !== 'existing') await writeMarker(opened.directory, opened.created, options.clock.nowMs());
  const timings = { databaseOpenMs, readyMs: performance.now() - startedMs };
  return { store: opened.store, created: opened.created, faults: opened.faults, timings };
}

/** The fallback where nothing can be kept: a private window without storage, or a browser without OPFS. */
export async function openMemoryStore({
  engine,
  ...options
}: Pick<OpenStoreOptions, 'migrations' | 'clock' | 'engine'>): Promise<Store> {
  // It starts in a second or two, where PostgreSQL takes half a minute in browsers that have no such place.
  const { openMemorySqlite } = await import('./stores/sqlite/memory-store.ts');
  const store = await openMemorySqlite(engine);
  await bringUp(store, options);
  return store;
}

interface OpenedDirectory {
  readonly store: Store;
  readonly created: Created;
  readonly faults: readonly FileFault[];
  readonly directory: StoreDirectory;
}

async function findDirectory(
  { root = '', mustExist = false, clock }: OpenStoreOptions,
  layout: StoreLayout,
): Promise<StoreDirectory> {
  const directory = await findStoreDirectory(root, layout);
  if (!mustExist || directory.made !== null) return directory;
  if (await hasWitness(directory)) {
    await writeMarker(directory, 'migrated', clock.nowMs());
    return { ...directory, made: 'migrated' };
  }
  throw new AppError('store-corrupt', 'The mark that says that your data is complete is missing.');
}

async function openInPglite(options: OpenStoreOptions, engine: Promise<WebAssembly.Module>): Promise<OpenedDirectory> {
  const directory = await findDirectory(options, LAYOUTS.pglite);
  const { made, ...opened } = await openPgliteDirectory(directory, {
    engine,
    image: () => fetchImage(options),
    onImageRefused: (reason) => options.onImageRefused?.(reason),
  });
  return { ...opened, created: directory.made === null ? made : 'existing', directory };
}

async function openInSqlite(options: OpenStoreOptions, engine: Promise<WebAssembly.Module>): Promise<OpenedDirectory> {
  const directory = await findDirectory(options, LAYOUTS.sqlite);
  const { openSqlite } = await import('./stores/sqlite/open-sqlite.ts');
  return {
    store: await openSqlite(directory, engine),
    created: directory.made === null ? 'migrated' : 'existing',
    faults: [],
    directory,
  };
}

/** A database that was emptied by damage would otherwise be taken for a new one. */
async function refuseEmpty(store: Store): Promise<void> {
  try {
    if ((await schemaVersion(store)) > 0) return;
    throw new AppError('store-corrupt', 'Your data is not in the database any more.');
  } catch (thrown) {
    await store.close().catch(() => undefined);
    throw thrown;
  }
}

function fetchImage({ imageUrl, migrations }: OpenStoreOptions): Promise<StoreImage> | null {
  return imageUrl === null ? null : readImageFrom(imageUrl, migrations);
}

async function readImageFrom(imageUrl: string, migrations: readonly Migration[]): Promise<StoreImage> {
  const [response, hash] = await Promise.all([fetch(imageUrl), migrationsHash(migrations)]);
  if (!response.ok || response.body === null) throw new Error(`store image: ${response.status}`);
  return readImage(response.body, hash);
}

async function bringUp(
  store: Store,
  { migrations, clock, beforeMigrate }: Pick<OpenStoreOptions, 'migrations' | 'clock' | 'beforeMigrate'>,
  wasThere = false,
): Promise<void> {
  try {
    if (store.dialect === 'postgresql') await store.query(CREATE_EXTENSION);
    const from = wasThere && beforeMigrate !== undefined ? await schemaVersion(store) : 0;
    if (from > 0 && from < migrations.length) await beforeMigrate?.(store, from);
    await migrate(store, migrations, clock);
  } catch (thrown) {
    await store.close();
    throw thrown;
  }
}

/** A context that was ended holds its files for a moment longer. */
async function whileBusy<T>(timeoutMs: number, open: () => Promise<T>): Promise<T> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await open();
    } catch (thrown) {
      const busy = thrown instanceof AppError && thrown.code === 'store-busy';
      if (!busy || performance.now() > deadlineMs) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, BUSY_RETRY_MS));
    }
  }
}
