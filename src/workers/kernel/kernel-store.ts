import storeImageUrl from 'virtual:store-image';
import { z } from 'zod';
import { openBackupFiles } from '../../adapters/backup/opfs-backup-files.ts';
import { type AppError, toAppError } from '../../core/errors.ts';
import { createIdSource } from '../../core/ids.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { backUpBeforeMigration } from '../../db/backup/before-migration.ts';
import { openWitness, type Witness } from '../../db/integrity/witness.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import { loadEngine, openMemoryStore } from '../../db/open.ts';
import { choosePlace, openChosenStore, usualEngine } from '../../db/open-chosen.ts';
import { dropAbandoned } from '../../db/pending-restore.ts';
import { FIRST_PLACE, type Place, readPlaces } from '../../db/places.ts';
import type { Store } from '../../db/store.ts';
import { createStorePlaces, type StorePlaces } from '../../db/store-places.ts';
import type { EngineKind } from '../../db/stores/directory.ts';
import type { FileFault } from '../../db/stores/pglite/pool-seal.ts';
import { STORE_WISHES, type StoreWish } from './kernel.api.ts';

/** The store that a kernel is opened on. */

/** What the page's address may ask for; null for what suits this browser. */
export const storeWish = z.enum(STORE_WISHES).nullable();

/** Where this kernel makes other stores. */
export function kernelPlaces(clock: Clock): StorePlaces {
  const places = createStorePlaces({ migrations: MIGRATIONS, clock, imageUrl: storeImageUrl });
  return {
    ...places,
    async sweep() {
      await dropAbandoned(clock.nowMs());
      await places.sweep();
    },
  };
}

export interface LoadingEngine {
  readonly wish: StoreWish | null;
  readonly kind: EngineKind;
  readonly engine: Promise<WebAssembly.Module>;
}

/** Begins to load the engine that will most likely be opened: between now and then another tab may make a store. */
export async function beginEngine(wish: StoreWish | null, clock: Clock): Promise<LoadingEngine> {
  // Where there is no place to keep data, `openKernelStore` says so.
  const kind =
    wish === 'memory'
      ? 'sqlite'
      : await choosePlace(wish, clock.nowMs(), usualEngine(hasLittleMemory())).then(
          ({ place }) => place.kind,
          () => 'sqlite' as const,
        );
  const engine = loadEngine(kind);
  engine.catch(() => undefined); // told where it is opened
  return { wish, kind, engine };
}

/** Gigabytes, of those that a page is told (Device Memory API): 0.25, 0.5, 1, 2, 4, 8. */
const LITTLE_MEMORY_GB = 2;

function hasLittleMemory(): boolean {
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return deviceMemory !== undefined && deviceMemory <= LITTLE_MEMORY_GB;
}

export interface KernelStore {
  readonly store: Store;
  /** Where it lies; null for a store in memory. */
  readonly place: Place | null;
  /** Why it is not the engine that was asked for, or the usual one; null where it is. */
  readonly engineReason: string | null;
  /** Why there is no backup of the store as it was before its schema was changed now; null where there is one, or it was not. */
  readonly unsaved: AppError | null;
  readonly faults: readonly FileFault[];
  /** Null where nothing is kept. */
  readonly witness: Witness | null;
}

export interface KernelStoreOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Which build of Hearth this is. */
  readonly app: string;
}

/** The durable store, or memory with the reason where the browser gives no place to keep data, or where that was asked for. */
export async function openKernelStore(
  loading: LoadingEngine,
  { clock, random, app }: KernelStoreOptions,
): Promise<KernelStore> {
  const { wish } = loading;
  let unsaved: AppError | null = null;
  if (wish === 'memory') return inMemory(loading, clock, ASKED_FOR_MEMORY);
  try {
    const options = { migrations: MIGRATIONS, clock, imageUrl: storeImageUrl };
    const { store, place, reason, faults } = await openChosenStore({
      ...{ ...options, wish, loaded: loading, littleMemory: hasLittleMemory() },
      async beforeMigrate(old) {
        const files = await openBackupFiles(await navigator.storage.getDirectory());
        const place = (await readPlaces()).current?.id ?? FIRST_PLACE;
        const ids = createIdSource(clock, random);
        unsaved = await backUpBeforeMigration({ store: old, files, clock, ids, app, place });
      },
    });
    const witness = await openWitness(place);
    return { store, place, engineReason: reason, unsaved, faults, witness };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'storage-denied') throw error;
    return inMemory(loading, clock, error.message);
  }
}

const ASKED_FOR_MEMORY =
  'The address asks for that (store=memory). What this browser has kept before is left as it is.';

async function inMemory({ kind, engine }: LoadingEngine, clock: Clock, engineReason: string): Promise<KernelStore> {
  const loaded = kind === 'sqlite' ? { engine } : {};
  const store = await openMemoryStore({ migrations: MIGRATIONS, clock, ...loaded });
  return { store, place: null, engineReason, unsaved: null, faults: [], witness: null };
}
