import type { Id } from '../../core/ids.ts';
import type { Span } from '../../core/items/item.ts';
import { findMentions } from '../../core/notes/mentions.ts';
import type { LinksToRename, Mentions } from '../../core/notes/note-queries.ts';
import type { PropertiesView } from '../../core/notes/property.ts';
import type { QueryParams } from '../../core/queries.ts';
import { withinWorkspace } from '../../core/search/within-workspace.ts';
import { seenItem } from '../../db/tables/items.ts';
import { passagesIn, textsOf } from '../../db/tables/note-links.ts';
import type { KernelContext } from './context.ts';
import { namesOf, planLinkRewriting } from './note-names.ts';

/** What is asked around a note. */

/** Notes that the index gives for each name; they are looked through word for word. */
const CANDIDATES = 100;

export async function viewMentions(
  context: KernelContext,
  { itemId }: QueryParams<'mentions'>,
  workspaceId: Id,
): Promise<Mentions> {
  const { db, indexer } = context;
  const item = await seenItem(db, itemId, workspaceId);
  if (item === null) return { notes: [], more: false };
  await indexer.ready();
  const names = await namesOf(context, item);
  const candidates = new Set<Id>();
  let more = false;
  for (const name of names) {
    const query = `"${name.replaceAll('"', ' ').trim()}"`;
    const filters = withinWorkspace({ kinds: ['note'] }, workspaceId);
    const { hits, total } = indexer.index.search({ query, filters, limit: CANDIDATES, match: 'all', mode: 'text' });
    for (const hit of hits) candidates.add(hit.itemId);
    if (total > hits.length) more = true;
  }
  candidates.delete(itemId);
  const texts = await textsOf(db, [...candidates]);
  const found = [...texts].flatMap(([id, text]): [Id, readonly Span[]][] => {
    const spans = findMentions(text, names);
    return spans.length === 0 ? [] : [[id, spans]];
  });
  return { notes: await passagesIn(db, found, workspaceId), more };
}

export async function linksToRename(
  context: KernelContext,
  { itemId, title }: QueryParams<'links-to-rename'>,
  workspaceId: Id,
): Promise<LinksToRename> {
  const item = await seenItem(context.db, itemId, workspaceId);
  if (item === null) return { notes: 0, links: 0 };
  const plan = await planLinkRewriting(context, item, title);
  const counts = await Promise.all(
    plan.notes.map(async (note) => plan.edits(await bodyText(context, note.id), note).length),
  );
  return { notes: counts.filter((count) => count > 0).length, links: counts.reduce((sum, count) => sum + count, 0) };
}

export async function viewProperties(
  context: KernelContext,
  { itemId }: QueryParams<'properties'>,
  workspaceId: Id,
): Promise<PropertiesView> {
  if ((await seenItem(context.db, itemId, workspaceId)) === null) return { state: 'none' };
  const text = await bodyText(context, itemId);
  if (!text.startsWith('---')) return { state: 'none' };
  const { readProperties } = await import('../../core/notes/properties.ts');
  return readProperties(text);
}

/** Empty for what has no body. */
const bodyText = async ({ bodies }: KernelContext, itemId: Id): Promise<string> =>
  (await bodies.read(itemId, (body) => body.text())) ?? '';
