import { AppError, throwIfAborted } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { AbortFlag, Clock } from '../../core/ports.ts';
import { newPlace, type Place } from '../places.ts';
import type { Store } from '../store.ts';
import type { StorePlaces } from '../store-places.ts';
import type { EngineKind } from '../stores/directory.ts';
import { type CopyOptions, compareStores, copyStore, readPosition } from './copy-store.ts';
import { decideMove, type MoveNote, type StorePosition } from './move-note.ts';

/**
 * Moves a store to a place of its own, on this or the other engine. It can be cut off between any two steps, and be called
 * again: until the last one, the list of places says that the old store counts, and from then on that the new one does.
 */

export interface MoveProgress {
  /** The new store is made, rows are copied into it, it is opened anew and read to its end. */
  readonly phase: 'making' | 'copying' | 'comparing';
  /** Rows. */
  readonly done: number;
  readonly total: number;
  /** The one that is being copied or read. */
  readonly table: string | null;
}

export interface MoveDeps {
  /** The store in use. The caller sees to it that nothing is written to it meanwhile. */
  readonly source: Store;
  readonly current: Place;
  readonly places: StorePlaces;
  readonly newId: () => Id;
  readonly clock: Clock;
}

export interface MoveOptions {
  readonly kind: EngineKind;
  readonly signal?: AbortFlag | undefined;
  readonly onProgress?: ((progress: MoveProgress) => void) | undefined;
}

/**
 * Resolves with the place that counts from now on; the store in it is closed. Rejects with `internal` where the copy is not
 * the same, with `conflict` while another store is being made, with `cancelled`, or with what a store says: then the
 * old store counts, and what was made is left in the list as pending.
 */
export async function moveStore(deps: MoveDeps, options: MoveOptions): Promise<Place> {
  const { source, places } = deps;
  const position = await readPosition(source);
  const counting = counterOf(options, position);
  const { place, resumed } = await placeOf(deps, options.kind, position);
  const digests = await withStore(places, place, (target) => copyStore(source, target, counting('copying')));
  // Opened anew: what is read now is what another start would find.
  const proof = (target: Store) => compareStores(source, target, digests, counting('comparing'));
  const differing = await withStore(places, place, proof);
  if (differing.length > 0 && resumed) {
    // What was written before the cut is of another time, though the position is the same.
    await places.drop(place.id);
    return moveStore(deps, options);
  }
  if (differing.length > 0) throw notTheSame(differing);
  throwIfAborted(options.signal);
  await places.switchTo(place);
  return place;
}

function counterOf({ signal, onProgress }: MoveOptions, { rows: counts }: StorePosition) {
  const total = Object.values(counts).reduce((sum, rows) => sum + rows, 0);
  onProgress?.({ phase: 'making', done: 0, total, table: null });
  return (phase: MoveProgress['phase']): CopyOptions => {
    let done = 0;
    const onRows = (table: string, rows: number) => {
      done += rows;
      onProgress?.({ phase, done, total, table });
    };
    return { signal, onRows };
  };
}

interface ChosenPlace {
  readonly place: Place;
  /** Whether a part of the copy may be there. */
  readonly resumed: boolean;
}

async function placeOf(
  { current, places, newId, clock }: MoveDeps,
  kind: EngineKind,
  position: StorePosition,
): Promise<ChosenPlace> {
  const start = decideMove(await places.read(), { from: current.id, kind, position });
  if (start.step === 'go-on') return { place: start.place, resumed: true };
  if (start.step === 'start-over') await places.drop(start.drop.id);
  const place = newPlace(newId(), kind, 'move', clock.nowMs());
  const note: MoveNote = { task: 'move', from: current.id, position };
  await places.begin({ place, note });
  return { place, resumed: false };
}

async function withStore<T>(places: StorePlaces, place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await places.open(place);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function notTheSame(tables: readonly string[]): AppError {
  const message = 'The copy is not the same as your things, so it was not taken. They stay where they are.';
  return new AppError('internal', message, { details: { tables: tables.join(', ') } });
}
