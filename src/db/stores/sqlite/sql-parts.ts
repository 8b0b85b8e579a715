import { sql } from 'kysely';
import type { SqlParts } from '../../sql-parts.ts';
import { readHalves, writeHalves } from '../half-vectors.ts';

/** Lists travel as JSON, and are rows of `json_each` inside: SQLite has no arrays. */
const rowsOf = (values: readonly string[]) => sql`json_each(${JSON.stringify(values)})`;

export const sqliteParts: SqlParts = {
  isOneOf: (column, values) => sql`${sql.ref(column)} in (select value from ${rowsOf(values)})`,
  given: (values) => sql`${rowsOf(values)} as given`,
  startsWith: (column, prefix) => sql`substr(${sql.ref(column)}, 1, length(${prefix})) = ${prefix}`,
  startsWithOneOf: (column, prefixes) => sql`exists (select 1 from ${rowsOf(prefixes)} as given
    where substr(${sql.ref(column)}, 1, length(given.value)) = given.value)`,
  containsIgnoringCase: (column, text) => sql`instr(lower_case(${sql.ref(column)}), lower_case(${text})) > 0`,
  positionOf: (part, column) => sql`instr(${sql.ref(column)}, ${part})`,
  listOf: (column) => sql`json_group_array(${sql.ref(column)} order by ${sql.ref(column)})`,
  bitsApart: (one, other) => sql`bits_apart(${sql.ref(one)}, ${sql.ref(other)})`,
  withMembers: (column, parameter) => `json_patch(${column}, ${parameter})`,
  insertVectors(model, rows) {
    const bytes = writeHalves(rows.map(({ vector }) => vector));
    const each = bytes.length / Math.max(1, rows.length);
    const list = JSON.stringify(rows.map(({ chunkId, title }) => ({ chunkId, title })));
    return sql`insert into embeddings (chunk_id, model, title, vector)
      select chunks.id, ${model}, given.value ->> 'title', substr(${bytes}, given.key * ${each} + 1, ${each})
      from json_each(${list}) as given join chunks on chunks.id = given.value ->> 'chunkId'`;
  },
  insertPages: (itemId, pages) => sql`insert into picture_words (item_id, page)
    select ${itemId}, value from json_each(${JSON.stringify(pages)})`,
  placesAt: (asked) => sql`
    select q.value ->> 'ord' as ord, (
      select json_remove(p.value, '$.cells') from json_each(t.places) as p
      where p.value ->> 'start' <= q.value ->> 'at' and p.value ->> 'end' > q.value ->> 'at' order by p.key limit 1
    ) as held
    from json_each(${asked}) as q join item_texts as t on t.item_id = q.value ->> 'item'`,
  vector: (column) => sql.ref(column),
  readVector: (value) => readHalves(value as Uint8Array),
};
