/** What the interface is told of exports and of exports that are brought in. */

/** What a progress report counts; it is its `note`. */
export const EXPORT_PHASES = ['tables', 'originals', 'checking', 'loading'] as const;

export interface StoreCounts {
  /** That do not lie in the bin. */
  readonly items: number;
  readonly notes: number;
  readonly conversations: number;
  /** When something last changed, in ms since 1970; null where there is nothing. */
  readonly newestMs: number | null;
}

/** An export that lies beside what is here now, and is not in use yet. */
export interface BroughtIn {
  readonly madeMs: number;
  readonly appVersion: string;
  readonly engine: 'pglite' | 'sqlite';
  readonly there: StoreCounts;
  readonly here: StoreCounts;
  readonly originals: number;
  /** Of the originals that the export itself says it could not hold. */
  readonly missing: number;
}
