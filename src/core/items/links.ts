import type { ItemLink } from './item.ts';

/** What a link can lead to. */
export interface LinkTarget<Key> {
  readonly key: Key;
  /** Folder and file name joined by `/`, or the title of a note that was written here. */
  readonly path: string;
  /** Title and aliases. */
  readonly names: readonly string[];
}

export interface LinkIndex<Key> {
  /** Null for URLs and for what leads nowhere. `fromFolder` is where the linking item lies. */
  resolve(link: Pick<ItemLink, 'target' | 'kind'>, fromFolder: string): Key | null;
}

interface Entry<Key> {
  readonly key: Key;
  readonly path: string;
}

const fold = (path: string): string =>
  path
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.(?:md|markdown)$/, '');
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function decodeUri(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target; // a lone % is part of the name
  }
}

function joinPath(folder: string, relative: string): string | null {
  const names = folder === '' ? [] : folder.split('/');
  for (const name of relative.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return null;
  }
  return names.join('/');
}

/** Of several with one name: beside the linking item, else the shortest path, else the first by its letters. */
function nearest<Key>(entries: readonly Entry<Key>[], folder: string): Entry<Key> | undefined {
  const beside = entries.find(({ path }) => path === (folder === '' ? baseName(path) : `${folder}/${baseName(path)}`));
  if (beside !== undefined) return beside;
  let best = entries[0];
  for (const entry of entries) {
    if (best === undefined) break;
    const shorter = entry.path.length - best.path.length;
    if (shorter < 0 || (shorter === 0 && entry.path < best.path)) best = entry;
  }
  return best;
}

function push<Key>(map: Map<string, Entry<Key>[]>, name: string, entry: Entry<Key>): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [entry]);
  else list.push(entry);
}

/**
 * Resolves links as Obsidian does: whatever the case, without `.md`, by path from the top, from the linking folder, by the
 * end of a path, by file name alone, then by title or alias. Anchors (`#heading`, `^block`) are not looked at.
 */
export function createLinkIndex<Key>(targets: readonly LinkTarget<Key>[]): LinkIndex<Key> {
  const byPath = new Map<string, Entry<Key>>();
  const byBase = new Map<string, Entry<Key>[]>();
  const byName = new Map<string, Entry<Key>[]>();
  for (const { key, path, names } of targets) {
    const entry = { key, path: fold(path) };
    if (!byPath.has(entry.path)) byPath.set(entry.path, entry);
    push(byBase, baseName(entry.path), entry);
    for (const name of names) push(byName, fold(name), entry);
  }
  return {
    resolve: ({ target, kind }, fromFolder) => {
      if (kind === 'url') return null;
      const hash = target.search(/[#^]/);
      const written = (hash === -1 ? target : target.slice(0, hash)).trim().slice(0, 2_000);
      const wanted = fold(kind === 'markdown' ? decodeUri(written) : written);
      if (wanted === '') return null;
      const folder = fold(fromFolder);
      const relative = joinPath(folder, wanted);
      const absolute = joinPath('', wanted);
      const near = relative === null ? undefined : byPath.get(relative);
      const top = absolute === null ? undefined : byPath.get(absolute);
      const exact = kind === 'markdown' ? (near ?? top) : wanted.includes('/') ? (top ?? near) : undefined;
      if (exact !== undefined) return exact.key;
      if (wanted.startsWith('.')) return null;
      const sameBase = byBase.get(baseName(wanted)) ?? [];
      const tail = sameBase.filter(({ path }) => path === wanted || path.endsWith(`/${wanted}`));
      return (nearest(tail, folder) ?? nearest(byName.get(wanted) ?? [], folder))?.key ?? null;
    },
  };
}
