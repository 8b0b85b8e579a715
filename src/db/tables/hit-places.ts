import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { SourcePlace } from '../../core/items/source-place.ts';
import { partsOf, readJson } from '../sql-parts.ts';
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
  const { rows } = await partsOf(db).placesAt(list).execute(db);
  const byOrder = new Map(rows.map(({ ord, held }) => [ord, readJson(held) as HeldPlace | null]));
  return asked.map((_, ord) => byOrder.get(ord) ?? null);
}
