import { Tokenizer } from 'parse5';
import { BARE_DOCUMENT, type DocumentSource, titleFromFileName } from './document-source.ts';
import type { ItemLink, ParsedDocument } from './item.ts';
import { guessLanguage } from './language.ts';
import { createMappedText } from './source-map.ts';

/** What browsers write when they export bookmarks. */
export const isBookmarkFile = (source: string): boolean =>
  /^\ufeff?\s{0,99}<!doctype netscape-bookmark-file-1>/i.test(source);

interface OpenElement {
  readonly kind: 'folder' | 'link' | 'note';
  readonly from: number;
  readonly href: string;
  readonly addedMs: number | null;
  readonly tags: string;
  label: string;
}

const addedMsOf = (seconds: string): number | null => {
  const ms = Number(seconds) * 1000;
  return /^\d{1,11}$/.test(seconds) && ms > 0 ? ms : null;
};

/** Folders as headings, below them their links, each with its address, the day it was kept, its tags and its note. */
export function parseBookmarks({ source, fileName }: DocumentSource): ParsedDocument {
  const out = createMappedText(source);
  const links: ItemLink[] = [];
  let depth = 0;
  let first: number | null = null;
  let open: OpenElement | null = null;
  const writeLink = ({ href, from, addedMs, tags }: OpenElement, label: string, to: number): void => {
    if (!/^(?:https?|ftp|mailto):/i.test(href) || href.length > 2_000) return;
    if (addedMs !== null) first = Math.min(first ?? addedMs, addedMs);
    const start = out.length() + 2;
    const name = label === '' || label === href ? href : `${label} (${href})`;
    const day = addedMs === null ? '' : `, ${new Date(addedMs).toISOString().slice(0, 10)}`;
    out.put(`- ${name}${day}${tags === '' ? '' : `, ${tags.split(',').join(', ')}`}\n`, from, to);
    links.push({ kind: 'url', target: href, span: { start, end: start + name.length } });
  };
  const end = (to: number): void => {
    if (open === null) return;
    const label = open.label.replace(/\s+/g, ' ').trim();
    if (open.kind === 'link') writeLink(open, label, to);
    else if (label !== '' && open.kind === 'folder')
      out.put(`${out.length() > 0 ? '\n' : ''}${'#'.repeat(Math.min(6, depth + 1))} ${label}\n\n`, open.from, to);
    else if (label !== '') out.put(`  ${label}\n`, open.from, to);
    open = null;
  };
  const onText = ({ chars }: { chars: string }): void => {
    if (open !== null && open.label.length < 2_000) open.label += chars;
  };
  const kinds: Readonly<Record<string, OpenElement['kind']>> = { h3: 'folder', a: 'link', dd: 'note' };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: ({ tagName, attrs, location }) => {
        const from = location?.startOffset ?? 0;
        end(from);
        if (tagName === 'dl') depth += 1;
        const kind = kinds[tagName];
        const attribute = (name: string): string => attrs.find((each) => each.name === name)?.value.trim() ?? '';
        if (kind !== undefined)
          open = {
            kind,
            from,
            href: attribute('href'),
            addedMs: addedMsOf(attribute('add_date')),
            tags: attribute('tags'),
            label: '',
          };
      },
      onEndTag: ({ tagName, location }) => {
        end(location?.endOffset ?? 0);
        if (tagName === 'dl') depth = Math.max(0, depth - 1);
      },
      onCharacter: onText,
      onWhitespaceCharacter: onText,
      onNullCharacter: () => undefined,
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: () => end(source.length),
    },
  );
  tokenizer.write(source, true);
  const { text, sourceMap } = out.finish();
  return {
    ...BARE_DOCUMENT,
    kind: 'page',
    title: titleFromFileName(fileName),
    text,
    sourceMap,
    links,
    language: guessLanguage(text),
    createdMs: first,
  };
}
