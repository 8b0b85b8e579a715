import type { Kysely, RawBuilder } from 'kysely';

/**
 * What PostgreSQL and SQLite say differently, in one place for each: `stores/pglite/sql-parts.ts` and
 * `stores/sqlite/sql-parts.ts`. Columns are named as in a query, `table.column` or `column`.
 */
export interface SqlParts {
  /** Whether the column holds one of these values: one parameter, however many they are. */
  isOneOf(column: string, values: readonly string[], type: 'text' | 'uuid'): RawBuilder<boolean>;
  /** After `from`: rows of one column, `given.value`, in one parameter. */
  given(values: readonly string[]): RawBuilder<unknown>;
  startsWith(column: string, prefix: string): RawBuilder<boolean>;
  startsWithOneOf(column: string, prefixes: readonly string[]): RawBuilder<boolean>;
  /** Upper and lower case are the same, in every script. */
  containsIgnoringCase(column: string, text: string): RawBuilder<boolean>;
  /** Where `part` first stands in the column's text, counted from 1; 0 where it does not. */
  positionOf(part: RawBuilder<string>, column: string): RawBuilder<number>;
  /** The column's values in order, of all rows of a group; read it with `readList`. */
  listOf(column: string): RawBuilder<string | readonly string[] | null>;
  /** Bits in which two columns of 64-bit integers differ. */
  bitsApart(one: string, other: string): RawBuilder<number>;
  /** Adds the members of an object of texts to a column of JSON; `parameter` is its placeholder. */
  withMembers(column: string, parameter: string): string;
  /** The vectors of chunks into `embeddings`; a chunk that is gone is passed over. */
  insertVectors(model: string, rows: readonly VectorRow[]): RawBuilder<unknown>;
  /** The pages of an item into `picture_words`. */
  insertPages(itemId: string, pages: readonly number[]): RawBuilder<unknown>;
  /**
   * For each of a list of `{ ord, item, at }` in JSON, where there is such a text: `ord`, and the first of its places that
   * holds the offset, without its cells; read that with `readJson`.
   */
  placesAt(asked: string): RawBuilder<{ readonly ord: number; readonly held: unknown }>;
  /** A column of vectors as the engine gives it to `readVector`. */
  vector(column: string): RawBuilder<unknown>;
  readVector(value: unknown): Float32Array;
}

export interface VectorRow {
  readonly chunkId: string;
  readonly title: string;
  readonly vector: Float32Array;
}

/** An adapter of Kysely that knows them. */
export interface HasSqlParts {
  readonly parts: SqlParts;
}

export function partsOf<T>(db: Kysely<T>): SqlParts {
  const { adapter } = db.getExecutor();
  if (!hasParts(adapter)) throw new Error('partsOf: the database has no dialect of the store');
  return adapter.parts;
}

const hasParts = (adapter: object): adapter is HasSqlParts => 'parts' in adapter;

/** JSON that was made in a query: a value from one engine, its text from the other. */
export const readJson = (made: unknown): unknown => (typeof made === 'string' ? JSON.parse(made) : made);

/** What `listOf` gives: nothing where there are no rows. */
export const readList = (list: string | readonly string[] | null): string[] => (readJson(list) ?? []) as string[];
