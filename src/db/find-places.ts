import { AppError, toAppError } from '../core/errors.ts';
import { FIRST_PLACE, otherPlaces, type Place, type Places, readPlaces, rootOf, writePlaces } from './places.ts';
import { type EngineKind, hasStore, LAYOUTS, storeFolder } from './stores/directory.ts';

/** Stores as they lie in the private file system, whatever the list of places says. */

export interface FoundPlace {
  /** As the list would name it, as far as its files tell. */
  readonly place: Place;
  /** Whether the mark is there that its database was made to the end. */
  readonly complete: boolean;
}

const KINDS = Object.keys(LAYOUTS) as EngineKind[];

async function findIn(id: Place['id']): Promise<FoundPlace[]> {
  const found = KINDS.map(async (kind): Promise<FoundPlace[]> => {
    const root = rootOf({ id });
    if ((await storeFolder(root, LAYOUTS[kind])) === null) return [];
    const place: Place = { id, kind, madeMs: 0, purpose: id === FIRST_PLACE ? 'new' : 'restore' };
    return [{ place, complete: await hasStore(root, LAYOUTS[kind]) }];
  });
  return (await Promise.all(found)).flat();
}

/** Makes and changes nothing. */
export async function findPlaces(): Promise<readonly FoundPlace[]> {
  const ids = [FIRST_PLACE, ...(await otherPlaces())];
  return (await Promise.all(ids.map(findIn))).flat();
}

/** The list, or null where it cannot be read. */
export async function readablePlaces(): Promise<Places | null> {
  try {
    return await readPlaces();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'store-corrupt') return null;
    throw error;
  }
}

/** A new list in place of one that cannot be read: `current` is in use, and whatever else is there is kept. */
export async function replaceList(current: Place): Promise<void> {
  const found = await findPlaces();
  const kept = found.map(({ place }) => place).filter(({ id }) => id !== current.id);
  await writePlaces({ current, kept, pending: null });
}

/**
 * Where the list is lost, or cannot be read, and there is one complete store, that is the one: the list is written anew. Where
 * there are several, or a list was there and there is none, nobody can tell, and it rejects with `store-corrupt`.
 */
export async function placesOrMended(): Promise<Places> {
  const places = await readablePlaces();
  if (places !== null && !(await isLost(places))) return places;
  const complete = (await findPlaces()).filter((each) => each.complete);
  const [only] = complete;
  if (only === undefined || complete.length > 1) {
    throw new AppError('store-corrupt', 'The file that says which of your stores is in use cannot be read.', {
      details: { stores: complete.length },
    });
  }
  await replaceList(only.place);
  return readPlaces();
}

/** No list names a store, and yet there is one that only a list could have made the one in use. */
async function isLost({ current, pending }: Places): Promise<boolean> {
  if (current !== null) return false;
  const found = await findPlaces();
  return found.some(({ place, complete }) => complete && place.id !== FIRST_PLACE && place.id !== pending?.place.id);
}
