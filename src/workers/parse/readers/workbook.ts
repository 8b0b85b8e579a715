import { AppError } from '../../../core/errors.ts';
import { parseDocumentDate } from '../../../core/items/document-date.ts';
import { builtInFormat, formatCell } from './cell-format.ts';
import { decodeBytes } from './read-text.ts';
import { scanXml } from './xml-scan.ts';
import type { ZipArchive } from './zip-archive.ts';

/** The parts of an Excel workbook (ECMA-376, SpreadsheetML) that its text is made of. */

export interface SheetPlace {
  readonly name: string;
  /** Of its part in the archive. */
  readonly path: string;
}

export interface Workbook {
  readonly sheets: readonly SheetPlace[];
  readonly createdMs: number | null;
  readonly updatedMs: number | null;
  /** The text of a cell: `type` and `style` as its attributes say, `value` as its `<v>` or `<is>` does. */
  cellText(type: string, style: string, value: string): string;
}

/** The text of a part, or null where there is none of that name. Names of parts have no case. */
export async function readPart(archive: ZipArchive, path: string): Promise<string | null> {
  const wanted = path.toLowerCase();
  const entry = archive.entries.find((each) => each.path.replaceAll('\\', '/').toLowerCase() === wanted);
  return entry === undefined ? null : decodeBytes(await archive.read(entry));
}

async function readSharedStrings(archive: ZipArchive): Promise<readonly string[]> {
  const strings: string[] = [];
  let open = '';
  let isText = false;
  let isPhonetic = false;
  scanXml((await readPart(archive, 'xl/sharedStrings.xml')) ?? '', {
    open: (name) => {
      if (name === 'si') open = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    close: (name) => {
      if (name === 'si') strings.push(open);
      if (name === 'rPh') isPhonetic = false;
      isText = false;
    },
    text: (text) => {
      if (isText) open += text;
    },
  });
  return strings;
}

/** The format of each style, by its number. */
async function readFormats(archive: ZipArchive): Promise<readonly string[]> {
  const own = new Map<number, string>();
  const formats: string[] = [];
  let inCells = false;
  scanXml((await readPart(archive, 'xl/styles.xml')) ?? '', {
    open: (name, attribute) => {
      const id = Number(attribute('numFmtId') ?? Number.NaN);
      if (name === 'numFmt') own.set(id, attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) formats.push(own.get(id) ?? builtInFormat(id));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  return formats;
}

async function readTargets(archive: ZipArchive): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  scanXml((await readPart(archive, 'xl/_rels/workbook.xml.rels')) ?? '', {
    open: (name, attribute) => {
      if (name !== 'Relationship' || !/\/worksheet$/.test(attribute('Type') ?? '')) return;
      const target = attribute('Target') ?? '';
      targets.set(
        attribute('Id') ?? '',
        target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`,
      );
    },
    close: () => undefined,
    text: () => undefined,
  });
  return targets;
}

async function readDates(archive: ZipArchive): Promise<Pick<Workbook, 'createdMs' | 'updatedMs'>> {
  const dates = new Map<string, number | null>();
  let name = '';
  scanXml((await readPart(archive, 'docProps/core.xml')) ?? '', {
    open: (opened) => {
      name = opened;
    },
    close: () => {
      name = '';
    },
    text: (text) => {
      if (name === 'created' || name === 'modified') dates.set(name, parseDocumentDate(text));
    },
  });
  return { createdMs: dates.get('created') ?? null, updatedMs: dates.get('modified') ?? null };
}

const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ['0', 'FALSE'],
  ['1', 'TRUE'],
]);

/** Rejects with `unreadable` where the archive holds no workbook. */
export async function readWorkbook(archive: ZipArchive): Promise<Workbook> {
  const source = await readPart(archive, 'xl/workbook.xml');
  if (source === null) throw new AppError('unreadable', 'This file holds no workbook: its list of sheets is missing.');
  const targets = await readTargets(archive);
  const sheets: SheetPlace[] = [];
  let is1904 = false;
  scanXml(source, {
    open: (name, attribute) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true|on)$/.test(attribute('date1904') ?? '');
      const path = name === 'sheet' ? targets.get(attribute('id') ?? '') : undefined;
      if (path !== undefined) sheets.push({ name: attribute('name') ?? '', path });
    },
    close: () => undefined,
    text: () => undefined,
  });
  const strings = await readSharedStrings(archive);
  const formats = await readFormats(archive);
  return {
    sheets,
    ...(await readDates(archive)),
    cellText: (type, style, value) => {
      if (type === 's') return strings[Number(value)] ?? '';
      if (type === 'b') return BOOLEANS.get(value) ?? value;
      if (type === 'd') return value.replace(/T00:00(?::00)?(?:\.0+)?Z?$/, '').replace('T', ' ');
      const number = type === '' || type === 'n' ? Number(value) : Number.NaN;
      if (value === '' || Number.isNaN(number)) return value;
      return formatCell(number, formats[Number(style || '0')] ?? '', is1904);
    },
  };
}
