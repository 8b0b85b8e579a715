import { describe, expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { HANG_MS } from '../../../../tests/hang.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { readCsv } from './read-csv.ts';

const SAMPLES = ['python.csv', 'jq.csv', 'libreoffice.csv', 'gnumeric.tsv'].map((name) => formatFile(`csv/${name}`));

async function read(content: string | Uint8Array<ArrayBuffer>, fileName = 'people.csv'): Promise<ParsedDocument> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const [reading] = await readAll(readCsv, { fileName, bytes });
  if (reading?.documents[0] === undefined) throw new Error('there is no document');
  expectSoundReading(reading);
  return reading.documents[0];
}

const lines = ({ text }: ParsedDocument): readonly string[] => text.trimEnd().split('\n');

/** The rows of a table as another tool reads them, as this reader is to write them. */
function expectedLines(name: string): readonly string[] {
  const [header = [], ...rows] = JSON.parse(
    new TextDecoder().decode(formatFile(`csv/${name}.expected.json`).bytes),
  ) as string[][];
  return rows.map((row) =>
    row.flatMap((cell, i) => (cell === '' ? [] : [`${header[i]}: ${cell.replace(/\s+/g, ' ')}`])).join(' | '),
  );
}

describe('a table of comma-separated values', () => {
  it.each(SAMPLES)('holds what another tool reads in $fileName', async ({ fileName, bytes }) => {
    const document = await read(bytes, fileName);
    expect(lines(document)).toEqual(expectedLines(fileName));
    expect(document.kind).toBe('table');
    expect(document.details).toEqual({
      type: 'table',
      sheets: [{ name: '', rows: 3, columns: ['Name', 'City', 'Born', 'Note'] }],
    });
  });

  it('places each row where a spreadsheet shows it', async () => {
    const document = await read('Name,City\nAnna,Bonn\n\nBert,Köln\n');
    const rows = document.places.map(({ start, end, place }) => [document.text.slice(start, end), place]);
    expect(rows).toEqual([
      ['Name: Anna | City: Bonn', { type: 'row', sheet: '', row: 2 }],
      ['Name: Bert | City: Köln', { type: 'row', sheet: '', row: 4 }],
    ]);
  });

  it('tells whether the first row names the columns', async () => {
    expect(lines(await read('Anna,12\nBert,13\n'))).toEqual(['Anna | 12', 'Bert | 13']);
    expect(lines(await read('Country,2019,2020\nMalta,1.5,2.5\n'))).toEqual(['Country: Malta | 2019: 1.5 | 2020: 2.5']);
    expect(lines(await read('Report of May\n\nName,City,Zip\nAnna,Bonn,53111\n'))).toEqual([
      'Report of May',
      'Name: Anna | City: Bonn | Zip: 53111',
    ]);
  });

  it('takes the separator that the first line states', async () => {
    expect(lines(await read('sep=;\nName;Rent\nAnna;1,50\n'))).toEqual(['Name: Anna | Rent: 1,50']);
  });

  it.each([',', ';', '\t', '|'])('guesses that %j stands between two columns', async (sign) => {
    expect(lines(await read(`Name${sign}City\n\nAnna${sign}Bonn\n`))).toEqual(['Name: Anna | City: Bonn']);
  });

  it('reads what Excel writes as Unicode text', async () => {
    const utf16 = Uint8Array.from(Buffer.from('\ufeffName\tCity\r\nAnna\tKöln\r\n', 'utf16le'));
    expect(lines(await read(utf16))).toEqual(['Name: Anna | City: Köln']);
  });

  it('reads rows that are longer or shorter than the first', async () => {
    expect(lines(await read('Name,City\nAnna\nBert,Köln,"late, as ever"\n'))).toEqual([
      'Name: Anna',
      'Name: Bert | City: Köln | late, as ever',
    ]);
  });

  it('reads ten thousand columns', async () => {
    const columns = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
    const document = await read(`${columns.join(',')}\n${columns.map((_, i) => i % 7).join(',')}\n`);
    expect(document.text).toContain('c9999: 3');
    expect(document.warnings).toEqual(['This table has 10000 columns; only the first 1000 are listed by name.']);
  });

  it(
    'says how many rows found no room',
    async () => {
      const document = await read(`Name,Number\n${'Anna,7\n'.repeat(110_000)}`);
      expect(document.places).toHaveLength(100_000);
      expect(document.warnings).toEqual([expect.stringMatching(/^The last 10000 rows/)]);
    },
    HANG_MS,
  );

  it('names the rows whose quotation marks are broken', async () => {
    const document = await read('Name,City\n"Anna" x,Bonn\nBert,Köln\n');
    expect(document.warnings).toEqual([expect.stringContaining('row 2')]);
  });

  it('is refused where it is empty, binary or in an unknown encoding', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'unreadable' });
    await expect(read(',,\n,,\n')).rejects.toMatchObject({ code: 'unreadable' });
    await expect(read(Uint8Array.of(80, 75, 3, 4, 0, 0))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(read(Uint8Array.of(65, 0x81, 0x8d, 44, 0x90))).rejects.toMatchObject({ code: 'wrong-encoding' });
  });

  it(
    'is read or refused, whatever its bytes',
    async () => {
      await fuzzReader(readCsv, SAMPLES, { name: 'csv' });
    },
    FUZZ_TIMEOUT_MS,
  );
});
