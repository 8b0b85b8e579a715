import { AppError } from '../src/core/errors.ts';
import type { Clock } from '../src/core/ports.ts';
import { migrate } from '../src/db/migrate.ts';
import { MIGRATIONS } from '../src/db/migrations/index.ts';
import type { Place, Places } from '../src/db/places.ts';
import type { Store } from '../src/db/store.ts';
import { refuseSecond, type StorePlaces } from '../src/db/store-places.ts';
import { openTestPglite, openTestSqlite } from './open-test-store.ts';

/** Places whose stores live in the memory of Node: closed, they are still there. */
export interface MemoryPlaces extends StorePlaces {
  readonly now: Places;
  storeAt(place: Pick<Place, 'id'>): Store;
  /** Ends all stores but the first one, which is the caller's. */
  end(): Promise<void>;
}

export function createMemoryPlaces(current: Place, store: Store, clock: Clock): MemoryPlaces {
  let now: Places = { current, kept: [], pending: null };
  const stores = new Map<string, Store>([[current.id, store]]);
  const storeAt = ({ id }: Pick<Place, 'id'>): Store => {
    const found = stores.get(id);
    if (found === undefined) throw new AppError('store-corrupt', `Nothing is in the place ${id}.`);
    return found;
  };
  const make = async ({ id, kind }: Place, version?: number): Promise<Store> => {
    const migrations = MIGRATIONS.slice(0, version);
    const made = await (kind === 'pglite' ? openTestPglite : openTestSqlite)(migrations, clock);
    stores.set(id, made);
    return made;
  };
  return {
    get now() {
      return now;
    },
    storeAt,
    read: async () => now,
    async begin(pending) {
      refuseSecond(now);
      now = { ...now, pending };
    },
    async switchTo(place) {
      const before = now.current === null ? [] : [now.current];
      now = { current: place, kept: [...before, ...now.kept].filter(({ id }) => id !== place.id), pending: null };
    },
    async drop(id) {
      const pending = now.pending?.place.id === id ? null : now.pending;
      now = { ...now, kept: now.kept.filter((place) => place.id !== id), pending };
      if (id !== current.id) await stores.get(id)?.close();
      stores.delete(id);
    },
    sweep: async () => undefined,
    async open(place, version) {
      const store = stores.get(place.id) ?? (await make(place, version));
      await migrate(store, MIGRATIONS.slice(0, version), clock);
      return { ...store, close: async () => undefined };
    },
    measure: async (place) => ({ bytes: await storeAt(place).sizeBytes(), changedMs: place.madeMs + 1 }),
    async end() {
      for (const [id, each] of stores) if (id !== current.id) await each.close();
    },
  };
}
