import { AppError } from '../core/errors.ts';
import { type OpenStoreOptions, openStore } from './open.ts';
import {
  changePlaces,
  dropPlace,
  measurePlace,
  type Place,
  type PlaceMeasure,
  type Places,
  readPlaces,
  rootOf,
  sweepPlaces,
  switchTo,
} from './places.ts';
import type { Store } from './store.ts';

/** The places of stores, as whoever makes a store beside the one in use works with them. */
export interface StorePlaces {
  read(): Promise<Places>;
  /** From now on this one is being made. Rejects with `conflict` where another one is. */
  begin(pending: NonNullable<Places['pending']>): Promise<void>;
  /** From now on `place` counts; the one before is kept. */
  switchTo(place: Place): Promise<void>;
  /** Removes a kept or pending place with its files; its store must be closed. */
  drop(id: Place['id']): Promise<void>;
  /** Removes the files of places that no list names. */
  sweep(): Promise<void>;
  /**
   * Opens the store of a place, migrated, or brought to an earlier `version` for rows of that time; makes it where there is
   * none. Rejects as `openStore` does.
   */
  open(place: Place, version?: number): Promise<Store>;
  measure(place: Place): Promise<PlaceMeasure>;
}

/** In the origin's private file system. */
export function createStorePlaces(options: Pick<OpenStoreOptions, 'migrations' | 'clock' | 'imageUrl'>): StorePlaces {
  return {
    read: readPlaces,
    begin: (pending) =>
      changePlaces((places) => {
        refuseSecond(places);
        return { ...places, pending };
      }),
    switchTo,
    drop: dropPlace,
    sweep: sweepPlaces,
    async open(place, version = options.migrations.length) {
      const isEarlier = version < options.migrations.length;
      const earlier = isEarlier ? { migrations: options.migrations.slice(0, version), imageUrl: null } : {};
      return (await openStore({ ...options, ...earlier, kind: place.kind, root: rootOf(place) })).store;
    },
    measure: measurePlace,
  };
}

/** Only one store is made at a time: there is no room for more, and nobody could tell which of them is to count. */
export function refuseSecond({ pending }: Places): void {
  if (pending === null) return;
  throw new AppError('conflict', 'A copy of your things is being made already. Wait for it, or stop it.');
}
