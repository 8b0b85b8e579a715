import { AppError } from '../core/errors.ts';
import { pendingMove } from './move/move-note.ts';
import { changePlaces, dropPlace, type Place, type Places, readPlaces } from './places.ts';
import { refuseSecond } from './store-places.ts';

/** A restored store in the list of places: pending from its beginning until it is taken into use, or dropped. */

/** Held by whoever restores: one restore at a time in this browser. */
export const RESTORE_LOCK = 'hearth:restore';

const BEGUN = { task: 'restore', ready: false } as const;
const READY = { task: 'restore', ready: true } as const;
/** A restored store that nobody has taken into use by then is in the way. */
const FORGOTTEN_MS = 86_400_000;

type Pending = NonNullable<Places['pending']>;

const isRestore = ({ place }: Pending): boolean => place.purpose === 'restore';

/** Whether it was restored to the end, and compared. */
export const isReady = ({ note }: Pending): boolean =>
  typeof note === 'object' && note !== null && Reflect.get(note, 'ready') === true;

/** Rejects with `conflict` where another store is being made. */
export const beginRestore = (place: Place): Promise<void> =>
  changePlaces((places) => {
    refuseSecond(places);
    return { ...places, pending: { place, note: BEGUN } };
  });

/** Rejects with `conflict` where it was given up meanwhile. */
export const endRestore = (place: Place): Promise<void> =>
  changePlaces((places) => {
    if (places.pending?.place.id !== place.id) throw new AppError('conflict', 'This restore was given up meanwhile.');
    return { ...places, pending: { place, note: READY } };
  });

/** Whoever calls it holds `RESTORE_LOCK`. */
export async function dropRestored(): Promise<void> {
  const { pending } = await readPlaces();
  if (pending !== null && isRestore(pending)) await dropPlace(pending.place.id);
}

/** The copy of a move that is under way. Its source is left. */
export async function dropMove(): Promise<void> {
  const move = pendingMove(await readPlaces());
  if (move !== null) await dropPlace(move.place.id);
}

/** The copy of a move that nobody goes on with: its source is not the store in use. */
async function dropOrphanedMove(): Promise<void> {
  const places = await readPlaces();
  const move = pendingMove(places);
  if (move !== null && move.note.from !== places.current?.id) await dropPlace(move.place.id);
}

/** What was left by a restore that was cut off, or forgotten, and by a move whose source is not in use. */
export async function dropAbandoned(nowMs: number): Promise<void> {
  await dropOrphanedMove();
  await navigator.locks.request(RESTORE_LOCK, { ifAvailable: true }, async (lock) => {
    const { pending } = await readPlaces();
    if (lock === null || pending === null || !isRestore(pending)) return;
    if (!isReady(pending) || nowMs - pending.place.madeMs > FORGOTTEN_MS) await dropPlace(pending.place.id);
  });
}
