import { sql } from 'kysely';
import type { SqlParts } from '../../sql-parts.ts';

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (char) => `\\${char}`);

/** `pgvector`'s text form. */
const vectorText = (vector: Float32Array) => `[${Array.from(vector, (value) => value.toFixed(5)).join(',')}]`;

export const postgresParts: SqlParts = {
  isOneOf: (column, values, type) => sql`${sql.ref(column)} = any(${[...values]}::${sql.raw(type)}[])`,
  given: (values) => sql`unnest(${[...values]}::text[]) as given (value)`,
  startsWith: (column, prefix) => sql`starts_with(${sql.ref(column)}, ${prefix})`,
  startsWithOneOf: (column, prefixes) =>
    sql`exists (select from unnest(${[...prefixes]}::text[]) as prefix where starts_with(${sql.ref(column)}, prefix))`,
  containsIgnoringCase: (column, text) => sql`${sql.ref(column)} ilike ${`%${escapeLike(text)}%`}`,
  positionOf: (part, column) => sql`strpos(${sql.ref(column)}, ${part})`,
  listOf: (column) => sql`json_agg(${sql.ref(column)} order by ${sql.ref(column)})`,
  bitsApart: (one, other) => sql`bit_count((${sql.ref(one)} # ${sql.ref(other)})::bit(64))`,
  withMembers: (column, parameter) => `${column} || ${parameter}::jsonb`,
  insertVectors(model, rows) {
    const chunkIds = rows.map(({ chunkId }) => chunkId);
    const titles = rows.map(({ title }) => title);
    const texts = rows.map(({ vector }) => vectorText(vector));
    return sql`insert into embeddings (chunk_id, model, title, vector)
      select chunks.id, ${model}, given.title, given.vector::halfvec
      from unnest(${chunkIds}::uuid[], ${titles}::text[], ${texts}::text[]) as given (chunk_id, title, vector)
      join chunks on chunks.id = given.chunk_id`;
  },
  insertPages: (itemId, pages) => sql`insert into picture_words (item_id, page)
    select ${itemId}::uuid, page from unnest(${[...pages]}::integer[]) as given (page)`,
  placesAt: (asked) => sql`
    select q.ord, jsonb_path_query_first(
      t.places, '$[*] ? (@.start <= $at && @.end > $at)', jsonb_build_object('at', q.at)
    ) - 'cells' as held
    from jsonb_to_recordset(${asked}::jsonb) as q(ord int, item uuid, at int)
    join item_texts t on t.item_id = q.item`,
  vector: (column) => sql`${sql.ref(column)}::text`,
  readVector: (value) => Float32Array.from(JSON.parse(String(value))),
};
