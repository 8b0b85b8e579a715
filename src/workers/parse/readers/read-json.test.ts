import { describe, expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import type { SourcePlace } from '../../../core/items/source-place.ts';
import { readJson } from './read-json.ts';

const SAMPLES = ['jq', 'python', 'node'].map((name) => formatFile(`json/${name}.json`));

async function read(content: string | Uint8Array<ArrayBuffer>): Promise<ParsedDocument> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const [reading] = await readAll(readJson, { fileName: 'plan.json', bytes });
  if (reading?.documents[0] === undefined) throw new Error('there is no document');
  expectSoundReading(reading);
  return reading.documents[0];
}

const refusal = (message: RegExp) => ({ code: 'unreadable', message: expect.stringMatching(message) });
const keyOf = (place: SourcePlace): string => (place.type === 'value' ? JSON.stringify(place.path) : '');

describe('JSON', () => {
  it.each(SAMPLES)('holds each value that jq finds in $fileName, at its path', async ({ fileName, bytes }) => {
    const { text, places, kind } = await read(bytes);
    expect(kind).toBe('file');
    const found = new Map(places.map(({ start, end, place }) => [keyOf(place), text.slice(start, end)]));
    const expected = new TextDecoder().decode(formatFile(`json/${fileName.replace('.json', '.expected.jsonl')}`).bytes);
    for (const line of expected.trim().split('\n')) {
      const [path, value] = JSON.parse(line) as [string[], unknown];
      const unindented = found.get(JSON.stringify(path))?.replace(/\n\s+/g, '\n');
      expect(unindented).toMatch(new RegExp(`[:-]\\s${String(value).replaceAll('.', '\\.')}$`));
    }
  });

  it('reads as an outline', async () => {
    const { text, links } = await read(formatFile('json/jq.json').bytes);
    expect(text).toBe(
      'title: Household plan\nopen: true\npeople:\n  -\n    name: Anna Müller\n    age: 38\n    pets:\n  -\n    name: Bert\n' +
        '    age: null\n    notes:\n      First line\n      Second line\nbudget:\n  rent: 1250.5\n  by month:\n    2025-03: -700\n' +
        'site: https://example.org/plan\n',
    );
    expect(links).toMatchObject([{ target: 'https://example.org/plan' }]);
  });

  it('reads a list of flat objects as a table', async () => {
    const { text, kind, details, places } = await read(formatFile('json/people.json').bytes);
    expect(kind).toBe('table');
    expect(text.split('\n')[0]).toBe(
      'Name: Anna Müller | City: Bonn | Born: 1987-05-14 | Note: Said "hello", then left',
    );
    expect(details).toMatchObject({ sheets: [{ rows: 3, columns: ['Name', 'City', 'Born', 'Note'] }] });
    expect(places[2]?.place).toEqual({ type: 'value', path: [2] });
  });

  it('reads keys that mean something to JavaScript', async () => {
    expect((await read('{"__proto__":{"toString":1},"constructor":2}')).text).toBe(
      '__proto__:\n  toString: 1\nconstructor: 2\n',
    );
  });

  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', /line 3, column 3: a comma is missing\.$/],
    ['{"a" 1}', /line 1, column 6: a colon is missing/],
    ['{a: 1}', /column 2: a name in quotation marks is expected/],
    ['[1, 2', /line 1, column 6: it ends too early/],
    ['[1, ]', /column 5: a value is expected/],
    ['["a\nb"]', /column 2: a text is not closed/],
    ['[1}', /column 3: a comma is missing/],
    ['{]', /column 2: a bracket does not match/],
    ['{} {}', /column 4: something follows behind its end/],
    ['["\\x"]', /a text holds a character that JSON does not allow/],
    [`${'['.repeat(500)}${']'.repeat(500)}`, /line 1, column 201: it nests deeper than 200 levels/],
    ['['.repeat(1_000_000), /deeper than 200 levels/],
  ])('is refused with the place where %j is wrong', async (source, message) => {
    await expect(read(source)).rejects.toMatchObject(refusal(message));
  });

  it('is refused where it holds nothing', async () => {
    await expect(read('[]')).rejects.toMatchObject(refusal(/no values/));
    await expect(read('')).rejects.toMatchObject(refusal(/empty/));
  });

  it('says how many values found no room', async () => {
    const { places, warnings } = await read(`[${'[1],'.repeat(101_000)}1]`);
    expect(places).toHaveLength(200_000);
    expect(warnings).toEqual([expect.stringMatching(/^The last 2001 values/)]);
  });

  it(
    'is read or refused, whatever its bytes',
    async () => {
      await fuzzReader(readJson, SAMPLES, { name: 'json' });
    },
    FUZZ_TIMEOUT_MS,
  );
});
