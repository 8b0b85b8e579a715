import { BARE_DOCUMENT, type DocumentSource, titleFromFileName } from './document-source.ts';
import type { ItemLink, ParsedDocument } from './item.ts';
import { guessLanguage } from './language.ts';
import { normalizeNewlines } from './source-map.ts';

const URL = /\bhttps?:\/\/[^\s<>"'`\])}|]{1,2000}/g;

/** Web addresses that stand in a text. */
export function bareUrls(text: string): readonly ItemLink[] {
  return [...text.matchAll(URL)].map((match) => {
    const target = match[0].replace(/[.,;:!?*_]{1,20}$/, '');
    return { kind: 'url', target, span: { start: match.index, end: match.index + target.length } };
  });
}

/** A plain text: kept as it is, with `\n` as the only line end. */
export function parseText({ source, fileName }: DocumentSource): ParsedDocument {
  const { text, sourceMap } = normalizeNewlines(source);
  return {
    ...BARE_DOCUMENT,
    kind: 'file',
    title: titleFromFileName(fileName),
    text,
    sourceMap,
    links: bareUrls(text),
    tags: [],
    language: guessLanguage(text),
    createdMs: null,
  };
}
