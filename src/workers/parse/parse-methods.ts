import { z } from 'zod';
import { checkInput } from '../../core/check-input.ts';
import { chunkText } from '../../core/items/chunk-text.ts';
import { tokenEstimateFor } from '../../core/items/count-tokens.ts';
import { decodeText, type TextEncoding } from '../../core/items/decode-text.ts';
import { ITEM_KINDS } from '../../core/items/item.ts';
import { parseDocument } from '../../core/items/parse-document.ts';
import { parseMarkdown } from '../../core/items/parse-markdown.ts';
import type { Methods } from '../link/expose.ts';
import type { ParseOutcome, TextReading } from './parse.api.ts';

/** What the worker of the parser serves: files and texts in, documents and chunks out. Holds nothing. */

const parseRequest = z.strictObject({ path: z.string(), mediaType: z.string(), bytes: z.instanceof(ArrayBuffer) });
const textRequest = z.strictObject({ kind: z.enum(ITEM_KINDS), title: z.string(), text: z.string() });

const decode = (bytes: Uint8Array, encoding: TextEncoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // not in that encoding: the next one is tried
  }
};

export const parseMethods: Methods = {
  parse(input: unknown): ParseOutcome {
    const { path, mediaType, bytes } = checkInput(parseRequest, input, 'file');
    const decoded = decodeText(new Uint8Array(bytes), decode);
    if (!decoded.ok) return { ok: false, code: decoded.code, reason: decoded.message };
    const fileName = path.slice(path.lastIndexOf('/') + 1);
    const parsed = parseDocument({ source: decoded.text, fileName, mediaType });
    if (!parsed.ok) return { ok: false, code: parsed.code, reason: parsed.message };
    return {
      ok: true,
      document: parsed.document,
      chunks: chunkText(parsed.document.text, { countTokens: tokenEstimateFor(parsed.document.language) }),
    };
  },
  read(input: unknown): TextReading {
    const { title, text } = checkInput(textRequest, input, 'text');
    const { links, tags, language } = parseMarkdown({ source: text, fileName: `${title}.md` });
    return { chunks: chunkText(text, { countTokens: tokenEstimateFor(language) }), links, tags, language };
  },
};
