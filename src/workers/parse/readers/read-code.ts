import { codeLanguageOf } from '../../../core/items/code-language.ts';
import { BARE_DOCUMENT, tidyTitle } from '../../../core/items/document-source.ts';
import { bareUrls } from '../../../core/items/parse-text.ts';
import { normalizeNewlines } from '../../../core/items/source-map.ts';
import { decodeBytes } from './read-text.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';

/** A program's source, as it is; its title is its whole file name. */
export async function readCode({ fileName, bytes }: FileToRead): Promise<Reading> {
  const source = decodeBytes(new Uint8Array(await bytes.arrayBuffer()));
  const { text, sourceMap } = normalizeNewlines(source);
  return oneDocument({
    ...BARE_DOCUMENT,
    kind: 'code',
    title: tidyTitle(fileName),
    text,
    sourceMap,
    links: bareUrls(text),
    language: 'und',
    details: { type: 'code', language: codeLanguageOf(fileName) ?? 'Text' },
  });
}
