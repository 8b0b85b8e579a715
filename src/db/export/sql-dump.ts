import { throwIfAborted } from '../../core/errors.ts';
import { readPages } from '../logical/copy-rows.ts';
import { fromLine, type RowLine } from '../logical/row-lines.ts';
import type { ColumnType, TableShape } from '../logical/shapes.ts';
import { type Migration, statementsFor } from '../migrate.ts';
import type { Queryable } from '../store.ts';
import { readHalves } from '../stores/half-vectors.ts';
import type { TableReading } from './table-lines.ts';

export interface DumpOptions extends TableReading {
  readonly migrations: readonly Migration[];
  readonly madeMs: number;
}

/**
 * The whole database as text for `psql -f`, the same from each engine: PostgreSQL 13 or newer with pgvector 0.7 or newer makes
 * of it the tables, their indexes and, over the vectors, an HNSW index; all in one transaction, in an empty database.
 */
export async function* dumpSql(
  store: Queryable,
  shapes: readonly TableShape[],
  options: DumpOptions,
): AsyncGenerator<string> {
  yield head(options);
  for (const migration of options.migrations) {
    yield statementsFor(migration, 'postgresql')
      .map((statement) => `${statement};\n`)
      .join('');
  }
  yield await migrationRecord(store);
  for (const shape of shapes) yield* copyRows(store, shape, options);
  yield FOOT;
}

const head = ({
  madeMs,
  migrations,
}: DumpOptions) => `-- Everything that Hearth kept, for PostgreSQL 13 or newer with pgvector 0.7 or newer.
-- Made ${new Date(madeMs).toISOString()}, schema ${migrations.length}.
--
--   createdb hearth
--   psql -d hearth -f this-file.sql
--
-- On Debian: apt install postgresql postgresql-17-pgvector (or the number of your PostgreSQL). Where anything fails, nothing is made.

\\set ON_ERROR_STOP on
\\encoding UTF8
begin;
set local client_min_messages = warning;
set local standard_conforming_strings = on;
set local search_path = public;
create extension if not exists vector with schema public;

`;

/** Unless vectors are near each other in a way that pgvector knows, they can be compared row by row only. */
const FOOT = `
-- To find what is near: select chunk_id from embeddings order by vector <=> '[…]' limit 10;
create index embeddings_by_nearness on embeddings using hnsw (vector halfvec_cosine_ops);
commit;
analyze;
`;

/** Hearth's own numbering of the schema. */
async function migrationRecord(store: Queryable): Promise<string> {
  const { rows } = await store.query<{ version: number; name: string; applied_ms: number }>(
    'select version, name, applied_ms from schema_migrations order by version',
  );
  const lines = rows.map(({ version, name, applied_ms }) => `${version}\t${escaped(name)}\t${applied_ms}\n`);
  const table =
    'create table schema_migrations (version integer primary key, name text not null, applied_ms bigint not null);';
  return `${table}\ncopy schema_migrations (version, name, applied_ms) from stdin;\n${lines.join('')}\\.\n`;
}

async function* copyRows(
  store: Queryable,
  shape: TableShape,
  { signal, onRows }: TableReading,
): AsyncGenerator<string> {
  const names = shape.columns.map(({ name }) => `"${name}"`).join(', ');
  yield `\ncopy "${shape.name}" (${names}) from stdin;\n`;
  for await (const { lines } of readPages(store, shape)) {
    throwIfAborted(signal);
    onRows?.(lines.length);
    yield lines.map((line) => copyLine(shape, line)).join('');
  }
  yield '\\.\n';
}

/** A row in COPY's text format (PostgreSQL's manual, "COPY", File Formats). */
export function copyLine(shape: TableShape, line: RowLine): string {
  const values = fromLine(shape, line);
  const fields = shape.columns.map(({ type }, at) => copyField(type, values[at]));
  return `${fields.join('\t')}\n`;
}

/** pgvector's text form, exact: the shortest numbers that read as the same halves. */
const toVectorText = (halves: Uint8Array): string => `[${Array.from(readHalves(halves)).join(',')}]`;

function copyField(type: ColumnType, value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  switch (type) {
    case 'bytes':
      return `\\\\x${hex(value as Uint8Array)}`;
    case 'vector':
      return toVectorText(value as Uint8Array);
    case 'boolean':
      return value === true ? 't' : 'f';
    case 'double':
      return Object.is(value, -0) ? '-0' : String(value);
    default:
      return escaped(String(value));
  }
}

/** An escape for each character that COPY reads in its own way. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what COPY reads in its own way
const ESCAPED = /[\\\t\n\r\u0008\f\v]/g;

const escaped = (text: string): string => text.replace(ESCAPED, (character) => ESCAPES[character] ?? character);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}
