import { parseFrontMatter } from '../items/front-matter.ts';
import type { ItemLink, Span } from '../items/item.ts';
import { scanLines, scanMarks } from '../items/scan-markdown.ts';
import type { TextEdit } from './text-edit.ts';

/** The links of a note's text, outside of code and of its front matter: the same that are kept as rows. */
export function linksIn(text: string): readonly ItemLink[] {
  return scanMarks(text, scanLines(text, parseFrontMatter(text).end)).links;
}

/** The name of what a link leads to, without heading, block and words: where it stands. Null for what leads out. */
export function nameSpan(text: string, { kind, target, span }: ItemLink): Span | null {
  if (kind !== 'wiki' && kind !== 'markdown') return null;
  const whole = text.slice(span.start, span.end);
  const from = kind === 'wiki' ? whole.indexOf('[[') + 2 : whole.indexOf('](') + 2;
  const at = whole.indexOf(target, from);
  if (at < 0) return null;
  const anchor = target.search(/[#^]/);
  const name = (anchor < 0 ? target : target.slice(0, anchor)).trimEnd();
  if (name === '') return null;
  return { start: span.start + at, end: span.start + at + name.length };
}

/** What cannot stand in `[[…]]`. */
const NOT_IN_WIKI = /[[\]|#^\n]/;

/**
 * The name that the link has to carry when what it leads to is called `title`: its folder and its `.md` stay. Null where
 * the title cannot stand there.
 */
export function renamedTarget(name: string, kind: ItemLink['kind'], title: string): string | null {
  if (kind === 'wiki' && NOT_IN_WIKI.test(title)) return null;
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const ending = /\.(?:md|markdown)$/i.exec(name)?.[0] ?? '';
  return folder + (kind === 'markdown' ? encodeName(title) : title) + ending;
}

const encodeName = (title: string): string =>
  encodeURI(title.replaceAll('%', '%25'))
    .replace(/%2525/g, '%25')
    .replace(/[()#?[\]]/g, percent);

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** Other names for links: `rename` gives the new name of one, or null to leave it. All else stays as it is. */
export function rewriteLinks(
  text: string,
  rename: (link: ItemLink, name: string) => string | null,
): readonly TextEdit[] {
  return linksIn(text).flatMap((link) => {
    const span = nameSpan(text, link);
    if (span === null) return [];
    const name = text.slice(span.start, span.end);
    const next = rename(link, name);
    return next === null || next === name ? [] : [{ ...span, text: next }];
  });
}
