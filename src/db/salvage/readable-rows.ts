import { AppError, throwIfAborted, toAppError } from '../../core/errors.ts';
import type { AbortFlag } from '../../core/ports.ts';
import { selectList } from '../logical/copy-rows.ts';
import { type RowLine, toLine } from '../logical/row-lines.ts';
import type { TableShape } from '../logical/shapes.ts';
import type { Queryable } from '../store.ts';

/** The rows of a damaged table that can still be read, without its indexes: by their place in the file. */

export interface ReadableRows {
  readonly lines: readonly RowLine[];
  /** Places in this range at which nothing can be read. */
  readonly unreadable: number;
}

/** Numbers of rows on SQLite; pages on PostgreSQL. From `from`, up to but not including `end`. */
interface Range {
  readonly from: number;
  readonly end: number;
}

interface Access {
  /** Pieces that are tried at once. */
  readonly step: number;
  range(store: Queryable, table: string): Promise<Range>;
  where({ from, end }: Range): string;
}

const PAGE_BYTES = 8192;

const ACCESS: Readonly<Record<Queryable['dialect'], Access>> = {
  sqlite: {
    step: 256,
    async range(store, table) {
      const last = await numberOf(store, `select max(rowid) as n from ${table}`).catch(() => probeRows(store, table));
      return { from: 0, end: last + 1 };
    },
    where: ({ from, end }) => `rowid >= ${from} and rowid < ${end}`,
  },
  postgresql: {
    step: 32,
    async range(store, table) {
      const bytes = await numberOf(store, `select pg_relation_size('${table}') as n`);
      return { from: 0, end: Math.ceil(bytes / PAGE_BYTES) };
    },
    where: ({ from, end }) => `ctid >= '(${from},0)' and ctid < '(${end},0)'`,
  },
};

const MOST_NUMBERS = 2 ** 24;

/** Where the highest number itself cannot be read: one that is beyond what can be. Rejects where nothing can. */
async function probeRows(store: Queryable, table: string): Promise<number> {
  let reached = 0;
  for (let number = 1; number <= MOST_NUMBERS; number *= 2) {
    const looked = numberOf(store, `select count(*) as n from ${table} where rowid = ${number}`);
    reached = await looked.then(
      () => number,
      () => reached,
    );
  }
  if (reached === 0) throw new AppError('store-corrupt', 'Nothing of the table can be read.');
  return Math.min(reached * 2, MOST_ROWS_GUESSED);
}

/** Above it, numbers that answer are those of an empty end. */
const MOST_ROWS_GUESSED = 200_000;

async function numberOf(store: Queryable, sql: string): Promise<number> {
  const { rows } = await store.query<{ n: number | null }>(sql);
  return Number(rows[0]?.n ?? 0);
}

/** In pieces. Rejects with `cancelled`, and with what says nothing of the data: `store-busy`. */
export async function* readableRows(
  store: Queryable,
  shape: TableShape,
  signal?: AbortFlag,
): AsyncGenerator<ReadableRows> {
  const access = ACCESS[store.dialect];
  const table = `"${shape.name}"`;
  const whole = await access.range(store, table).catch(() => null);
  if (whole === null) {
    yield { lines: [], unreadable: 1 };
    return;
  }
  for (let from = whole.from; from < whole.end; from += access.step) {
    throwIfAborted(signal);
    yield* readRange(store, shape, { from, end: Math.min(from + access.step, whole.end) });
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** What fails is halved until a single place is left. */
async function* readRange(store: Queryable, shape: TableShape, range: Range): AsyncGenerator<ReadableRows> {
  const lines = await linesIn(store, shape, ACCESS[store.dialect].where(range));
  if (lines !== null) {
    yield { lines, unreadable: 0 };
    return;
  }
  const { from, end } = range;
  if (end - from > 1) {
    const middle = from + ((end - from) >> 1);
    yield* readRange(store, shape, { from, end: middle });
    yield* readRange(store, shape, { from: middle, end });
  } else if (store.dialect === 'postgresql') yield* readEach(store, shape, from);
  else yield { lines: [], unreadable: 1 };
}

/** Rows that a page of PostgreSQL can hold. */
const MOST_ROWS = 291;

/** A page that can be read, with a row in it that cannot: a long value of it lies elsewhere. */
async function* readEach(store: Queryable, shape: TableShape, page: number): AsyncGenerator<ReadableRows> {
  const count = await numberOf(
    store,
    `select count(*) as n from "${shape.name}" where ctid >= '(${page},0)' and ctid < '(${page + 1},0)'`,
  ).catch(() => null);
  if (count === null) {
    yield { lines: [], unreadable: 1 };
    return;
  }
  let left = count;
  for (let at = 1; at <= MOST_ROWS && left > 0; at++) {
    const lines = await linesIn(store, shape, `ctid = '(${page},${at})'`);
    if (lines?.length === 0) continue;
    left -= 1;
    yield { lines: lines ?? [], unreadable: lines === null ? 1 : 0 };
  }
}

async function linesIn(store: Queryable, shape: TableShape, where: string): Promise<readonly RowLine[] | null> {
  try {
    const sql = `select ${selectList(shape, store.dialect)} from "${shape.name}" where ${where}`;
    const { rows } = await store.query(sql);
    return rows.map((row) => toLine(shape, row));
  } catch (thrown) {
    const { code } = thrown instanceof SyntaxError ? { code: 'store-corrupt' } : toAppError(thrown);
    if (code === 'store-busy' || code === 'cancelled') throw thrown;
    return null;
  }
}
