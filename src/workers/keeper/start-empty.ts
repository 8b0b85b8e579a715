import storeImageUrl from 'virtual:store-image';
import { createIdSource } from '../../core/ids.ts';
import { findPlaces, readablePlaces } from '../../db/find-places.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import { openStore } from '../../db/open.ts';
import { changePlaces, newPlace, rootOf } from '../../db/places.ts';
import type { EngineKind } from '../../db/stores/directory.ts';
import type { PlaceEntry } from './places.api.ts';
import { makeCurrent } from './places.ts';

const clock = { nowMs: () => Date.now() };
const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };

/**
 * An empty store in a place of its own, which is then the one in use. It is opened before it counts, so that what cannot be
 * made changes nothing. Whoever calls it holds the store's lock.
 */
export async function startEmpty(kind: EngineKind): Promise<PlaceEntry> {
  const place = newPlace(createIdSource(clock, random).next(), kind, 'new', clock.nowMs());
  const { store } = await openStore({
    migrations: MIGRATIONS,
    clock,
    kind,
    imageUrl: storeImageUrl,
    root: rootOf(place),
  });
  await store.close();
  await nameUnlisted();
  return makeCurrent(place);
}

/** A store from before there was a list is kept by it from now on. */
async function nameUnlisted(): Promise<void> {
  if ((await readablePlaces())?.current !== null) return;
  const found = (await findPlaces()).map(({ place }) => place);
  await changePlaces((places) => ({
    ...places,
    kept: [...places.kept, ...found.filter(({ id }) => !places.kept.some((each) => each.id === id))],
  }));
}
