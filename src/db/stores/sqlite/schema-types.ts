/**
 * PostgreSQL's types as SQLite declares them. Its affinity follows from what stands in the name (its documentation,
 * “Datatypes In SQLite”, 3.1): without `text`, JSON would be kept as a number where it looks like one. What comes out
 * of a column is read by the declared type.
 */
const TYPES: readonly (readonly [postgresql: RegExp, sqlite: string])[] = [
  [/\buuid\b/gi, 'uuid text'],
  [/\bjsonb\b/gi, 'json text'],
  [/\bboolean\b/gi, 'boolean integer'],
  [/\bbytea\b/gi, 'blob'],
  [/\bhalfvec\(\d+\)/gi, 'blob'],
];

const DEFINES_COLUMNS = /^\s*(?:create|alter)\s+table\b/i;

/** A statement that defines columns, in SQLite's types; every other one as it is. */
export function withSqliteTypes(sql: string): string {
  if (!DEFINES_COLUMNS.test(sql)) return sql;
  return TYPES.reduce((text, [postgresql, sqlite]) => text.replace(postgresql, sqlite), sql);
}

export type Decode = (value: unknown) => unknown;

const asItIs: Decode = (value) => value;

const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['json text', (value) => JSON.parse(String(value))],
  ['boolean integer', (value) => value !== 0],
]);

/** How values of a column are read; `declared` is null for what is no column of a table. */
export const decoderOf = (declared: string | null): Decode => DECODERS.get(declared?.toLowerCase() ?? '') ?? asItIs;
