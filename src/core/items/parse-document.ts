import type { DocumentSource } from './document-source.ts';
import { documentTypeOf, unsupportedMessage } from './document-type.ts';
import type { ParsedDocument } from './item.ts';
import { parseHtml } from './parse-html.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parseText } from './parse-text.ts';

export type ParseResult =
  | { readonly ok: true; readonly document: ParsedDocument }
  | { readonly ok: false; readonly code: 'unsupported' | 'unreadable'; readonly message: string };

const PARSERS = { markdown: parseMarkdown, text: parseText, html: parseHtml } as const;

/** Reads a file's decoded text by its kind. A file that holds no text is refused, as one that holds nothing. */
export function parseDocument(input: DocumentSource & { readonly mediaType: string }): ParseResult {
  const type = documentTypeOf(input.fileName, input.mediaType);
  if (type === null) return { ok: false, code: 'unsupported', message: unsupportedMessage(input.fileName) };
  const document = PARSERS[type](input);
  if (document.text.trim() === '')
    return { ok: false, code: 'unreadable', message: 'This file holds no readable text.' };
  return { ok: true, document };
}
