import type { Queryable, SqlDialect } from '../store.ts';

/**
 * The tables of a database as it really is, whatever engine and version made it. What is copied, backed up, exported or
 * compared is described by this, so that a column that a migration adds is never forgotten.
 */

export const COLUMN_TYPES = [
  'text',
  'uuid',
  'integer',
  'bigint',
  'double',
  'boolean',
  'json',
  'bytes',
  'vector',
] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export interface ColumnShape {
  readonly name: string;
  readonly type: ColumnType;
}

export interface TableShape {
  readonly name: string;
  /** By name, so that the order is the same on both engines. */
  readonly columns: readonly ColumnShape[];
  /** The columns of the primary key, in its order. */
  readonly key: readonly string[];
}

/** All tables but the record of migrations, which belongs to the database itself: those that are referred to come first. */
export async function readShapes(store: Queryable): Promise<readonly TableShape[]> {
  const { rows } = await store.query<ColumnRow>(COLUMNS[store.dialect]);
  const references = await store.query<{ from: string; to: string }>(REFERENCES[store.dialect]);
  const shapes = [...groupByTable(rows)].map(([name, columns]) => toShape(name, columns));
  return inOrder(shapes, references.rows);
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** 1, 2, … in the primary key; 0 outside of it. */
  readonly place: number;
}

const COLUMNS: Readonly<Record<SqlDialect, string>> = {
  postgresql: `select c.relname as "table", a.attname as "column", t.typname as type,
      coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)::int as place
    from pg_class as c
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type as t on t.oid = a.atttypid
    left join pg_index as i on i.indrelid = c.oid and i.indisprimary
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migrations'
    order by c.relname, a.attname`,
  sqlite: `select t.name as "table", c.name as "column", c.type, c.pk as place
    from sqlite_schema as t join pragma_table_info(t.name) as c
    where t.type = 'table' and t.name not like 'sqlite%' and t.name <> 'schema_migrations' order by t.name, c.name`,
};

const REFERENCES: Readonly<Record<SqlDialect, string>> = {
  postgresql: `select conrelid::regclass::text as "from", confrelid::regclass::text as "to"
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  sqlite: `select t.name as "from", f."table" as "to" from sqlite_schema as t
    join pragma_foreign_key_list(t.name) as f where t.type = 'table'`,
};

/** As each engine names them; SQLite's are those of `stores/sqlite/schema-types.ts`. */
const TYPES: Readonly<Record<string, ColumnType>> = {
  text: 'text',
  uuid: 'uuid',
  'uuid text': 'uuid',
  int4: 'integer',
  integer: 'integer',
  int8: 'bigint',
  bigint: 'bigint',
  float8: 'double',
  'double precision': 'double',
  bool: 'boolean',
  'boolean integer': 'boolean',
  jsonb: 'json',
  'json text': 'json',
  bytea: 'bytes',
  blob: 'bytes',
  halfvec: 'vector',
};

/** To SQLite a vector is a blob like others. */
const isVector = (table: string, column: string) => table === 'embeddings' && column === 'vector';

function toShape(name: string, rows: readonly ColumnRow[]): TableShape {
  const columns = rows.map(({ column, type: declared }) => {
    const type = isVector(name, column) ? 'vector' : TYPES[declared.toLowerCase()];
    if (type === undefined) throw new Error(`${name}.${column} is of a type that cannot be copied: ${declared}`);
    return { name: column, type };
  });
  const keyed = rows.filter(({ place }) => place > 0).toSorted((one, other) => one.place - other.place);
  if (keyed.length === 0) throw new Error(`${name} has no primary key`);
  return { name, columns, key: keyed.map(({ column }) => column) };
}

function groupByTable(rows: readonly ColumnRow[]): ReadonlyMap<string, ColumnRow[]> {
  const tables = new Map<string, ColumnRow[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return tables;
}

function inOrder(shapes: readonly TableShape[], references: readonly { from: string; to: string }[]): TableShape[] {
  const ordered: TableShape[] = [];
  const place = (shape: TableShape, above: readonly string[]) => {
    if (ordered.includes(shape)) return;
    for (const { from, to } of references) {
      const wanted = from === shape.name && !above.includes(to) ? shapes.find(({ name }) => name === to) : undefined;
      if (wanted !== undefined) place(wanted, [...above, shape.name]);
    }
    ordered.push(shape);
  };
  for (const shape of shapes) place(shape, []);
  return ordered;
}
