/** The stores that are in this browser, as the keeper finds them. */

export const PLACE_STATES = ['current', 'kept', 'pending', 'found'] as const;

export interface PlaceEntry {
  readonly id: string;
  readonly kind: 'pglite' | 'sqlite';
  /** Milliseconds since 1970; null where the list of places is lost and nobody knows. */
  readonly madeMs: number | null;
  readonly purpose: 'new' | 'move' | 'restore' | 'repair';
  /** `found`: its files are there and no list names it. */
  readonly state: (typeof PLACE_STATES)[number];
  /** Of its files, originals left out: they are shared by all places. */
  readonly sizeBytes: number;
  /** Whether it can be taken into use: its database was made to the end, and a restore into it is finished. */
  readonly complete: boolean;
}

export interface PlacesReport {
  /** The one in use first, then the kept ones, the last one first. */
  readonly places: readonly PlaceEntry[];
  /** Whether the list that says which of them is in use cannot be read. */
  readonly listDamaged: boolean;
  /** Of the originals of all places. */
  readonly originalsBytes: number;
}
