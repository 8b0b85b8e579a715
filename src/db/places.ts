import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import { type EngineKind, LAYOUTS } from './stores/directory.ts';
import { entriesOf, orNull, privateRoot, replaceFile } from './stores/opfs.ts';

/**
 * Where stores lie in the origin's private file system, and which of them is the one in use. A store that is moved, restored
 * or repaired is made in a place of its own; one small file, replaced as a whole, says which counts. What it does not
 * name is of no use to anybody and can be removed.
 */

const placeSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-z-]{1,64}$/),
  kind: z.enum(['pglite', 'sqlite']),
  madeMs: z.number(),
  /** `new`: began empty. `move`, `restore`, `repair`: was made from what another place or a backup held. */
  purpose: z.enum(['new', 'move', 'restore', 'repair']),
});

const placesSchema = z.strictObject({
  current: placeSchema.nullable(),
  /** Stores that were in use, until the user lets them go. The last one first. */
  kept: z.array(placeSchema),
  /** A store that is being made and does not count yet; `note` is for whoever makes it, to go on where it ended. */
  pending: z.strictObject({ place: placeSchema, note: z.json() }).nullable(),
});

export type Place = z.output<typeof placeSchema>;
export type Purpose = Place['purpose'];
export type Places = z.output<typeof placesSchema>;

export const FIRST_PLACE = 'first';
const NONE: Places = { current: null, kept: [], pending: null };
const FOLDER = 'hearth';
const FILE = 'places.json';
const OTHERS = 'places';
/** Beside a store, in the same `hearth`: its search index, which can be made again. */
export const INDEX_FOLDER = 'index';
const PLACES_LOCK = 'hearth:places';

/** What `openStore` calls `root`: the first place is the root of the private file system itself. */
export const rootOf = ({ id }: Pick<Place, 'id'>): string => (id === FIRST_PLACE ? '' : `${OTHERS}/${id}`);

export const firstPlace = (kind: EngineKind, madeMs: number): Place => ({
  id: FIRST_PLACE,
  kind,
  madeMs,
  purpose: 'new',
});

export const newPlace = (id: Id, kind: EngineKind, purpose: Purpose, madeMs: number): Place => ({
  id,
  kind,
  madeMs,
  purpose,
});

/**
 * Nothing where nothing was ever written down. Rejects with `storage-denied`, and with `store-corrupt` where the file cannot
 * be read: nothing is known then of which store is in use, and which files are of no use.
 */
export async function readPlaces(): Promise<Places> {
  const folder = await orNull((await privateRoot()).getDirectoryHandle(FOLDER));
  const file = folder === null ? null : await orNull(folder.getFileHandle(FILE));
  if (file === null) return NONE;
  const text = await (await file.getFile()).text();
  try {
    return placesSchema.parse(JSON.parse(text));
  } catch (cause) {
    const message = 'The file that says which of your stores is in use cannot be read.';
    throw new AppError('store-corrupt', message, { details: { file: FILE }, cause });
  }
}

/** Is there as a whole or not at all. */
export async function writePlaces(places: Places): Promise<void> {
  const folder = await (await privateRoot()).getDirectoryHandle(FOLDER, { create: true });
  await replaceFile(folder, FILE, JSON.stringify(placesSchema.parse(places)));
}

/** Reads and writes the list with nobody in between: the kernel and the keeper may both change it. */
export const changePlaces = (change: (places: Places) => Places): Promise<void> =>
  navigator.locks.request(PLACES_LOCK, async () => writePlaces(change(await readPlaces())));

/** From now on `place` counts; the one before is kept, and the place is no longer pending. */
export const switchTo = (place: Place): Promise<void> =>
  changePlaces(({ current, kept, pending }) => {
    const before = current === null || current.id === place.id ? [] : [current];
    return {
      current: place,
      kept: [...before, ...kept].filter(({ id }) => id !== place.id),
      pending: pending?.place.id === place.id ? null : pending,
    };
  });

