import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import type { Clock } from '../../../core/ports.ts';
import { type Migration, migrate } from '../../migrate.ts';
import type { Store } from '../../store.ts';
import { createMemoryHousekeeping } from './memory-housekeeping.ts';
import { CREATE_EXTENSION, createPgliteStore } from './pglite-store.ts';

export interface NodeStoreOptions {
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** A dump of `dumpNodeStore`: the store starts from it, several times as fast as from nothing. */
  readonly dump?: Blob;
}

/** The real engine in the memory of Node, for tests of queries and of the write path. */
export async function openNodeStore({ migrations, clock, dump }: NodeStoreOptions): Promise<Store> {
  const db = await PGlite.create({ extensions: { vector }, ...(dump === undefined ? {} : { loadDataDir: dump }) });
  return prepare(db, migrations, clock);
}

/** The data directory of a migrated database, to start others from. */
export async function dumpNodeStore({ migrations, clock }: NodeStoreOptions): Promise<Blob> {
  const db = await PGlite.create({ extensions: { vector } });
  const store = await prepare(db, migrations, clock);
  const dump = await db.dumpDataDir('none');
  await store.close();
  return dump;
}

async function prepare(db: PGlite, migrations: readonly Migration[], clock: Clock): Promise<Store> {
  const store = createPgliteStore(db, createMemoryHousekeeping(db));
  await store.query(CREATE_EXTENSION);
  await migrate(store, migrations, clock);
  return store;
}
