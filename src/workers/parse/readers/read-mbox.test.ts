import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { readMbox } from './read-mbox.ts';
import type { Reading } from './reader.ts';

const FOLDER = new URL('../../../../tests/fixtures/formats/mbox/', import.meta.url);
const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.mbox'));
const read = (bytes: Blob, cursor = 0): Promise<Reading> =>
  readMbox({ path: 'x.mbox', fileName: 'x.mbox', mediaType: '', bytes, cursor });

async function documentsOf(name: string): Promise<readonly ParsedDocument[]> {
  const readings = await readAll(readMbox, { fileName: name, bytes: bytesOf(name) });
  for (const reading of readings) {
    expectSoundReading(reading);
    expect(reading.refused).toEqual([]);
  }
  return readings.flatMap(({ documents }) => documents);
}

interface Expected {
  readonly subject: string;
  readonly from: readonly string[];
  readonly sentMs: number;
  readonly plain: string;
}

const message = (n: number, body = `Body ${n}.\n`): string =>
  `From a@b.example Mon Mar 03 13:05:00 2025\nFrom: A <a@b.example>\nSubject: Number ${n}\nMessage-ID: <${n}@b.example>\n` +
  `Date: Mon, 3 Mar 2025 14:05:00 +0100\n\n${body}\n`;

describe('a mailbox', () => {
  it.each(['python-mailbox.mbox', 's-nail.mbox', 'thunderbird.mbox'])(
    '%s holds what Python finds in it',
    async (name) => {
      const expected = JSON.parse(
        String(readFileSync(new URL(name.replace('.mbox', '.expected.json'), FOLDER))),
      ) as Expected[];
      const documents = await documentsOf(name);
      expect(documents.map(({ title }) => title)).toEqual(expected.map(({ subject }) => subject));
      expect(documents.map(({ createdMs }) => createdMs)).toEqual(expected.map(({ sentMs }) => sentMs));
      for (const [i, { plain, from }] of expected.entries()) {
        const { text, details } = documents[i] ?? {};
        expect(text?.split(/\s+/).join(' ')).toContain(plain.replaceAll('>From ', 'From '));
        if (details?.type === 'mail') expect(details.from.map(({ address }) => address)).toEqual(from);
      }
    },
  );

  it('keeps lines that begin with "From", escaped or not, in the message that they stand in', async () => {
    const [first, second, ...more] = await documentsOf('takeout.mbox');
    expect(more).toEqual([]);
    expect(first?.text).toContain(
      '\n\nFrom the shed it went to Ben.\n\n>From was here.\n\nFrom Tuesday on I am away at 10:30.',
    );
    expect(second?.details).toMatchObject({ threadId: 'take-1@mail.gmail.com' });
    expect(second?.title).toBe('Re: Schlüssel');
    const mutt = await documentsOf('mutt.mbox');
    expect(mutt.map(({ title }) => title)).toEqual(['Schönes Wetter', 'Re: Schönes Wetter']);
    expect(mutt[1]?.text).toContain('From now on it rains.');
  });

  it('gives each message a name that does not depend on its place', async () => {
    const names = async (...numbers: readonly number[]) =>
      (await read(new Blob(numbers.map((n) => message(n))))).documents.map(({ part }) => part);
    const [one, two, three] = await names(1, 2, 3);
    expect(await names(3, 1)).toEqual([three, one]);
    expect(new Set([one, two, three]).size).toBe(3);
  });

  it('keeps the attachments of its messages apart', async () => {
    const body = (text: string) =>
      `Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Disposition: attachment; filename=a.txt\n\n${text}\n--B--\n`;
    const box = [1, 2].map((n) => message(n).replace('\n\nBody', `\n${body(String(n))}\n\nBody`));
    const { embedded, documents } = await read(new Blob(box));
    expect(embedded.map(({ path }) => path)).toEqual(documents.map(({ part }) => `${part}/a.txt`));
    expect(embedded.map(({ attachedTo }) => attachedTo)).toEqual(documents.map(({ part }) => part));
  });

  it('finds every message once wherever the batches and the pieces of the file end', async () => {
    const body = fc.constantFrom(
      'x',
      'From here',
      '>From there\n\nFrom me',
      '\n\n',
      'a'.repeat(700_000),
      'line\n'.repeat(2_000),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 8 }), fc.boolean(), async (bodies, crlf) => {
        const box = bodies.map((text, n) => message(n, `${text}\n`)).join('');
        const bytes = new TextEncoder().encode(crlf ? box.replaceAll('\n', '\r\n') : box);
        const readings = await readAll(readMbox, { fileName: 'x.mbox', bytes });
        const titles = readings.flatMap(({ documents }) => documents.map(({ title }) => title));
        expect(titles).toEqual(bodies.map((_, n) => `Number ${n}`));
      }),
      { numRuns: fuzzRuns(15) },
    );
  });

  it('refuses a message over 25 MB and one that is there twice, by subject, and reads on', async () => {
    const large = message(2, `${'x'.repeat(26 * 1024 * 1024)}\n`);
    const file = new Blob([message(1), large, message(3), message(3)]);
    const first = await read(file);
    expect(first.refused).toMatchObject([{ path: 'Number 2', code: 'too-large' }]);
    const second = await read(file, first.next ?? -1);
    expect(second.documents.map(({ title }) => title)).toEqual(['Number 3']);
    expect(second.refused).toMatchObject([{ path: 'Number 3', code: 'conflict' }]);
    expect(second.next).toBeNull();
  });

  it('is refused where no message begins in it; what stands before the first is named', async () => {
    await expect(read(new Blob(['Dear diary,\n\nFrom now on I write.\n']))).rejects.toMatchObject({
      code: 'unreadable',
    });
    const { documents, refused } = await read(new Blob(['half a message\n\n', message(1)]));
    expect(documents).toHaveLength(1);
    expect(refused).toMatchObject([{ path: 'The beginning' }]);
  });

  it('of 2 GB is read in steps of a few MB', { timeout: 120_000 }, async () => {
    const filler = message(0, `${'All work and no play. '.repeat(46_000)}\n`);
    const piece = new Blob([filler]);
    const count = Math.ceil((2 * 1024 ** 3) / piece.size);
    const file = new Blob(Array.from({ length: count }, () => piece));
    expect(file.size).toBeGreaterThanOrEqual(2 * 1024 ** 3);
    const before = process.memoryUsage().rss;
    let cursor: number | null = 0;
    let steps = 0;
    for (; cursor !== null && steps < 12; steps += 1) {
      const { next, documents } = await read(file, cursor);
      expect(documents).toHaveLength(1);
      expect((next ?? 0) - cursor).toBeLessThan(8 * 1024 * 1024);
      cursor = next;
    }
    // And near the end, where offsets no longer fit into 32 bits.
    const last = await read(file, piece.size * (count - 2));
    expect(last.next).toBeNull();
    expect(last.refused).toHaveLength(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  it('is a sound reading or a refusal whatever is broken in it', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fuzzReader(
      readMbox,
      names.map((fileName) => ({ fileName, bytes: bytesOf(fileName) })),
      { name: 'mbox' },
    );
  });
});
