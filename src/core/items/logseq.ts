import { parseDocumentDate } from './document-date.ts';

/** What Logseq's places and properties say of a page. */
export interface LogseqPage {
  /** As links name it: `plans/garden`, `Mar 1st, 2025`. */
  readonly title: string;
  /** The day of a journal, UTC; null for other pages. */
  readonly createdMs: number | null;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function ordinal(day: number): string {
  const isTeen = day >= 11 && day <= 13;
  return `${day}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a lone % is part of the name
  }
}

/**
 * The page at a path of a Logseq folder: a day in `journals/`, or a page in `pages/` whose name holds a namespace (`___`) or
 * an escaped character. Null for any other path: nothing there needs to be told differently.
 */
export function logseqPageOf(path: string): LogseqPage | null {
  const journal = /(?:^|\/)journals\/(\d{4})_(\d{2})_(\d{2})\.(?:md|markdown)$/i.exec(path);
  if (journal !== null) {
    const [, year = '', month = '', day = ''] = journal;
    const createdMs = parseDocumentDate(`${year}-${month}-${day}`);
    return createdMs === null
      ? null
      : { title: `${MONTHS[Number(month) - 1]} ${ordinal(Number(day))}, ${year}`, createdMs };
  }
  const page = /(?:^|\/)pages\/([^/]*(?:___|%[\da-f]{2})[^/]*)\.(?:md|markdown)$/i.exec(path)?.[1];
  return page === undefined ? null : { title: decodeName(page.replaceAll('___', '/')), createdMs: null };
}

const PROPERTY = /^(?:- )?([\w-]{1,100}):: {0,9}(.*)$/;

/**
 * The properties of a page, which stand in its first lines as `key:: value`. Keys in lower case; values are divided at
 * commas, without the brackets of links and the marks of tags. Empty for text that begins in another way.
 */
export function logseqProperties(text: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, readonly string[]>();
  for (let at = 0; at < text.length && fields.size < 100; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, Math.min(end === -1 ? text.length : end, at + 10_000));
    const match = PROPERTY.exec(line.trim());
    if (match === null) break;
    const values = (match[2] ?? '').split(',').map((value) =>
      value
        .trim()
        .replace(/^#?\[\[(.*)\]\]$/, '$1')
        .replace(/^#/, ''),
    );
    fields.set(
      (match[1] ?? '').toLowerCase(),
      values.filter((value) => value !== ''),
    );
    if (end === -1) break;
    at = end + 1;
  }
  return fields;
}
