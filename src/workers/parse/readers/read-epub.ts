import { AppError } from '../../../core/errors.ts';
import { BARE_DOCUMENT, titleFromFileName } from '../../../core/items/document-source.ts';
import type { ItemLink } from '../../../core/items/item.ts';
import { guessLanguage } from '../../../core/items/language.ts';
import { parseHtml } from '../../../core/items/parse-html.ts';
import { type DocumentZip, openDocumentZip } from './document-zip.ts';
import { readPackage } from './epub-package.ts';
import { type ChapterStart, headingPlaces } from './heading-places.ts';
import { MAX_TEXT } from './limits.ts';
import { outwardLinks } from './outward-links.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';

/** Elements of HTML that are never closed. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
const SELF_CLOSED = /<([a-z][\w:.-]{0,99})((?:[^<>"']|"[^"<]{0,9999}"|'[^'<]{0,9999}'){0,2000})\/>/gi;

/** XHTML as HTML has it: `<title/>` would else be a title that never ends. */
const asHtml = (source: string): string =>
  source.replace(SELF_CLOSED, (tag: string, name: string, rest: string) =>
    VOID.test(name) ? tag : `<${name}${rest}></${name}>`,
  );

interface Book {
  readonly text: string;
  readonly links: readonly ItemLink[];
  readonly starts: readonly ChapterStart[];
  readonly missing: readonly string[];
}

async function readChapters(
  zip: DocumentZip,
  chapters: readonly string[],
  names: ReadonlyMap<string, string>,
): Promise<Book> {
  const pieces: string[] = [];
  const links: ItemLink[] = [];
  const starts: ChapterStart[] = [];
  const missing: string[] = [];
  let length = 0;
  for (const path of chapters) {
    const name = names.get(path) ?? '';
    try {
      const source = await zip.text(path);
      if (source === null && !zip.has(path)) missing.push(name || path);
      if (source === null) continue;
      const page = parseHtml({ source: asHtml(source), fileName: path });
      if (page.text.trim() === '') continue;
      const gap = length === 0 ? '' : '\n\n';
      const start = length + gap.length;
      starts.push({ start, name });
      pieces.push(gap, page.text);
      for (const link of outwardLinks(page.links))
        links.push({ ...link, span: { start: link.span.start + start, end: link.span.end + start } });
      length = start + page.text.length;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      missing.push(name || path);
    }
    if (length > MAX_TEXT) throw new AppError('too-large', 'This book holds more text than Hearth keeps of one file.');
  }
  return { text: pieces.join(''), links, starts, missing };
}

/** Chapters that a warning names at most. */
const MAX_NAMED = 5;

function missingChapters(missing: readonly string[]): readonly string[] {
  if (missing.length === 0) return [];
  const named = missing.slice(0, MAX_NAMED).map((name) => `“${name.slice(0, 80)}”`);
  const more = missing.length > MAX_NAMED ? ` and ${missing.length - MAX_NAMED} more` : '';
  return [`This book is partly broken; chapters that could not be read: ${named.join(', ')}${more}.`];
}

/** Books: the chapters in reading order. Pictures, styles and the table of contents are left out. */
export async function readEpub({ fileName, bytes }: FileToRead): Promise<Reading> {
  const zip = await openDocumentZip(bytes, 'This book');
  const { facts, chapters, names } = await readPackage(zip);
  const { text, links, starts, missing } = await readChapters(zip, chapters, names);
  if (text === '' && missing.length > 0)
    throw new AppError('unreadable', 'This book is broken: none of its chapters can be read.');
  if (text === '') throw new AppError('unreadable', 'This book holds no text.');
  return oneDocument({
    ...BARE_DOCUMENT,
    kind: 'file',
    title: facts.title || titleFromFileName(fileName),
    text,
    places: headingPlaces(text, starts),
    links,
    language: facts.language ?? guessLanguage(text),
    createdMs: facts.createdMs,
    updatedMs: facts.updatedMs,
    warnings: missingChapters(missing),
  });
}
