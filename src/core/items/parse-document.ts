import type { DocumentSource } from './document-source.ts';
import { type DocumentType, documentTypeOf, unsupportedMessage } from './document-type.ts';
import type { ParsedDocument } from './item.ts';
import { parseHtml } from './parse-html.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parseText } from './parse-text.ts';

export type ParseResult =
  | { readonly ok: true; readonly document: ParsedDocument }
  | { readonly ok: false; readonly code: 'unsupported' | 'unreadable'; readonly message: string };

const PARSERS: Partial<Record<DocumentType, (input: DocumentSource) => ParsedDocument>> = {
  markdown: parseMarkdown,
  text: parseText,
  html: parseHtml,
};

/** Reads the decoded text of a note, a plain text or a web page. One that holds no text is refused, as an empty file. */
export function parseDocument(input: DocumentSource & { readonly mediaType: string }): ParseResult {
  const type = documentTypeOf(input.fileName, input.mediaType);
  const parser = type === null ? undefined : PARSERS[type];
  if (parser === undefined) return { ok: false, code: 'unsupported', message: unsupportedMessage(input.fileName) };
  const document = parser(input);
  if (document.text.trim() === '')
    return { ok: false, code: 'unreadable', message: 'This file holds no readable text.' };
  return { ok: true, document };
}
