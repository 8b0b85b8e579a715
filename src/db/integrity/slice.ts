import type { Kysely } from 'kysely';
import type { Finding } from '../../core/integrity/findings.ts';
import type { BlobStore } from '../../core/ports.ts';
import type { Queryable } from '../store.ts';
import type { Database } from '../tables/schema.ts';

/** What a deep check is made of: steps, each a number of slices short enough for whoever waits behind them. */

export interface SliceContext {
  /** Inside of one transaction, so that no write comes between what is compared; or the store, where the step says so. */
  readonly inside: Queryable;
  readonly db: Kysely<Database>;
  readonly blobs: BlobStore | null;
  /** Whether all originals are to be read, or the next part of them. */
  readonly allOriginals: boolean;
  readonly nowMs: () => number;
}

/** Where the next slice begins: plain JSON. */
export type Cursor = readonly (string | number)[];

export interface SliceResult {
  readonly findings: readonly Finding[];
  /** Null where the step is over. */
  readonly next: Cursor | null;
  readonly rows?: number;
  readonly originals?: number;
}

export interface Step {
  readonly name: string;
  /** What is named where a slice cannot be read. */
  readonly where: string | null;
  /** Reads files for long: writes need not wait for it. */
  readonly outside?: boolean;
  run(context: SliceContext, after: Cursor | null): Promise<SliceResult>;
}
