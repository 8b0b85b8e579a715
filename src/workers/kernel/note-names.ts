import type { Id } from '../../core/ids.ts';
import type { Item, ItemLink } from '../../core/items/item.ts';
import { createLinkIndex } from '../../core/items/links.ts';
import { readAliases } from '../../core/items/parse-markdown.ts';
import { linksIn, nameSpan, renamedTarget, rewriteLinks } from '../../core/notes/note-links.ts';
import type { TextEdit } from '../../core/notes/text-edit.ts';
import { linkedFrom } from '../../core/workspaces.ts';
import { linkTargets } from '../../db/tables/item-links.ts';
import { itemText } from '../../db/tables/item-parts.ts';
import { type LinkingNote, notesLinkingTo } from '../../db/tables/note-links.ts';
import type { KernelContext } from './context.ts';

/** What a note is called, and what leads to it by that. */

/** Title and aliases. */
export async function namesOf({ db }: KernelContext, item: Item): Promise<readonly string[]> {
  const stored = await itemText(db, item.id);
  return [item.title, ...readAliases(stored?.text ?? '')];
}

/** Where a link leads, by the workspace and the folder of what it stands in. */
export interface LinkResolver {
  resolve(link: Pick<ItemLink, 'target' | 'kind'>, from: Pick<LinkingNote, 'folder' | 'workspaceId'>): Id | null;
}

type Target = Awaited<ReturnType<typeof linkTargets>>[number];

function createLinkResolver(targets: readonly Target[]): LinkResolver {
  const byWorkspace = Map.groupBy(targets, ({ workspaceId }) => workspaceId);
  const indexes = new Map([...byWorkspace].map(([id, held]) => [id, createLinkIndex(held)]));
  return {
    resolve(link, { folder, workspaceId }) {
      for (const id of linkedFrom(workspaceId)) {
        const goal = indexes.get(id)?.resolve(link, folder);
        if (goal !== null && goal !== undefined) return goal;
      }
      return null;
    },
  };
}

/** For links in these workspaces. */
export const readLinkResolver = async ({ db }: KernelContext, workspaceIds: readonly Id[]): Promise<LinkResolver> =>
  createLinkResolver(await linkTargets(db, reachedFrom(workspaceIds)));

const reachedFrom = (workspaceIds: readonly Id[]): readonly Id[] => [...new Set(workspaceIds.flatMap(linkedFrom))];

export interface LinkRewriting {
  /** Notes that link to the item. */
  readonly notes: readonly LinkingNote[];
  /** What has to be changed in such a note's text, so that its links lead to the item when it has the new title. */
  edits(text: string, note: LinkingNote): readonly TextEdit[];
  /** Links that would lead elsewhere, or nowhere, and cannot carry the new title. */
  left(text: string, note: LinkingNote): number;
}

type Named = 'wiki' | 'markdown';
const isNamed = (kind: ItemLink['kind']): kind is Named => kind === 'wiki' || kind === 'markdown';

/** Links that lead to the item by its name of now, and would not when it is called `title`. */
export async function planLinkRewriting({ db }: KernelContext, item: Item, title: string): Promise<LinkRewriting> {
  const notes = await notesLinkingTo(db, item.id);
  const workspaces = [item.workspaceId, ...notes.map(({ workspaceId }) => workspaceId)];
  const targets = notes.length === 0 ? [] : await linkTargets(db, reachedFrom(workspaces));
  const before = createLinkResolver(targets);
  const after = createLinkResolver(targets.map((each) => (each.key === item.id ? renamed(each, item, title) : each)));
  const isLost = (target: string, kind: Named, note: LinkingNote) =>
    before.resolve({ target, kind }, note) === item.id && after.resolve({ target, kind }, note) !== item.id;
  const newName = (name: string, kind: Named, note: LinkingNote): string | null => {
    const inFolder = item.folder === '' ? title : `${item.folder}/${title}`;
    const names = [renamedTarget(name, kind, title), kind === 'wiki' ? renamedTarget('', kind, inFolder) : null];
    return names.find((each) => each !== null && after.resolve({ target: each, kind }, note) === item.id) ?? null;
  };
  return {
    notes,
    edits: (text, note) =>
      rewriteLinks(text, ({ kind }, name) =>
        isNamed(kind) && isLost(name, kind, note) ? newName(name, kind, note) : null,
      ),
    left: (text, note) =>
      linksIn(text).filter((link) => {
        const span = nameSpan(text, link);
        if (span === null || !isNamed(link.kind)) return false;
        const name = text.slice(span.start, span.end);
        return isLost(name, link.kind, note) && newName(name, link.kind, note) === null;
      }).length,
  };
}

/** What came from a file keeps the file's name: links by that lead on. */
function renamed(target: Target, { title: old, folder }: Item, title: string): Target {
  const [, ...aliases] = target.names;
  const own = folder === '' ? old : `${folder}/${old}`;
  const path = target.path === own ? (folder === '' ? title : `${folder}/${title}`) : target.path;
  return { ...target, path, names: [title, ...aliases] };
}
