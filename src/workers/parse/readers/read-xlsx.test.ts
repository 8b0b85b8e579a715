import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { formatCell } from './cell-format.ts';
import { readXlsx } from './read-xlsx.ts';

const SAMPLES = ['openpyxl', 'xlsxwriter', 'libreoffice', 'gnumeric'].map((name) => formatFile(`xlsx/${name}.xlsx`));

async function read(bytes: Uint8Array<ArrayBuffer>, fileName = 'book.xlsx'): Promise<ParsedDocument> {
  const [reading] = await readAll(readXlsx, { fileName, bytes });
  if (reading?.documents[0] === undefined) throw new Error('there is no document');
  expectSoundReading(reading);
  return reading.documents[0];
}

/** A sheet of the first sample, replaced. */
function withSheet(rows: string): Uint8Array<ArrayBuffer> {
  const parts: Zippable = unzipSync(formatFile('xlsx/xlsxwriter.xlsx').bytes);
  parts['xl/worksheets/sheet1.xml'] = strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);
  return new Uint8Array(zipSync(parts));
}

/** Numbers without zeros at their end, times without seconds: LibreOffice shows what the cell holds, not its format. */
const plain = (cell: string): string =>
  cell
    .replace(/^(-?\d+\.\d*?)0+(%?)$/, '$1$2')
    .replace(/\.(?=%?$)/, '')
    .replace(/(\d\d:\d\d):00$/, '$1');

describe('a workbook', () => {
  it.each(SAMPLES)('holds what LibreOffice shows in $fileName', async ({ fileName, bytes }) => {
    const sheets = JSON.parse(new TextDecoder().decode(formatFile(`xlsx/${fileName}.expected.json`).bytes)) as Record<
      string,
      string[][]
    >;
    const document = await read(bytes);
    const names = Object.keys(sheets);
    const expected = Object.entries(sheets).flatMap(([name, [header = [], ...rows]]) =>
      rows.flatMap((row, y) => {
        const cells = row.flatMap((cell, x) => (cell === '' ? [] : [`${header[x]}: ${plain(cell)}`]));
        return cells.length === 0 ? [] : [{ sheet: names.length > 1 ? name : '', row: y + 2, text: cells.join(' | ') }];
      }),
    );
    const found = document.places.map(({ start, end, place }) => ({
      sheet: place.type === 'row' ? place.sheet : '?',
      row: place.type === 'row' ? place.row : 0,
      text: document.text
        .slice(start, end)
        .split(' | ')
        .map((cell) => cell.replace(/: (.*)$/, (_, value: string) => `: ${plain(value)}`))
        .join(' | '),
    }));
    expect(found).toEqual(expected);
    expect(document).toMatchObject({
      kind: 'table',
      details: { type: 'table', sheets: names.map((name) => ({ name })) },
    });
  });

  it('shows each sheet under its name', async () => {
    const { text } = await read(formatFile('xlsx/openpyxl.xlsx').bytes);
    expect(text).toBe(
      '## People\n\nName: Anna & Ümit | Born: 1987-05-14 | Share: 25.0% | Paid: 1234.50\n' +
        'Name: Bert <b> | Born: 1990-01-02 | Share: 7.5% | Paid: 7.00\n\n## Rooms\n\nRoom: Kitchen | Open: TRUE\nRoom: Attic | Open: FALSE\n',
    );
  });

  it.each([
    [45717.604166666664, 'dd/mm/yyyy hh:mm', '2025-03-01 14:30'],
    [0.5, 'h:mm AM/PM', '12:00'],
    [1.25, '[h]:mm', '30:00'],
    [59, 'yyyy-mm-dd', '1900-02-28'],
    [61, 'yyyy-mm-dd', '1900-03-01'],
    [0.1 + 0.2, '', '0.3'],
    [1234.5, '#,##0.00 [$€-407]', '1234.50 €'],
    [-3, '"$"#,##0;[Red]-"$"#,##0', '-3 $'],
    [12, '0" days"', '12'],
    [1e300, '0.00', '1e+300'],
    [-5, 'yyyy-mm-dd', '-5'],
  ])('reads %d in the format %s as %s', (value, format, text) => {
    expect(formatCell(value, format, false)).toBe(text);
  });

  it('reads a sheet whose cells do not say where they are, and what is far out', async () => {
    const { text, places } = await read(
      withSheet(
        '<row><c t="inlineStr"><is><t>Name</t></is></c><c t="str"><v>Rent</v></c></row><row r="9999999"><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>5</v></c></row>',
      ),
    );
    expect(text).toBe('Name | Rent\n1\n5\n'.replace('Name | Rent\n1', 'Name: 1'));
    expect(places.map(({ place }) => place.type === 'row' && place.row)).toEqual([2, 1_048_576]);
  });

  it('takes a million far cells as far as there is room', async () => {
    const { warnings, places } = await read(
      withSheet('<row><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'.repeat(2_000)),
    );
    expect(places.length).toBeLessThan(1000);
    expect(warnings).toEqual([expect.stringMatching(/^The last \d+ rows/), expect.stringMatching(/16384 columns/)]);
  });

  it('is refused where it is locked, no workbook, empty or cut off', async () => {
    const { bytes } = formatFile('xlsx/openpyxl.xlsx');
    await expect(read(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('password'),
    });
    await expect(read(new Uint8Array(zipSync({ 'a.txt': strToU8('x') })))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('no workbook'),
    });
    await expect(read(withSheet(''))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('no filled cells'),
    });
    await expect(read(bytes.slice(0, 3000))).rejects.toMatchObject({ code: 'unreadable' });
  });

  it(
    'is read or refused, whatever its bytes',
    async () => {
      await fuzzReader(readXlsx, SAMPLES, { name: 'xlsx', inZip: true });
    },
    FUZZ_TIMEOUT_MS,
  );
});
