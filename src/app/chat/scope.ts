import type { CommandInput } from '../../core/commands.ts';
import type { ItemKind } from '../../core/items/item.ts';
import type { SearchFilters } from '../../core/search/search-index.ts';
import type { Draft } from './drafts.ts';

export type CommandFilters = NonNullable<CommandInput<'send-message'>['filters']>;

/** Where a question looks: one simple choice. */
export type Scope =
  | { readonly type: 'all' }
  | { readonly type: 'kind'; readonly kind: ItemKind }
  | { readonly type: 'tag'; readonly tag: string }
  | { readonly type: 'folder'; readonly folder: string };

export function filtersOf(scope: Scope): SearchFilters {
  if (scope.type === 'kind') return { kinds: [scope.kind] };
  if (scope.type === 'tag') return { tags: [scope.tag] };
  return scope.type === 'folder' ? { folder: scope.folder } : {};
}

/** Where a draft looks: in the things that it names, or where its scope says. */
export const filtersFor = ({ mentions, scope }: Draft): SearchFilters =>
  mentions.length > 0 ? { itemIds: mentions.map(({ id }) => id) } : filtersOf(scope);

/** The filters as a command takes them: its lists are its own. */
export function commandFilters({ kinds, tags, folder, itemIds }: SearchFilters): CommandFilters {
  return {
    ...(kinds === undefined ? {} : { kinds: [...kinds] }),
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(folder === undefined ? {} : { folder }),
    ...(itemIds === undefined ? {} : { itemIds: [...itemIds] }),
  };
}

/** The top folders of some items, each once, by name; where all lie in a single one, the folders in that. */
export function topFolders(folders: readonly string[], most: number): readonly string[] {
  const at = (depth: number) =>
    folders.filter((folder) => folder !== '').map((folder) => folder.split('/').slice(0, depth).join('/'));
  const tops = new Set(at(1));
  const shown = tops.size === 1 ? new Set(at(2)) : tops;
  return [...shown].sort((a, b) => a.localeCompare(b)).slice(0, most);
}
