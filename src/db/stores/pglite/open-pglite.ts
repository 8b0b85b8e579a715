import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { AppError } from '../../../core/errors.ts';
import type { Store } from '../../store.ts';
import { engineFailure } from '../engine-failure.ts';
import { emptyModule } from './assets.ts';
import { toStoreError } from './errors.ts';
import { type StoreImage, unpackImage } from './image.ts';
import { createPgliteStore, type Housekeeping } from './pglite-store.ts';
import { makePool } from './pool-files.ts';
import { PoolFs, SPARE_FILES } from './pool-fs.ts';
import type { FileFault } from './pool-seal.ts';
import { INITDB_ARGUMENTS, MAX_LOG_FILES, SERVER_PARAMETERS } from './settings.ts';

/** Files that `initdb` makes, with room. */
const INITDB_FILES = 1000;

/** Fewer spare files than this are made up for in the middle of a transaction. */
const LOW_FILES = 48;

/** Files of the image, about: a pool of them is made while the image arrives. */
const IMAGE_FILES = 400;

export type Start =
  | { readonly from: 'existing' }
  | { readonly from: 'image'; readonly image: Promise<StoreImage> }
  | { readonly from: 'nothing' };

export interface OpenDatabaseOptions {
  /** Path of the database's directory in the private file system. */
  readonly directory: string;
  readonly start: Start;
  readonly engine: Promise<WebAssembly.Module>;
}

export interface OpenedPglite {
  readonly store: Store;
  /** Files that are not as they were when the store was closed in order. */
  readonly faults: readonly FileFault[];
}

/** Opens the database on the private file system, making it first where `start` says so. Strict durability. */
export async function openPglite({ directory, start, engine }: OpenDatabaseOptions): Promise<OpenedPglite> {
  const fs = new PoolFs({
    directory,
    engine,
    initialFiles: INITDB_FILES,
    fill: start.from === 'image' ? async (target) => unpack(await start.image, target) : null,
  });
  if (start.from === 'image') await makePool(directory, IMAGE_FILES + SPARE_FILES);
  const options = { ...common(), fs, relaxedDurability: false, pgliteWasmModule: emptyModule() };
  try {
    const db = await PGlite.create(
      start.from === 'nothing'
        ? { ...options, pgliteWasmModule: await engine, initDbStartParams: INITDB_ARGUMENTS }
        : { ...options, initdbWasmModule: emptyModule() },
    );
    await fs.finishMaking();
    return { store: createPgliteStore(db, createPoolHousekeeping(db, fs)), faults: fs.faults };
  } catch (thrown) {
    fs.letGo();
    const error = engineFailure(thrown) ?? toStoreError(thrown);
    if (error.code !== 'internal' || start.from !== 'existing') throw error;
    throw new AppError('store-corrupt', 'The stored data cannot be opened.', { cause: thrown });
  }
}

async function unpack(image: StoreImage, fs: PoolFs): Promise<void> {
  const missing = image.header.files.length - fs.state.pool.length;
  if (missing > 0) await fs.maintainPool(image.header.files.length + SPARE_FILES);
  unpackImage(image, fs);
}

function common(): Pick<PGliteOptions, 'extensions' | 'startParams'> {
  return { extensions: { vector }, startParams: [...PGlite.defaultStartParams, ...SERVER_PARAMETERS] };
}

function createPoolHousekeeping(db: PGlite, fs: PoolFs): Housekeeping {
  const checkpoint = async () => {
    await db.query('CHECKPOINT');
  };
  return {
    engine: 'pglite-opfs',
    persistent: true,
    async betweenStatements() {
      if (fs.state.pool.length < LOW_FILES) await fs.maintainPool(SPARE_FILES);
    },
    async afterWrite() {
      if (fs.logFiles() > MAX_LOG_FILES) await checkpoint();
    },
    maintain: checkpoint,
    async sizeBytes() {
      return fs.sizeBytes();
    },
  };
}
