import { type Kysely, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import type { ItemLink } from '../../core/items/item.ts';
import type { LinkTarget } from '../../core/items/links.ts';
import { readAliases } from '../../core/items/parse-markdown.ts';
import { seenFrom } from '../../core/workspaces.ts';
import type { Database } from './schema.ts';

/** Links as they stand in texts, and what they can lead to. */

type Db = Kysely<Database>;

export interface LinkRecord {
  readonly id: Id;
  readonly toItem: Id | null;
  readonly target: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

export async function linkRows(db: Db, itemId: Id): Promise<LinkRecord[]> {
  const rows = await db
    .selectFrom('links')
    .select(['id', 'to_item', 'target', 'kind', 'start_at', 'end_at'])
    .where('from_item', '=', itemId)
    .where('deleted_ms', 'is', null)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    toItem: row.to_item,
    target: row.target,
    kind: row.kind,
    start: row.start_at,
    end: row.end_at,
  }));
}

export interface OpenLink {
  readonly id: Id;
  readonly target: string;
  readonly kind: ItemLink['kind'];
  /** Of the item that it stands in. */
  readonly fromFolder: string;
  readonly workspaceId: Id;
}

/** Links to items that lead nowhere yet, in what belongs to the workspace; for what belongs to all, in everything: any may lead there. */
export async function unresolvedLinks(db: Db, workspaceId: Id): Promise<OpenLink[]> {
  const rows = await db
    .selectFrom('links')
    .innerJoin('items', 'items.id', 'links.from_item')
    .select(['links.id', 'links.target', 'links.kind', 'items.folder', 'items.workspace_id'])
    .where(seenFrom(workspaceId) === null ? sql<boolean>`true` : sql<boolean>`items.workspace_id = ${workspaceId}`)
    .where('links.to_item', 'is', null)
    // Where an attachment lies is known from its mail, not looked for by its name.
    .where('links.kind', 'not in', ['url', 'attachment'])
    .where('links.deleted_ms', 'is', null)
    .where('items.deleted_ms', 'is', null)
    .execute();
  return rows.map(({ id, target, kind, folder, workspace_id }) => ({
    id,
    workspaceId: workspace_id,
    target,
    kind: kind as ItemLink['kind'],
    fromFolder: folder,
  }));
}

/** What a link can lead to, in these workspaces. */
export async function linkTargets(
  db: Db,
  workspaceIds: readonly Id[],
): Promise<(LinkTarget<Id> & { readonly workspaceId: Id })[]> {
  const rows = await db
    .selectFrom('items')
    .leftJoin('item_texts', 'item_texts.item_id', 'items.id')
    .select(['items.id', 'items.workspace_id', 'items.title', 'items.folder', 'items.source_path'])
    .select(
      sql<string | null>`case when item_texts.text like '---%' then substr(item_texts.text, 1, 4000) end`.as('front'),
    )
    .where('items.workspace_id', 'in', [...workspaceIds])
    .where('items.deleted_ms', 'is', null)
    .execute();
  return rows.map(({ id, workspace_id, title, folder, source_path: path, front }) => ({
    key: id,
    workspaceId: workspace_id,
    path: path ?? (folder === '' ? title : `${folder}/${title}`),
    names: [title, ...(front === null ? [] : readAliases(front))],
  }));
}
