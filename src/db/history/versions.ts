import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { Database } from '../tables/schema.ts';
import type { WriteUnit } from '../write.ts';
import type { KeptVersion } from './item-history.ts';

/** Versions that stand for what the change log lost. */

type Db = Kysely<Database>;

export interface NewVersion extends KeptVersion {
  readonly itemId: Id;
  readonly text: string;
}

export function insertVersion(db: Db, unit: WriteUnit, version: NewVersion): void {
  const { id, itemId, atMs, hlc, deviceId, actor, title, text } = version;
  const row = { id, item_id: itemId, at_ms: atMs, hlc, device_id: deviceId, actor, title, text };
  unit.device('item_versions', db.insertInto('item_versions').values(row));
}

export function dropVersion(db: Db, unit: WriteUnit, id: Id): void {
  unit.device('item_versions', db.deleteFrom('item_versions').where('id', '=', id));
}

export function dropVersionsBefore(db: Db, unit: WriteUnit, beforeMs: number): void {
  unit.device('item_versions', db.deleteFrom('item_versions').where('at_ms', '<', beforeMs));
}
