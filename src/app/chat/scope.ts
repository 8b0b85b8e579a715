import type { CommandInput } from '../../core/commands.ts';
import type { Id } from '../../core/ids.ts';
import type { ItemKind } from '../../core/items/item.ts';
import type { SearchFilters } from '../../core/search/search-index.ts';
import { HOME_WORKSPACE, seenFrom } from '../../core/workspaces.ts';
import type { Draft } from './drafts.ts';

export type CommandFilters = NonNullable<CommandInput<'send-message'>['filters']>;

/** Where a question looks: one simple choice. */
export type Scope =
  | { readonly type: 'all' }
  | { readonly type: 'kind'; readonly kind: ItemKind }
  | { readonly type: 'tag'; readonly tag: string }
  | { readonly type: 'folder'; readonly folder: string }
  | { readonly type: 'workspace'; readonly workspaceId: Id };

export function filtersOf(scope: Scope): SearchFilters {
  if (scope.type === 'kind') return { kinds: [scope.kind] };
  if (scope.type === 'tag') return { tags: [scope.tag] };
  // What one sees being in it: its own things, and those that belong to all.
  if (scope.type === 'workspace') return { workspaceIds: [...(seenFrom(scope.workspaceId) ?? [])] };
  return scope.type === 'folder' ? { folder: scope.folder } : {};
}

/** Where a draft looks: in the things that it names, or where its scope says. */
export const filtersFor = ({ mentions, scope }: Draft): SearchFilters =>
  mentions.length > 0 ? { itemIds: mentions.map(({ id }) => id) } : filtersOf(scope);

/** The filters as a command takes them: its lists are its own. */
export const commandFilters = (filters: SearchFilters): CommandFilters => structuredClone(filters) as CommandFilters;

/** What an answer was looked for in, part by part; nothing where it was everything that is seen. */
export type ScopePart =
  | Exclude<Scope, { type: 'all' }>
  | { readonly type: 'things'; readonly ids: readonly Id[] }
  /** People, times, attachments: what a program asked for. */
  | { readonly type: 'other' };

export function scopeParts(filters: SearchFilters): readonly ScopePart[] {
  const { workspaceIds, kinds = [], tags = [], folder, itemIds, ...other } = filters;
  return [
    ...(itemIds === undefined ? [] : [{ type: 'things', ids: itemIds } as const]),
    ...kinds.map((kind) => ({ type: 'kind', kind }) as const),
    ...(folder === undefined ? [] : [{ type: 'folder', folder } as const]),
    ...tags.map((tag) => ({ type: 'tag', tag }) as const),
    ...(workspaceIds ?? [])
      .filter((id) => id !== HOME_WORKSPACE)
      .map((workspaceId) => ({ type: 'workspace', workspaceId }) as const),
    ...(Object.values(other).some((value) => value !== undefined) ? [{ type: 'other' } as const] : []),
  ];
}

/** The scope where it is asked: a workspace can be chosen from Everything, as long as it is there. */
export const scopeAmong = (scope: Scope, workspaces: readonly { readonly id: Id }[]): Scope =>
  scope.type !== 'workspace' || workspaces.some(({ id }) => id === scope.workspaceId) ? scope : { type: 'all' };

/** The top folders of some items, each once, by name; where all lie in a single one, the folders in that. */
export function topFolders(folders: readonly string[], most: number): readonly string[] {
  const at = (depth: number) =>
    folders.filter((folder) => folder !== '').map((folder) => folder.split('/').slice(0, depth).join('/'));
  const tops = new Set(at(1));
  const shown = tops.size === 1 ? new Set(at(2)) : tops;
  return [...shown].sort((a, b) => a.localeCompare(b)).slice(0, most);
}
