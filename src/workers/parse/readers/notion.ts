/**
 * Notion's export as an archive: every page, database and folder has its id, 32 hex digits, behind its name, and pages link
 * to each other by these names.
 */
export interface NotionPaths {
  /** Without ids; null where the file holds nothing that another one does not. */
  pathOf(path: string): string | null;
  /** The page with its links as its new place and that of the others want them. */
  rewrite(path: string, source: string): string;
}

const ID = /[ _-]([0-9a-f]{32})(?=(?:_all)?(?:\.[a-z0-9]{1,5})?$)/i;

const MARKDOWN_LINK = /(\]\()([^()\s]{1,2000})(\))/g;
const HTML_LINK = /(\shref=")([^"\s]{1,2000})(")/g;

const withoutId = (name: string): string => name.replace(ID, '').replace(/_all(?=\.csv$)/, '') || name;
const strip = (path: string): string => path.split('/').map(withoutId).join('/');

/** Whether paths are those of an export: a page or table has an id in its name. */
export const isNotionExport = (paths: readonly string[]): boolean =>
  paths.some((path) => /[ _-][0-9a-f]{32}(?:_all)?\.(?:md|csv|html)$/i.test(path));

/** Of two pages with one name in one folder, the second keeps the first four digits of its id. */
function newPaths(paths: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const renamed = new Map<string, string>();
  for (const path of paths) {
    const plain = strip(path);
    const id = ID.exec(path)?.[1]?.slice(0, 4) ?? '';
    const dot = plain.lastIndexOf('.');
    const wanted =
      taken.has(plain) && id !== '' && dot > 0 ? `${plain.slice(0, dot)} (${id})${plain.slice(dot)}` : plain;
    taken.add(wanted);
    renamed.set(path, wanted);
  }
  return renamed;
}

function decodeTarget(target: string): string | null {
  try {
    return decodeURIComponent(target);
  } catch {
    return null; // a lone % is no link that Notion wrote
  }
}

/** A relative link's file, from the folder of the page. */
function resolve(folder: readonly string[], target: string): string {
  const names = [...folder];
  for (const name of target.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}

function relative(fromFolder: readonly string[], to: string): string {
  const names = to.split('/');
  let common = 0;
  while (common < fromFolder.length && common < names.length - 1 && fromFolder[common] === names[common]) common += 1;
  return [...fromFolder.slice(common).map(() => '..'), ...names.slice(common)].map(encodeURIComponent).join('/');
}

const folderOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

export function notionPaths(paths: readonly string[]): NotionPaths {
  const all = new Set(paths);
  // A database is written twice since 2023: as one looked at it, and whole.
  const isPartial = (path: string): boolean => path.endsWith('.csv') && all.has(`${path.slice(0, -4)}_all.csv`);
  const renamed = newPaths(paths.filter((path) => !isPartial(path)));
  const targetOf = (path: string): string | undefined =>
    renamed.get(path) ?? renamed.get(`${path.slice(0, -4)}_all.csv`);
  return {
    pathOf: (path) => renamed.get(path) ?? null,
    rewrite: (path, source) => {
      const [before, after] = [folderOf(path), folderOf(renamed.get(path) ?? path)];
      const links = path.endsWith('.html') ? HTML_LINK : MARKDOWN_LINK;
      return source.replace(links, (whole: string, start: string, target: string, end: string) => {
        if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return whole;
        const file = decodeTarget(target);
        const to = file === null ? undefined : targetOf(resolve(before, file));
        return to === undefined ? whole : `${start}${relative(after, to)}${end}`;
      });
    },
  };
}
