import { AppError } from '../../../core/errors.ts';
import { BARE_DOCUMENT, titleFromFileName } from '../../../core/items/document-source.ts';
import { guessLanguage } from '../../../core/items/language.ts';
import { bareUrls } from '../../../core/items/parse-text.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';
import { createTableWriter, type TableWriter } from './table-text.ts';
import { readPart, readWorkbook, type Workbook } from './workbook.ts';
import { scanXml } from './xml-scan.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';

const LIMITS = { maxEntries: 5_000, maxEntryBytes: 100 * 1024 * 1024, maxTotalBytes: 400 * 1024 * 1024 };
const MAX_COLUMNS = 16_384;
const MAX_ROW = 1_048_576;

async function openWorkbook(bytes: Blob): Promise<ZipArchive> {
  const head = new Uint8Array(await bytes.slice(0, 4).arrayBuffer());
  if (head[0] === 0xd0 && head[1] === 0xcf)
    throw new AppError('unsupported', 'This workbook is locked with a password or is of the old .xls format.');
  return openZip(bytes, LIMITS);
}

/** 0-based column of a cell's name: 27 for `AB7`; -1 where it has none. */
function columnOf(name: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{0,4}/.exec(name)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Writes the rows of one sheet in the order of the file. */
function writeSheet(source: string, sheet: string, workbook: Workbook, table: TableWriter): void {
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let cell = { type: '', style: '', value: '' };
  let isValue = false;
  const endCell = (): void => {
    const text = workbook.cellText(cell.type, cell.style, cell.value);
    if (text === '' || table.isFull()) return;
    while (cells.length < column) cells.push('');
    cells[column] = text;
  };
  scanXml(source, {
    open: (name, attribute) => {
      if (name === 'row') {
        const stated = Number(attribute('r') ?? row + 1);
        row = stated > row && stated <= MAX_ROW ? stated : row + 1;
        column = -1;
        cells = [];
      } else if (name === 'c') {
        const stated = columnOf(attribute('r') ?? '');
        column = Math.min(stated >= 0 ? stated : column + 1, MAX_COLUMNS - 1);
        cell = { type: attribute('t') ?? '', style: attribute('s') ?? '', value: '' };
      }
      isValue = name === 'v' || name === 't';
    },
    close: (name) => {
      if (name === 'c') endCell();
      if (name === 'row' && table.isFull()) table.leaveOut();
      else if (name === 'row') table.row(cells, { type: 'row', sheet, row: Math.max(1, row) });
      isValue = false;
    },
    text: (text) => {
      if (isValue) cell.value += text;
    },
  });
}

/** A workbook of Excel: each sheet as rows under its name. */
export async function readXlsx({ fileName, bytes }: FileToRead): Promise<Reading> {
  const archive = await openWorkbook(bytes);
  const workbook = await readWorkbook(archive);
  const table = createTableWriter();
  const isTitled = workbook.sheets.length > 1;
  for (const { name, path } of workbook.sheets) {
    const source = await readPart(archive, path);
    table.beginSheet(name, { isTitled });
    if (source !== null) writeSheet(source, isTitled ? name : '', workbook, table);
  }
  const { text, places, details, warnings } = table.finish();
  if (places.length === 0) throw new AppError('unreadable', 'This workbook holds no filled cells.');
  return oneDocument({
    ...BARE_DOCUMENT,
    kind: 'table',
    title: titleFromFileName(fileName),
    text,
    places,
    details,
    warnings,
    links: bareUrls(text),
    language: guessLanguage(text.slice(0, 20_000)),
    createdMs: workbook.createdMs,
    updatedMs: workbook.updatedMs,
  });
}
