import type { Kysely } from 'kysely';
import { clockDevice, clockMs, clocksOf, EVERY_CELL, type Hlc } from '../../core/changes.ts';
import type { Id } from '../../core/ids.ts';
import type { Database } from '../tables/schema.ts';
import type { WriteUnit } from '../write.ts';

/**
 * Many rows of a note's body become one that says the same. This is the one change of synced rows that is no operation: what the note
 * is does not change by it, and the rows that go are those whose operations have left the log with the same unit. The new row has an id of
 * its own and the clock of the newest that it stands for, so that another device takes it as one more part of the body.
 */

type Db = Kysely<Database>;

export interface OldUpdate {
  readonly id: Id;
  readonly update: Uint8Array;
  readonly hlc: Hlc;
}

/** The oldest rows of a body, in order: those that are below the floor of their device, and none that is as new as what follows. */
export async function oldUpdates(db: Db, itemId: Id, floors: ReadonlyMap<Id, Hlc>): Promise<OldUpdate[]> {
  const newestMs = Math.max(...[...floors.values()].map(clockMs));
  const rows = await db
    .selectFrom('item_bodies')
    .select(['id', 'update', 'clocks'])
    .where('item_id', '=', itemId)
    .where('deleted_ms', 'is', null)
    // Ids are made by the clock that the floors are of; a second more or less decides nothing.
    .where('id', '<', idBound(newestMs + 1000))
    .orderBy('id')
    .execute();
  const dated = rows.map(({ id, update, clocks }) => ({
    id,
    update,
    hlc: clocksOf(clocks, ['update'])['update'] ?? clocks[EVERY_CELL] ?? '',
  }));
  const end = dated.findIndex(({ hlc }) => hlc > (floors.get(clockDevice(hlc)) ?? ''));
  if (end < 0) return dated;
  const nextMs = idMs(dated[end]?.id ?? '');
  return dated.slice(0, end).filter(({ id }) => idMs(id) < nextMs);
}

/** Made of the rows that it stands for, so that it is the same whoever makes it; it sorts after what was before them and before what comes. */
export function mergedId(rows: readonly OldUpdate[], digest: string): Id {
  const last = rows.at(-1)?.id ?? '';
  const hex = digest.slice(0, 15);
  return `${last.slice(0, 19)}${(8 + (Number.parseInt(digest.charAt(20), 16) % 4)).toString(16)}${hex.slice(0, 3)}-${hex.slice(3)}`;
}

export function mergeBodies(
  db: Db,
  unit: WriteUnit,
  rows: readonly OldUpdate[],
  merged: { readonly id: Id; readonly itemId: Id; readonly workspaceId: Id; readonly update: Uint8Array },
): void {
  const hlc =
    rows
      .map((row) => row.hlc)
      .sort()
      .at(-1) ?? '';
  for (const { id } of rows) unit.device('change_log', db.deleteFrom('item_bodies').where('id', '=', id));
  const values = {
    id: merged.id,
    workspace_id: merged.workspaceId,
    item_id: merged.itemId,
    clocks: JSON.stringify({ [EVERY_CELL]: hlc }),
    deleted_ms: null,
    update: merged.update,
  };
  unit.device('change_log', db.insertInto('item_bodies').values(values));
}

const idMs = (id: Id): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

function idBound(ms: number): Id {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
