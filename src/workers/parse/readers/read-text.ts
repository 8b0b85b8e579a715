import { AppError } from '../../../core/errors.ts';
import { decodeText, type TextEncoding } from '../../../core/items/decode-text.ts';
import { parseDocument } from '../../../core/items/parse-document.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';

const decode = (bytes: Uint8Array, encoding: TextEncoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // not in that encoding: the next one is tried
  }
};

/** The text of bytes in any encoding that can be told. Throws `wrong-encoding` or `unreadable`. */
export function decodeBytes(bytes: Uint8Array): string {
  const decoded = decodeText(bytes, decode);
  if (!decoded.ok) throw new AppError(decoded.code, decoded.message);
  return decoded.text;
}

/** Markdown, plain text and web pages. */
export async function readText({ path, fileName, mediaType, bytes }: FileToRead): Promise<Reading> {
  const source = decodeBytes(new Uint8Array(await bytes.arrayBuffer()));
  const parsed = parseDocument({ source, fileName, path, mediaType });
  if (!parsed.ok) throw new AppError(parsed.code, parsed.message);
  return oneDocument(parsed.document);
}
