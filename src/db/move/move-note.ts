import { z } from 'zod';
import type { Place, Places } from '../places.ts';
import type { EngineKind } from '../stores/directory.ts';

/** What a move has to know when it was cut off, and what is to be done then. */

const noteSchema = z.strictObject({
  task: z.literal('move'),
  /** The place whose store is copied. */
  from: z.string(),
  /** How far that store was when the move began. */
  position: z.strictObject({ newest: z.string().nullable(), rows: z.record(z.string(), z.number()) }),
});

export type MoveNote = z.output<typeof noteSchema>;

/**
 * How far a store is: its newest operation, and the rows of each table. It differs after most writes; a change that leaves
 * it as it was is found by the digests.
 */
export type StorePosition = MoveNote['position'];

export interface PendingMove {
  readonly place: Place;
  readonly note: MoveNote;
}

/** The move that is under way by the list, or null: what is pending may be somebody else's. */
export function pendingMove({ pending }: Places): PendingMove | null {
  if (pending === null) return null;
  const note = noteSchema.safeParse(pending.note);
  return note.success ? { place: pending.place, note: note.data } : null;
}

export type MoveStart =
  /** Nothing is there yet. */
  | { readonly step: 'begin' }
  /** The copy goes on where it ended. */
  | { readonly step: 'go-on'; readonly place: Place }
  /** What was copied is of another time: it goes, and the move begins anew. */
  | { readonly step: 'start-over'; readonly drop: Place }
  /** Something else is being made. */
  | { readonly step: 'refuse' };

export interface MoveWish {
  /** The place of the store that is open. */
  readonly from: Place['id'];
  readonly kind: EngineKind;
  readonly position: StorePosition;
}

export function decideMove(places: Places, { from, kind, position }: MoveWish): MoveStart {
  if (places.pending === null) return { step: 'begin' };
  const pending = pendingMove(places);
  if (pending === null) return { step: 'refuse' };
  const { place, note } = pending;
  const fits = note.from === from && place.kind === kind && samePosition(note.position, position);
  return fits ? { step: 'go-on', place } : { step: 'start-over', drop: place };
}

function samePosition(one: StorePosition, other: StorePosition): boolean {
  const tables = new Set([...Object.keys(one.rows), ...Object.keys(other.rows)]);
  return one.newest === other.newest && [...tables].every((table) => one.rows[table] === other.rows[table]);
}
