import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import { readVcf } from './read-vcf.ts';
import type { Reading } from './reader.ts';

const FOLDER = new URL('../../../../tests/fixtures/formats/vcf/', import.meta.url);
const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.vcf'));
const read = async (name: string): Promise<Reading> => {
  const [reading] = await readAll(readVcf, { fileName: name, bytes: bytesOf(name) });
  if (reading === undefined) throw new Error('No reading.');
  expectSoundReading(reading);
  return reading;
};

interface Expected {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
}

describe('an address book', () => {
  it.each(['abook.vcf', 'text-vcard.vcf', 'vobject.vcf'])('%s holds what vobject finds in it', async (name) => {
    const expected = JSON.parse(
      String(readFileSync(new URL(name.replace('.vcf', '.expected.json'), FOLDER))),
    ) as Expected[];
    const { documents, refused } = await read(name);
    const found = documents.map(({ title, details }) => {
      if (details?.type !== 'contact') throw new Error('Not a contact.');
      return { name: title, addresses: details.addresses, phones: details.phones };
    });
    expect(found).toEqual(expected);
    expect(refused).toEqual([]);
  });

  it('of version 2.1 is read with its encodings, and without its picture', async () => {
    const [card] = (await read('outlook.vcf')).documents;
    expect(card?.title).toBe('Jörg Müßig');
    expect(card?.warnings).toEqual([]);
    expect(card?.text).toBe(
      [
        'Name: Jörg Müßig',
        'Organisation: Wasserwerke Köln',
        'Role: Ingenieur',
        'Mail: joerg@example.org',
        'Phone: +49 221 555 0199 (work)',
        'Phone: +49 151 555 0188 (cell)',
        'Address: Domplatz 1, Köln, 50667, Germany (work)',
        '',
        'Ruft morgens zurück.\nKennt die Pumpe.',
      ].join('\n'),
    );
    expect(card?.details).toMatchObject({ organization: 'Wasserwerke Köln', addresses: ['joerg@example.org'] });
  });

  it('of iOS and of version 4 is read with groups, tags and numbers that are addresses', async () => {
    const { documents, refused } = await read('ios.vcf');
    const [chika, dana, cut] = documents;
    expect(chika?.part).toBe('ios-chika');
    expect(chika?.tags).toEqual(['garden', 'board']);
    expect(chika?.text).toContain('Birthday: 1985-11-02');
    expect(chika?.text).toContain('Allergic to nuts, brings cake.');
    expect(chika?.text).toContain('Address: Gartenstr. 5, Hinterhaus, Berlin, 10115, Germany (home)');
    expect(dana?.details).toMatchObject({ phones: ['+972-50-555-0144'], organization: 'Water Works' });
    expect(cut).toMatchObject({ title: 'Cut Off', warnings: [expect.stringContaining('does not end')] });
    expect(refused).toMatchObject([{ reason: expect.stringContaining('names nobody') }]);
  });

  it('is refused where it is none', async () => {
    const none = readAll(readVcf, { fileName: 'x.vcf', bytes: new TextEncoder().encode('hello') });
    await expect(none).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('is a sound reading or a refusal whatever is broken in it', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fuzzReader(
      readVcf,
      names.map((fileName) => ({ fileName, bytes: bytesOf(fileName) })),
      { name: 'vcf' },
    );
  });
});
