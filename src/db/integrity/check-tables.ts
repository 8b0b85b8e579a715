import { type Finding, finding } from '../../core/integrity/findings.ts';
import { keyOf, selectList } from '../logical/copy-rows.ts';
import { toLine } from '../logical/row-lines.ts';
import type { TableShape } from '../logical/shapes.ts';
import type { Queryable } from '../store.ts';
import type { Cursor, SliceContext, SliceResult, Step } from './slice.ts';

/** That every row can be read, through the index of its key, and that the table's indexes name as many as there are. */

const ROWS = 200;

export const tableStep = (shape: TableShape): Step => ({
  name: `table ${shape.name}`,
  where: shape.name,
  run: (context, after) => readSlice(context, shape, after),
});

async function readSlice({ inside }: SliceContext, shape: TableShape, after: Cursor | null): Promise<SliceResult> {
  const [count = 0, ...last] = after ?? [0];
  const key = shape.key.map(quoted).join(', ');
  const places = shape.key.map((_, at) => `$${at + 2}`).join(', ');
  const behind = after === null ? '' : `where (${key}) > (${places}) `;
  const columns = selectList(shape, inside.dialect);
  const sql = `select ${columns} from ${quoted(shape.name)} ${behind}order by ${key} limit $1`;
  const { rows } = await inside.query(sql, [ROWS, ...last]);
  for (const row of rows) toLine(shape, row);
  const read = Number(count) + rows.length;
  const end = rows.at(-1);
  if (end !== undefined && rows.length === ROWS) {
    return { findings: [], next: [read, ...(keyOf(shape, end) as Cursor)], rows: rows.length };
  }
  return { findings: await compareIndexes(inside, shape.name, read), next: null, rows: rows.length };
}

interface IndexRow {
  readonly name: string;
  /** What stands in the parentheses of its definition. */
  readonly columns: string;
}

const INDEXES = {
  postgresql: `select i.relname as name, substring(pg_get_indexdef(i.oid) from 'USING btree \\((.*)\\)$') as columns
    from pg_index as x join pg_class as i on i.oid = x.indexrelid join pg_class as t on t.oid = x.indrelid
    where t.relname = $1 and t.relnamespace = 'public'::regnamespace and x.indpred is null
      and pg_get_indexdef(i.oid) like '%USING btree%'`,
  sqlite: `select name, '' as columns from pragma_index_list($1) where partial = 0`,
} as const;

async function compareIndexes(store: Queryable, table: string, byKey: number): Promise<Finding[]> {
  const { rows: indexes } = await store.query<IndexRow>(INDEXES[store.dialect], [table]);
  const rows = await countByRows(store, table);
  const findings = rows === byKey ? [] : [finding('index-differs', table, [], Math.abs(rows - byKey))];
  for (const index of indexes) {
    const named = await countByIndex(store, table, index);
    if (named !== rows) findings.push(finding('index-differs', table, [index.name], Math.abs(rows - named)));
  }
  return findings;
}

async function countByRows(store: Queryable, table: string): Promise<number> {
  if (store.dialect === 'sqlite') return count(store, `${quoted(table)} not indexed`);
  await plan(store, { enable_seqscan: true, enable_indexonlyscan: false, enable_indexscan: false });
  return count(store, quoted(table));
}

/** In the index's own order, which no other way of reading gives. */
async function countByIndex(store: Queryable, table: string, { name, columns }: IndexRow): Promise<number> {
  if (store.dialect === 'sqlite') return count(store, `${quoted(table)} indexed by ${quoted(name)}`);
  await plan(store, { enable_seqscan: false, enable_indexonlyscan: true, enable_indexscan: true });
  return count(store, `(select 1 from ${quoted(table)} order by ${columns} offset 0) as listed`);
}

/** For the rest of the transaction. */
async function plan(store: Queryable, settings: Readonly<Record<string, boolean>>): Promise<void> {
  for (const [name, on] of Object.entries({ enable_sort: false, enable_bitmapscan: false, ...settings })) {
    await store.query(`set local ${name} = ${on ? 'on' : 'off'}`);
  }
}

async function count(store: Queryable, from: string): Promise<number> {
  const { rows } = await store.query<{ count: number }>(`select count(*) as count from ${from}`);
  return Number(rows[0]?.count ?? 0);
}

const quoted = (name: string) => `"${name}"`;
