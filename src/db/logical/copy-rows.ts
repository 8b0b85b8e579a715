import { AppError } from '../../core/errors.ts';
import type { Queryable, SqlDialect, Statement, Store } from '../store.ts';
import { fromLine, type RowLine, toLine, toVectorWire } from './row-lines.ts';
import type { ColumnShape, TableShape } from './shapes.ts';

/** Rows of any table out of one store and into another, a page at a time. */

/** The values of a row's key, as the engine gives them. */
export type RowKey = readonly unknown[];

export interface RowPage {
  readonly lines: readonly RowLine[];
  /** Of the last row; null where there is no row any more. */
  readonly last: RowKey | null;
}

/** The rows behind `after` in the order of the key, `limit` at most. */
export async function readPage(
  store: Queryable,
  shape: TableShape,
  after: RowKey | null,
  limit: number,
): Promise<RowPage> {
  const key = shape.key.map(quoted).join(', ');
  const places = shape.key.map((_, at) => `$${at + 2}`).join(', ');
  const behind = after === null ? '' : `where (${key}) > (${places}) `;
  const { rows } = await store.query(
    `select ${selectList(shape, store.dialect)} from ${quoted(shape.name)} ${behind}order by ${key} limit $1`,
    [limit, ...(after ?? [])],
  );
  const last = rows.at(-1);
  return { lines: rows.map((row) => toLine(shape, row)), last: last === undefined ? null : keyOf(shape, last) };
}

/** What is selected of a table so that `toLine` can read it: JSON as the text that it is. */
export function selectList({ columns }: TableShape, dialect: SqlDialect): string {
  return columns.map((column) => selected(column, dialect)).join(', ');
}

function selected({ name, type }: ColumnShape, dialect: SqlDialect): string {
  const asText = type === 'json' || (type === 'vector' && dialect === 'postgresql');
  return asText ? `cast(${quoted(name)} as text) as ${quoted(name)}` : quoted(name);
}

export const keyOf = ({ key }: TableShape, row: Readonly<Record<string, unknown>>): RowKey =>
  key.map((name) => row[name]);

/**
 * All rows of a table behind `after` in the order of its key, in pages of about a megabyte, `limit` rows at most. Between two
 * pages the worker hears what else is asked of it: SQLite answers at once, and would keep it busy to the end.
 */
export async function* readPages(
  store: Queryable,
  shape: TableShape,
  limit = PAGE_ROWS,
  after: RowKey | null = null,
): AsyncGenerator<RowPage> {
  for (let last = after, rows = Math.min(limit, FIRST_ROWS); ; ) {
    const page: RowPage = await readPage(store, shape, last, rows);
    if (page.last === null) return;
    yield page;
    if (page.lines.length < rows) return;
    last = page.last;
    rows = rowsOfPage(page.lines, limit);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** A row may be a whole book: so many that the next page is about as long as a page is to be. */
function rowsOfPage(lines: readonly RowLine[], limit: number): number {
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  return Math.max(1, Math.min(limit, Math.floor((PAGE_LENGTH * lines.length) / length)));
}

export const PAGE_ROWS = 500;
const PAGE_LENGTH = 1_000_000;
/** Before it is known how long rows are. */
const FIRST_ROWS = 50;

/** The key of the last row in the order of the key; null for a table that is empty. */
export async function lastKey(store: Queryable, shape: TableShape): Promise<RowKey | null> {
  const key = shape.key.map(quoted);
  const order = key.map((column) => `${column} desc`).join(', ');
  const { rows } = await store.query(`select ${key.join(', ')} from ${quoted(shape.name)} order by ${order} limit 1`);
  const [last] = rows;
  return last === undefined ? null : keyOf(shape, last);
}

/** `new`: a row that is there already is a conflict. `replace`: it becomes what the line says. */
export type WriteMode = 'new' | 'replace';

/** As one transaction. Rejects with `backup-damaged` for a line that is no row of the table, and as `Store.batch` does. */
export async function writeLines(
  store: Store,
  shape: TableShape,
  lines: readonly RowLine[],
  mode: WriteMode = 'new',
): Promise<void> {
  await store.batch(lineStatements(store.dialect, shape, lines, mode));
}

export function lineStatements(
  dialect: SqlDialect,
  shape: TableShape,
  lines: readonly RowLine[],
  mode: WriteMode,
): Statement[] {
  const sql = insertText(shape, mode);
  return lines.map((line) => ({ sql, parameters: parametersOf(dialect, shape, line) }));
}

function parametersOf(dialect: SqlDialect, shape: TableShape, line: RowLine): unknown[] {
  const values = readLine(shape, line);
  return values.map((value, at) => {
    const isWire = dialect === 'postgresql' && shape.columns[at]?.type === 'vector' && value !== null;
    return isWire ? toVectorWire(value as Uint8Array) : value;
  });
}

function readLine(shape: TableShape, line: RowLine): unknown[] {
  try {
    return fromLine(shape, line);
  } catch (cause) {
    const message = `A row of the table “${shape.name}” cannot be read: ${(cause as Error).message}.`;
    throw new AppError('backup-damaged', message, { cause, details: { table: shape.name } });
  }
}

function insertText({ name, columns, key }: TableShape, mode: WriteMode): string {
  const names = columns.map((column) => quoted(column.name));
  const insert = `insert into ${quoted(name)} (${names.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`;
  if (mode === 'new') return insert;
  const others = columns.filter((column) => !key.includes(column.name)).map((column) => quoted(column.name));
  const sets = others.map((column) => `${column} = excluded.${column}`).join(', ');
  return `${insert} on conflict (${key.map(quoted).join(', ')}) do ${sets === '' ? 'nothing' : `update set ${sets}`}`;
}

const quoted = (name: string) => `"${name}"`;
