import { AppError, toAppError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import { type Migration, migrate } from './migrate.ts';
import type { Store } from './store.ts';
import { compileEngine } from './stores/pglite/assets.ts';
import {
  findStoreDirectory,
  removeHalfMade,
  type StoreDirectory,
  tidyState,
  writeMarker,
} from './stores/pglite/directory.ts';
import { migrationsHash, readImage, type StoreImage } from './stores/pglite/image.ts';
import { openMemoryPglite, openPglite } from './stores/pglite/open-pglite.ts';
import { CREATE_EXTENSION } from './stores/pglite/pglite-store.ts';

export interface OpenStoreOptions {
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** Where the image of the migrated empty database is served; null to always make it by the migrations. */
  readonly imageUrl: string | null;
  /** The engine, where it has been loaded before. */
  readonly engine?: Promise<WebAssembly.Module>;
  /** A path in the private file system to keep the store below. Default: its root. */
  readonly root?: string;
  /** How long to go on trying while another context lets go of the files. Default: 5000 ms. */
  readonly busyTimeoutMs?: number;
  /** Told when the image could not be used and the database was made by the migrations instead. */
  readonly onImageRefused?: (reason: AppError) => void;
}

export type Created = 'existing' | 'image' | 'migrated';

export interface OpenedStore {
  readonly store: Store;
  readonly created: Created;
  /** From the call to each point, in milliseconds. */
  readonly timings: { readonly databaseOpenMs: number; readonly readyMs: number };
}

const BUSY_TIMEOUT_MS = 5000;
const BUSY_RETRY_MS = 100;

/**
 * Opens the store in this dedicated worker, makes it where there is none, and brings it to the last migration. Rejects
 * with `store-busy` (retryable), `storage-denied`, `storage-full`, `store-corrupt`, `version-mismatch` or
 * `migration-failed`.
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const startedMs = performance.now();
  const engine = options.engine ?? compileEngine();
  engine.catch(() => undefined); // awaited later; a failure before that is told there
  const opened = await whileBusy(options.busyTimeoutMs ?? BUSY_TIMEOUT_MS, () => openDirectory(options, engine));
  const databaseOpenMs = performance.now() - startedMs;
  await bringUp(opened.store, options);
  if (opened.created !== 'existing') await writeMarker(opened.directory, opened.created, options.clock.nowMs());
  const timings = { databaseOpenMs, readyMs: performance.now() - startedMs };
  return { store: opened.store, created: opened.created, timings };
}

/** The fallback where nothing can be kept: a private window without storage, or a browser without OPFS. */
export async function openMemoryStore(options: Pick<OpenStoreOptions, 'migrations' | 'clock'>): Promise<Store> {
  const store = await openMemoryPglite();
  await bringUp(store, options);
  return store;
}

interface OpenedDirectory {
  readonly store: Store;
  readonly created: Created;
  readonly directory: StoreDirectory;
}

async function openDirectory(options: OpenStoreOptions, engine: Promise<WebAssembly.Module>): Promise<OpenedDirectory> {
  const directory = await findStoreDirectory(options.root ?? '');
  const target = { directory: directory.path, engine };
  if (directory.made !== null) {
    await tidyState(directory);
    return { store: await openPglite({ ...target, start: { from: 'existing' } }), created: 'existing', directory };
  }
  const image = fetchImage(options);
  image?.catch(() => undefined); // told where it is unpacked
  await removeHalfMade(directory);
  if (image !== null) {
    try {
      return { store: await openPglite({ ...target, start: { from: 'image', image } }), created: 'image', directory };
    } catch (thrown) {
      const reason = toAppError(thrown);
      if (reason.code !== 'internal' && reason.code !== 'store-corrupt') throw reason;
      options.onImageRefused?.(reason);
      await removeHalfMade(directory);
    }
  }
  return { store: await openPglite({ ...target, start: { from: 'nothing' } }), created: 'migrated', directory };
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
  { migrations, clock }: Pick<OpenStoreOptions, 'migrations' | 'clock'>,
): Promise<void> {
  try {
    await store.query(CREATE_EXTENSION);
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
