import { folderSize, openFolder } from '../../adapters/files/opfs-files.ts';
import { AppError } from '../../core/errors.ts';
import { type FoundPlace, findPlaces, readablePlaces, replaceList } from '../../db/find-places.ts';
import { isReady } from '../../db/pending-restore.ts';
import { type Place, type Places, rootOf, switchTo } from '../../db/places.ts';
import { LAYOUTS, storeFolder } from '../../db/stores/directory.ts';
import type { PlaceEntry, PlacesReport } from './places.api.ts';

/** The stores that are here, and which of them is in use. */

const sizeOf = async ({ id, kind }: Place): Promise<number> => {
  const folder = await storeFolder(rootOf({ id }), LAYOUTS[kind]);
  return folder === null ? 0 : folderSize(folder);
};

interface Listed extends Pick<PlaceEntry, 'state'> {
  readonly place: Place;
  /** Whether nothing is missing in it, as far as its files do not tell. */
  readonly ready: boolean;
}

/** In the order of the list: in use, kept, pending. */
const listed = ({ current, kept, pending }: Places): Listed[] => [
  ...(current === null ? [] : [{ place: current, state: 'current' as const, ready: true }]),
  ...kept.map((place) => ({ place, state: 'kept' as const, ready: true })),
  ...(pending === null ? [] : [{ place: pending.place, state: 'pending' as const, ready: isReady(pending) }]),
];

const isSame = (one: Place, other: Place) => one.id === other.id && one.kind === other.kind;

/** Every store: those that the list names, then those that it does not. */
function merge(list: readonly Listed[], found: readonly FoundPlace[]): (Listed & { readonly complete: boolean })[] {
  const unnamed = found.filter(({ place }) => !list.some((each) => isSame(each.place, place)));
  return [
    ...list.map((each) => ({
      ...each,
      complete: each.ready && found.some(({ place, complete }) => complete && isSame(place, each.place)),
    })),
    ...unnamed.map(({ place, complete }) => ({ place, complete, ready: true, state: 'found' as const })),
  ];
}

async function allPlaces() {
  const list = await readablePlaces();
  return { damaged: list === null, places: merge(list === null ? [] : listed(list), await findPlaces()) };
}

export async function reportPlaces(): Promise<PlacesReport> {
  const { damaged, places } = await allPlaces();
  const entries = places.map(async ({ place, state, complete }) => entryOf(place, state, complete));
  const originals = await openFolder(await navigator.storage.getDirectory(), ['hearth', 'blobs']);
  return { places: await Promise.all(entries), listDamaged: damaged, originalsBytes: await folderSize(originals) };
}

async function entryOf(place: Place, state: PlaceEntry['state'], complete: boolean): Promise<PlaceEntry> {
  const { id, kind, purpose, madeMs } = place;
  return { id, kind, purpose, madeMs: madeMs === 0 ? null : madeMs, state, complete, sizeBytes: await sizeOf(place) };
}

/** Finds a place by its id, whether the list names it or not. Rejects with `not-found`. */
export async function findPlace(id: string): Promise<Listed & { readonly complete: boolean }> {
  const found = (await allPlaces()).places.find(({ place }) => place.id === id);
  if (found === undefined) throw new AppError('not-found', 'That store is not here any more.', { details: { id } });
  return found;
}

/** Whoever calls it holds the store's lock. */
export async function usePlace(id: string): Promise<PlaceEntry> {
  const { place, complete } = await findPlace(id);
  if (!complete) throw new AppError('conflict', 'That store was not made to the end.', { details: { id } });
  return makeCurrent(place);
}

/** The one before is kept; where the list was damaged, whatever was found is. */
export async function makeCurrent(place: Place): Promise<PlaceEntry> {
  if ((await readablePlaces()) === null) await replaceList(place);
  else await switchTo(place);
  return entryOf(place, 'current', true);
}
