/** What stands in `[[…]]`, in parts. */
export interface LinkParts {
  /** The title or path, without `.md`. Empty for a link within the same note. */
  readonly name: string;
  /** The heading behind `#`, or null. */
  readonly heading: string | null;
  /** The block's id behind `#^`, or null. */
  readonly block: string | null;
}

/** Reads `Note`, `folder/Note.md`, `Note#Heading`, `Note#^id` and `#Heading`. */
export function readLinkTarget(target: string): LinkParts {
  const hash = target.indexOf('#');
  const name = (hash === -1 ? target : target.slice(0, hash)).trim().replace(/\.md$/i, '');
  const rest = hash === -1 ? '' : target.slice(hash + 1).trim();
  if (rest === '') return { name, heading: null, block: null };
  return rest.startsWith('^') ? { name, heading: null, block: rest.slice(1) } : { name, heading: rest, block: null };
}

/** The last part of a path: what a thing is looked for by. */
export const baseOfTarget = (name: string): string => name.slice(name.lastIndexOf('/') + 1).trim();

interface Named {
  readonly title: string;
  readonly fileName: string | null;
  readonly folder: string;
  readonly kind: string;
}

/**
 * The best of the things that carry the name, by title or file name whatever the case: in the named folder before elsewhere,
 * notes before others; null where none does.
 */
export function bestNamed<T extends Named>(things: readonly T[], name: string): T | null {
  const wanted = baseOfTarget(name).toLowerCase();
  const folder = name.slice(0, Math.max(0, name.lastIndexOf('/'))).toLowerCase();
  const carries = ({ title, fileName }: Named): boolean => {
    const file = fileName?.toLowerCase();
    return title.toLowerCase() === wanted || file === wanted || file === `${wanted}.md`;
  };
  const rank = (thing: Named): number =>
    (folder !== '' && `/${thing.folder.toLowerCase()}`.endsWith(`/${folder}`) ? 0 : 2) +
    (thing.kind === 'note' ? 0 : 1);
  return things.filter(carries).sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
