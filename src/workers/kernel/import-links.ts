import type { Id } from '../../core/ids.ts';
import type { ItemLink, Span } from '../../core/items/item.ts';
import { createLinkIndex } from '../../core/items/links.ts';
import { linkedFrom } from '../../core/workspaces.ts';
import { linkRows, linkTargets, unresolvedLinks } from '../../db/tables/item-links.ts';
import { tagRows } from '../../db/tables/item-parts.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';
import { setTags } from './set-tags.ts';

/** Tags and links as they follow from what was read. */

/** Follows the tags that came into the text and went out of it; those that the user set or took off by hand stay so. */
export async function changeTags(
  context: KernelContext,
  unit: WriteUnit,
  itemId: Id,
  before: readonly string[],
  now: readonly string[],
): Promise<void> {
  const held = (await tagRows(context.db, itemId)).filter((row) => row.deletedMs === null).map((row) => row.tag);
  const kept = held.filter((tag) => now.includes(tag) || !before.includes(tag));
  await setTags(context, unit, itemId, [...new Set([...kept, ...now.filter((tag) => !before.includes(tag))])]);
}

/** Links as the text has them now; where they lead is found when all that was read is there. Attachments stay. */
export async function setLinks(
  context: KernelContext,
  unit: WriteUnit,
  itemId: Id,
  links: readonly ItemLink[],
): Promise<void> {
  const old = new Map((await linkRows(context.db, itemId)).map((link) => [linkKey(link.target, link), link]));
  for (const link of links) {
    const key = linkKey(link.target, link.span);
    const held = old.get(key);
    old.delete(key);
    if (held === undefined) insertLink(unit, itemId, link);
  }
  for (const gone of old.values()) {
    if (gone.kind !== 'attachment') await unit.patch('links', gone.id, { deleted_ms: unit.nowMs });
  }
}

export function insertLink(unit: WriteUnit, itemId: Id, { target, kind, span }: ItemLink): void {
  unit.insert('links', unit.newId(), { from_item: itemId, target, kind, start_at: span.start, end_at: span.end });
}

const linkKey = (target: string, { start, end }: Span) => `${start}-${end}:${target}`;

/**
 * Leads from a mail to what was attached to it. A link that the mail's reader gave is filled, by the end of the path;
 * `filled` keeps those of one unit apart.
 */
export async function attachItem(
  { db }: KernelContext,
  unit: WriteUnit,
  { mail, itemId, path, filled }: { mail: Id; itemId: Id; path: string; filled: Set<Id> },
): Promise<void> {
  const rows = (await linkRows(db, mail)).filter(({ kind }) => kind === 'attachment');
  if (rows.some(({ toItem }) => toItem === itemId)) return;
  const isOpen = ({ id, toItem, target }: (typeof rows)[number]) =>
    toItem === null && !filled.has(id) && path.endsWith(`/${target.normalize('NFC')}`);
  const open = rows.find(isOpen);
  if (open !== undefined) {
    filled.add(open.id);
    return unit.patch('links', open.id, { to_item: itemId });
  }
  const target = path.slice(path.lastIndexOf('/') + 1);
  const place = { start_at: 0, end_at: 0 };
  unit.insert('links', unit.newId(), { from_item: mail, to_item: itemId, target, kind: 'attachment', ...place });
}

/** Finds where links lead that led nowhere so far: in their own workspace, else in what belongs to all. */
export async function resolveLinks({ db }: KernelContext, unit: WriteUnit, workspaceId: Id): Promise<void> {
  const links = await unresolvedLinks(db, workspaceId);
  if (links.length === 0) return;
  const reached = new Set(links.flatMap((link) => linkedFrom(link.workspaceId)));
  const targets = Map.groupBy(await linkTargets(db, [...reached]), (target) => target.workspaceId);
  const indexes = new Map([...reached].map((id) => [id, createLinkIndex(targets.get(id) ?? [])]));
  for (const link of links) {
    const goal = firstOf(linkedFrom(link.workspaceId), (id) => indexes.get(id)?.resolve(link, link.fromFolder) ?? null);
    if (goal !== null) await unit.patch('links', link.id, { to_item: goal });
  }
}

function firstOf<T, R>(list: readonly T[], find: (each: T) => R | null): R | null {
  for (const each of list) {
    const found = find(each);
    if (found !== null) return found;
  }
  return null;
}
