import { AppError } from '../../../core/errors.ts';
import { BARE_DOCUMENT, titleFromFileName } from '../../../core/items/document-source.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { guessLanguage } from '../../../core/items/language.ts';
import { bareUrls } from '../../../core/items/parse-text.ts';
import { createLineFinder } from '../../../core/items/source-map.ts';
import { conversationsOf } from './chat-export.ts';
import { isJsonObject, type JsonValue, jsonText, scalarText, tableColumns } from './json-text.ts';
import { readChats } from './read-chats.ts';
import { decodeBytes } from './read-text.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';
import { scanJson } from './scan-json.ts';
import { createTableWriter } from './table-text.ts';

const MAX_DEPTH = 200;

function faultAt(source: string, offset: number, what: string): AppError {
  const line = createLineFinder(source)(offset);
  const before = source.slice(0, offset);
  const column = offset - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  return new AppError('unreadable', `This JSON cannot be read at line ${line}, column ${column}: ${what}.`);
}

function parseJson(source: string): JsonValue {
  const fault = scanJson(source, MAX_DEPTH);
  if (fault !== null) throw faultAt(source, fault.offset, fault.what);
  try {
    return JSON.parse(source) as JsonValue;
  } catch (thrown) {
    // Its brackets are in order: what is left is an escape or a control character inside a string.
    const at = Number(/position (\d+)/.exec(String(thrown))?.[1] ?? 0);
    throw faultAt(source, at, 'a text holds a character that JSON does not allow');
  }
}

type Content = Pick<ParsedDocument, 'kind' | 'text' | 'places' | 'details' | 'warnings'>;

function tableContent(rows: readonly JsonValue[], header: readonly string[]): Content {
  const table = createTableWriter();
  table.beginSheet('', { header });
  for (const [i, row] of rows.entries()) {
    if (table.isFull()) table.leaveOut();
    else if (isJsonObject(row))
      table.row(
        header.map((key) => scalarText(row[key])),
        { type: 'value', path: [i] },
      );
  }
  return { kind: 'table', ...table.finish() };
}

function outlineContent(value: JsonValue): Content {
  const { text, places, leftOut } = jsonText(value);
  const warnings =
    leftOut > 0 ? [`The last ${leftOut} values were left out: this file is too long to be read in full.`] : [];
  return { kind: 'file', text, places, details: null, warnings };
}

/** JSON: an export of conversations by its shape, a list of flat objects as a table, anything else as an outline. */
export async function readJson(file: FileToRead): Promise<Reading> {
  const value = parseJson(decodeBytes(new Uint8Array(await file.bytes.arrayBuffer())));
  const conversations = conversationsOf(value);
  if (conversations !== null) return readChats(conversations, file.cursor);
  const header = tableColumns(value);
  const content = header === null || !Array.isArray(value) ? outlineContent(value) : tableContent(value, header);
  if (content.text.trim() === '') throw new AppError('unreadable', 'This file holds no values.');
  return oneDocument({
    ...BARE_DOCUMENT,
    ...content,
    title: titleFromFileName(file.fileName),
    links: bareUrls(content.text),
    language: guessLanguage(content.text.slice(0, 20_000)),
  });
}
