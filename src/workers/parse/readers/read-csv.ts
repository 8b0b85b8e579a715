import Papa from 'papaparse';
import { AppError } from '../../../core/errors.ts';
import { BARE_DOCUMENT, titleFromFileName } from '../../../core/items/document-source.ts';
import { guessLanguage } from '../../../core/items/language.ts';
import { bareUrls } from '../../../core/items/parse-text.ts';
import { decodeBytes } from './read-text.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';
import { createTableWriter } from './table-text.ts';

/** Code units that are looked at to guess what stands between cells. */
const SAMPLE = 65_536;
/** Rows with broken quotes that are named. */
const MAX_NAMED_ROWS = 5;

/** What Excel writes and reads as a first line: `sep=;`. */
function statedDelimiter(source: string): { readonly delimiter: string; readonly from: number; readonly row: number } {
  const match = /^sep=(.)\r?\n/i.exec(source.slice(0, 10));
  return match === null
    ? { delimiter: '', from: 0, row: 1 }
    : { delimiter: match[1] ?? '', from: match[0].length, row: 2 };
}

/** By the first rows that are not empty: the sign that divides them most evenly. A comma where none does. */
const guessDelimiter = (source: string): string =>
  Papa.parse(source.slice(0, SAMPLE), {
    delimitersToGuess: [',', ';', '\t', '|'],
    preview: 20,
    skipEmptyLines: 'greedy',
  }).meta.delimiter;

/** Rows with commas, semicolons, tabs or bars between cells. Rows count from 1, with the row of the names. */
export async function readCsv({ fileName, mediaType, bytes }: FileToRead): Promise<Reading> {
  const source = decodeBytes(new Uint8Array(await bytes.arrayBuffer()));
  const stated = statedDelimiter(source);
  const isTabs = /\.(?:tsv|tab)$/i.test(fileName) || mediaType.startsWith('text/tab-separated-values');
  const table = createTableWriter();
  const broken: number[] = [];
  let row = stated.row - 1;
  const content = source.slice(stated.from);
  const delimiter = isTabs ? '\t' : stated.delimiter || guessDelimiter(content);
  Papa.parse<string[]>(content, {
    delimiter,
    step: ({ data, errors }) => {
      row += 1;
      if (errors.some(({ type }) => type === 'Quotes') && broken.at(-1) !== row) broken.push(row);
      const isEmpty = data.length === 1 && data[0] === '';
      if (!isEmpty && table.isFull()) table.leaveOut();
      else table.row(data, { type: 'row', sheet: '', row });
    },
  });
  const { text, places, details, warnings } = table.finish();
  if (text === '') throw new AppError('unreadable', 'This table holds no rows.');
  const quotes = `Quotation marks are not closed or stand inside a cell in row ${broken.slice(0, MAX_NAMED_ROWS).join(', ')}${broken.length > MAX_NAMED_ROWS ? ' and others' : ''}.`;
  return oneDocument({
    ...BARE_DOCUMENT,
    kind: 'table',
    title: titleFromFileName(fileName),
    text,
    places,
    details,
    links: bareUrls(text),
    language: guessLanguage(text.slice(0, 20_000)),
    warnings: broken.length > 0 ? [...warnings, quotes] : warnings,
  });
}
