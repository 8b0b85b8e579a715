import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { linkedFrom } from '../../core/workspaces.ts';
import type { WriteUnit } from '../write.ts';
import type { Database } from './schema.ts';

type Db = Kysely<Database>;

export async function readSettings(db: Db): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('settings').selectAll().execute();
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}

export function putSetting(db: Db, unit: WriteUnit, key: string, value: unknown): void {
  const json = JSON.stringify(value);
  const insert = db.insertInto('settings').values({ key, value: json });
  unit.device(
    'settings',
    insert.onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json })),
  );
}

/** Those of the workspace, and where it has none of its own those of all. */
export async function readPreferences(db: Db, workspaceId: Id): Promise<Record<string, unknown>> {
  const rows = await db
    .selectFrom('preferences')
    .select(['key', 'value', 'workspace_id'])
    .where('workspace_id', 'in', [...linkedFrom(workspaceId)])
    .where('deleted_ms', 'is', null)
    .execute();
  const own = rows.toSorted((a, b) => Number(a.workspace_id === workspaceId) - Number(b.workspace_id === workspaceId));
  return Object.fromEntries(own.map((row) => [row.key, row.value]));
}

export async function findPreference(db: Db, workspaceId: Id, key: string): Promise<Id | null> {
  const row = await db
    .selectFrom('preferences')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** This device's id; made at the first opening of the store. */
export async function selfDevice(db: Db): Promise<Id | null> {
  const row = await db.selectFrom('devices').select('id').where('is_self', '=', true).executeTakeFirst();
  return row?.id ?? null;
}

export async function insertSelf(db: Db, id: Id, name: string, nowMs: number): Promise<void> {
  await db.insertInto('devices').values({ id, name, created_ms: nowMs, is_self: true }).execute();
}

export async function hasWorkspace(db: Db, workspaceId: Id): Promise<boolean> {
  const row = await db.selectFrom('workspaces').select('id').where('id', '=', workspaceId).executeTakeFirst();
  return row !== undefined;
}