/**
 * Takes a kept or pending place off the list, then removes its files: in this order, so that a half-removed one counts nowhere.
 * Where there is no room for a new list, the files of a pending one go first: it counts nowhere anyway.
 */
export async function dropPlace(id: Place['id']): Promise<void> {
  const dropped = await takeOff(id).catch(async (thrown: unknown) => {
    const { pending } = await readPlaces();
    if (pending?.place.id !== id) throw thrown;
    await removePlaceFiles(pending.place);
    return takeOff(id);
  });
  if (dropped !== undefined) await removePlaceFiles(dropped);
}

async function takeOff(id: Place['id']): Promise<Place | undefined> {
  let dropped: Place | undefined;
  await changePlaces(({ current, kept, pending }) => {
    if (current?.id === id) throw new Error('dropPlace: it is the one in use');
    dropped = [...kept, ...(pending === null ? [] : [pending.place])].find((place) => place.id === id);
    return {
      current,
      kept: kept.filter((place) => place.id !== id),
      pending: pending?.place.id === id ? null : pending,
    };
  });
  return dropped;
}

/** Removes what no list names: stores whose making was cut off, or whose removal was. */
export const sweepPlaces = (): Promise<void> =>
  // One that is begun meanwhile would have files and no name yet.
  navigator.locks.request(PLACES_LOCK, removeUnnamed);

async function removeUnnamed(): Promise<void> {
  const { current, kept, pending } = await readPlaces();
  const named = new Set([current, ...kept, pending?.place].flatMap((place) => (place ? [place.id] : [])));
  // Where the list is lost, nothing is known to be of no use.
  if (current === null) return;
  const root = await privateRoot();
  const others = await orNull(root.getDirectoryHandle(OTHERS));
  if (others === null) return;
  for await (const id of others.keys()) {
    if (!named.has(id)) await orNull(others.removeEntry(id, { recursive: true }));
  }
}

async function removePlaceFiles({ id, kind }: Place): Promise<void> {
  const root = await privateRoot();
  if (id !== FIRST_PLACE) {
    const others = await orNull(root.getDirectoryHandle(OTHERS));
    if (others !== null) await orNull(others.removeEntry(id, { recursive: true }));
    return;
  }
  const { prefix, version } = LAYOUTS[kind];
  const folder = await orNull(root.getDirectoryHandle(FOLDER));
  if (folder === null) return;
  await orNull(folder.removeEntry(`${prefix}-${version}`, { recursive: true }));
  await orNull(folder.removeEntry(INDEX_FOLDER, { recursive: true }));
}

/** The ids of all places whose files are here, named or not. */
export async function otherPlaces(): Promise<string[]> {
  const others = await orNull((await privateRoot()).getDirectoryHandle(OTHERS));
  return others === null ? [] : Array.fromAsync(others.keys());
}

export interface PlaceMeasure {
  /** Of its database, and of what else lies beside it in a place of its own. */
  readonly bytes: number;
  /** When one of its files was last written; 0 where there is none. */
  readonly changedMs: number;
}

export async function measurePlace({ id, kind }: Place): Promise<PlaceMeasure> {
  const root = await privateRoot();
  const [parent, name] =
    id === FIRST_PLACE ? [FOLDER, `${LAYOUTS[kind].prefix}-${LAYOUTS[kind].version}`] : [OTHERS, id];
  const above = await orNull(root.getDirectoryHandle(parent));
  const folder = above === null ? null : await orNull(above.getDirectoryHandle(name));
  const files = folder === null ? [] : await Array.fromAsync(filesOf(folder));
  return {
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    changedMs: files.reduce((last, { lastModified }) => Math.max(last, lastModified), 0),
  };
}

async function* filesOf(folder: FileSystemDirectoryHandle): AsyncGenerator<File> {
  for await (const entry of entriesOf(folder)) {
    if (entry.kind === 'directory') yield* filesOf(entry as FileSystemDirectoryHandle);
    else {
      const file = await orNull((entry as FileSystemFileHandle).getFile());
      if (file !== null) yield file; // else it is gone by now
    }
  }
}
