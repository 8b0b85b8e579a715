import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { SourcePlace } from '../../core/items/source-place.ts';
import type { Database } from './schema.ts';

export interface AskedPlace {
  readonly itemId: Id;
  /** In the item's text. */
  readonly at: number;
}

export interface HeldPlace {
  readonly start: number;
  readonly end: number;
  readonly place: SourcePlace;
}

/** For each offset the place that it stands in; null where its format has none there. */
export async function placesAt(db: Kysely<Database>, asked: readonly AskedPlace[]): Promise<(HeldPlace | null)[]> {
  if (asked.length === 0) return [];
  const list = JSON.stringify(asked.map(({ itemId, at }, ord) => ({ ord, item: itemId, at })));
  const { rows } = await sql<{ ord: number; held: HeldPlace | null }>`
    select q.ord, jsonb_path_query_first(
      t.places, '$[*] ? (@.start <= $at && @.end > $at)', jsonb_build_object('at', q.at)
    ) - 'cells' as held
    from jsonb_to_recordset(${list}::jsonb) as q(ord int, item uuid, at int)
    join item_texts t on t.item_id = q.item`.execute(db);
  const byOrder = new Map(rows.map(({ ord, held }) => [ord, held]));
  return asked.map((_, ord) => byOrder.get(ord) ?? null);
}
