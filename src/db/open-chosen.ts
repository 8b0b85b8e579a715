import { type AppError, type ErrorCode, toAppError } from '../core/errors.ts';
import { refuseWhileErasing } from './erasing.ts';
import { placesOrMended } from './find-places.ts';
import { type OpenedStore, type OpenStoreOptions, openStore } from './open.ts';
import { FIRST_PLACE, firstPlace, type Place, readPlaces, rootOf, writePlaces } from './places.ts';
import { type EngineKind, findStoreDirectory, hasStore, LAYOUTS, removeHalfMade } from './stores/directory.ts';

/** Which place holds, or will hold, the data of this origin, and with which engine. */

const NAMES = { pglite: 'PostgreSQL', sqlite: 'SQLite' } as const satisfies Record<EngineKind, string>;

export interface PlaceChoice {
  readonly place: Place;
  /** Whether a store is there already. */
  readonly made: boolean;
}

/**
 * Where there is data it decides; `wish`, or else what is usual here, only where there is none. Rejects with `storage-denied`, and with `store-corrupt`
 * where nobody can tell which store is in use.
 */
export async function choosePlace(
  wish: EngineKind | null,
  nowMs: number,
  usual: EngineKind = 'pglite',
): Promise<PlaceChoice> {
  const { current } = await placesOrMended();
  if (current !== null) return { place: current, made: true };
  for (const kind of ['pglite', 'sqlite'] as const) {
    if (await hasStore('', LAYOUTS[kind])) return { place: firstPlace(kind, nowMs), made: true };
  }
  return { place: firstPlace(wish ?? usual, nowMs), made: false };
}

export interface OpenChosenOptions extends Omit<OpenStoreOptions, 'kind' | 'engine' | 'root' | 'mustExist'> {
  /** What the user asked for; null for what suits. */
  readonly wish: EngineKind | null;
  /** Whether the device has so little memory that SQLite suits it better. Default: no. */
  readonly littleMemory?: boolean;
  /** An engine that has been loaded before. */
  readonly loaded?: { readonly kind: EngineKind; readonly engine: Promise<WebAssembly.Module> };
}

export interface OpenedChosen extends OpenedStore {
  readonly place: Place;
  /** In a sentence, why it is not the engine that was asked for or the usual one; null where it is. */
  readonly reason: string | null;
}

/**
 * Opens the store where its data is. Where there is none, makes one: with the engine that was asked for, else with
 * PostgreSQL, and on a device of little memory, or where this browser cannot run that, with SQLite. Rejects as `openStore` does.
 */
export async function openChosenStore({
  wish,
  loaded,
  littleMemory = false,
  ...options
}: OpenChosenOptions): Promise<OpenedChosen> {
  await refuseWhileErasing();
  const { place, made } = await choosePlace(wish, options.clock.nowMs(), usualEngine(littleMemory));
  const { kind } = place;
  const open = async (chosen: Place, reason: string | null) => {
    const engine = loaded?.kind === chosen.kind ? { engine: loaded.engine } : {};
    const opened = await openStore({
      ...options,
      kind: chosen.kind,
      root: rootOf(chosen),
      mustExist: made,
      ...engine,
    });
    await writeDown(chosen);
    return { ...opened, place: chosen, reason };
  };
  try {
    if (wish === null && !made && kind === 'sqlite') return await open(place, LITTLE_MEMORY);
    return await open(place, wish === null || wish === kind ? null : keptElsewhere(wish, kind));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (made || wish !== null || kind !== 'pglite' || !UNABLE.has(error.code)) throw error;
    await removeHalfMade(await findStoreDirectory(rootOf(place), LAYOUTS.pglite));
    return open({ ...place, kind: 'sqlite' }, cannotRun(error));
  }
}

/** What a new store is made with where nobody asks for another one. */
export const usualEngine = (littleMemory: boolean): EngineKind => (littleMemory ? 'sqlite' : 'pglite');

/** So that a store whose marker goes missing is known to have been there. */
async function writeDown(place: Place): Promise<void> {
  const places = await readPlaces();
  if (places.current === null && place.id === FIRST_PLACE) await writePlaces({ ...places, current: place });
}

/** What a browser that cannot run PostgreSQL fails with; another attempt would fail alike. */
const UNABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unsupported', 'internal', 'store-corrupt']);

const keptElsewhere = (wish: EngineKind, kind: EngineKind) =>
  `${NAMES[wish]} was asked for. Your things are in ${NAMES[kind]} already and stay there: an engine is chosen when Hearth is opened for the first time.`;

const LITTLE_MEMORY =
  'Your things are kept in SQLite, which takes less memory than PostgreSQL: this device has little of it.';

const cannotRun = ({ message }: AppError) =>
  `Your things are kept in SQLite: PostgreSQL does not run in this browser. ${message}`;
