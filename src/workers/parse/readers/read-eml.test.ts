import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader } from '../../../../tests/reader-laws.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { readEml } from './read-eml.ts';
import type { Reading } from './reader.ts';

const FOLDER = new URL('../../../../tests/fixtures/formats/eml/', import.meta.url);
const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.eml'));

const read = (fileName: string, bytes: Uint8Array<ArrayBuffer> = bytesOf(fileName)): Promise<Reading> =>
  readEml({ path: fileName, fileName, mediaType: '', bytes: new Blob([bytes]), cursor: 0 });
const only = ({ documents }: Reading): ParsedDocument => {
  const [document] = documents;
  if (document === undefined) throw new Error('No document.');
  return document;
};
const plain = async (...lines: readonly string[]): Promise<ParsedDocument> =>
  only(await read('x.eml', new TextEncoder().encode(lines.join('\r\n'))));
const foldedOf = ({ text, folded }: ParsedDocument): readonly string[] =>
  folded.map(({ start, end }) => text.slice(start, end));
const words = (text: string): string => text.split(/\s+/).filter(Boolean).join(' ');

interface Expected {
  readonly subject: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly sentMs: number;
  readonly plain: string | null;
  readonly attachments: readonly string[];
}

describe('a message', () => {
  const good = names.filter((name) => !name.startsWith('bad-'));

  it.each(good)('%s says what another reader finds in it', async (name) => {
    const expected = JSON.parse(
      String(readFileSync(new URL(name.replace('.eml', '.expected.json'), FOLDER))),
    ) as Expected;
    const reading = await read(name);
    expectSoundReading(reading);
    const { title, text, details, createdMs } = only(reading);
    if (details?.type !== 'mail') throw new Error('Not a mail.');
    const addresses = (people: typeof details.from) => people.map(({ address }) => address).toSorted();
    expect(title).toBe(expected.subject);
    expect(addresses(details.from)).toEqual(expected.from);
    expect(addresses(details.to)).toEqual(expected.to);
    expect(addresses(details.cc)).toEqual(expected.cc);
    expect(details.sentMs).toBe(expected.sentMs);
    expect(createdMs).toBe(expected.sentMs);
    if (expected.plain !== null) expect(words(text)).toContain(expected.plain);
    const files = reading.embedded
      .map(({ path }) => path.replace(/ \(\d\)\./, '.'))
      .filter((path) => path !== 'message.eml');
    expect(files).toEqual(expected.attachments);
  });

  it('holds its attachments as files of their own, under names that differ, and names them in its text', async () => {
    const reading = await read('python-email.eml');
    const { text, links } = only(reading);
    const paths = ['Kosten 2025.csv', 'Kosten 2025.pdf', 'Kosten 2025 (2).pdf', 'message.eml'];
    expect(reading.embedded.map(({ path }) => path)).toEqual(paths);
    expect(reading.embedded.every(({ attachedTo }) => attachedTo === '')).toBe(true);
    const contents = await Promise.all(reading.embedded.map(({ bytes }) => new Response(bytes as Blob).text()));
    expect(contents[0]).toContain('Erde;800');
    expect(contents[3]).toContain('The message inside.');
    expect(text.endsWith(`Attached: ${paths.join(', ')}`)).toBe(true);
    const attached = links.filter(({ kind }) => kind === 'attachment');
    expect(attached.map(({ span }) => text.slice(span.start, span.end))).toEqual(paths);
    expect(attached.map(({ target }) => target)).toEqual(paths);
    expect(links.find(({ kind }) => kind === 'url')).toMatchObject({ target: 'https://example.org/beete' });
  });

  it('knows its thread, and where it stands in it', async () => {
    const { details, places, text } = only(await read('python-email.eml'));
    expect(details).toMatchObject({ messageId: 'report-2@example.org', threadId: 'report-0@example.org' });
    const place = { type: 'message', id: 'report-2@example.org', parent: 'report-1@example.net', author: 'Anna Berg' };
    expect(places).toMatchObject([{ start: 0, end: text.length, place }]);
  });

  it('begins with who wrote to whom, and when by the clock of the sender', async () => {
    const { text } = only(await read('python-email.eml'));
    expect(text.split('\n').slice(0, 5)).toEqual([
      'From: Anna Berg <anna@example.org>',
      'To: Ben Okafor <ben@example.net>, team@example.org',
      'Cc: Çiğdem Öz <cigdem@example.com>',
      'Date: Friday, 14 March 2025, 09:26 (UTC+01:00)',
      '',
    ]);
  });

  it('folds what it quotes, with its introduction, and its signature', async () => {
    expect(foldedOf(only(await read('python-email.eml')))).toEqual([
      'On Thu, 13 Mar 2025 at 18:02, Ben Okafor <ben@example.net>\nwrote:\n> Was kostet die Erde?\n>\n> Ben',
      '-- \nAnna Berg\nGartenfreunde e. V.',
    ]);
    expect(foldedOf(only(await read('swaks.eml')))).toEqual(['-- \nBen Okafor\nphone 0151 555 012']);
  });

  it('folds what Thunderbird marks as quoted, and keeps what is written between', async () => {
    const document = only(await read('thunderbird.eml'));
    const [quoted, signature] = foldedOf(document);
    expect(quoted).toBe('On 02/03/2025 19:11, Ben Okafor wrote:\n\nWho waters this week?\n\nNot me.');
    expect(signature).toBe('--\nAnna Berg');
    expect(document.text).toContain('And please bring the long hose.');
    const [link] = document.links;
    expect(document.text.slice(link?.span.start, link?.span.end)).toBe('seal');
  });

  it('folds the earlier message that Outlook copies below a rule', async () => {
    const document = only(await read('outlook.eml'));
    expect(foldedOf(document)).toHaveLength(1);
    expect(foldedOf(document)[0]).toMatch(/^_{32}\nFrom: Anna Berg.*what does the pump cost\?$/s);
    expect(document.text).toContain('349 € – delivery');
    expect(document.details).toMatchObject({ from: [{ name: 'Levi, Dana', address: 'dana@example.net' }] });
  });

  it('folds what Gmail quotes, and leaves out pictures that only track', async () => {
    const reading = await read('gmail.eml');
    expect(foldedOf(only(reading))).toEqual([
      'On Wed, Mar 5, 2025 at 2:05 PM Anna Berg <anna@example.org> wrote:\n\n> Who brings what?',
    ]);
    expect(only(reading).text).toContain('cake 🍰 and two chairs');
    expect(reading.embedded.map(({ path }) => path)).toEqual(['cake.png']);
  });

  it('folds nothing of a message that is forwarded', async () => {
    const head = ['From: a@b.example', 'Date: Mon, 3 Mar 2025 14:05:00 +0100'];
    const forwarded = [
      '',
      '-----Original Message-----',
      'From: c@d.example',
      'To: a@b.example',
      'Subject: Key',
      '',
      'Under the mat.',
    ];
    expect((await plain(...head, 'Subject: FW: Key', '', 'See below.', ...forwarded)).folded).toEqual([]);
    expect((await plain(...head, 'Subject: Re: Key', '', 'Thanks.', ...forwarded)).folded).toHaveLength(1);
    expect((await plain(...head, 'Subject: Re: Key', '', '> All of it is quoted.')).folded).toEqual([]);
  });

  it('is read in the encoding that its bytes are in, with a warning, where it names another', async () => {
    const { title, text, warnings, details } = only(await read('bad-charset.eml'));
    expect(title).toBe('Grüße aus Köln');
    expect(text).toContain('Der Kühlschrank fährt morgen nach München.');
    expect(details).toMatchObject({ from: [{ name: 'Jörg Müßig' }] });
    expect(warnings.join(' ')).toMatch(/encoding that it names \(utf-8\); it was read as windows-1252/);
    const latin = await plain('From: a@b.c', 'Content-Type: text/plain; charset=us-ascii', '', 'Grüße');
    expect(latin.text).toContain('Grüße');
    expect(latin.warnings).toHaveLength(1);
    const unknown = await plain('From: a@b.c', 'Content-Type: text/plain; charset=klingon', '', 'Grüße');
    expect(unknown.text).toContain('Grüße');
    expect((await plain('From: a@b.c', 'Content-Type: text/plain; charset=klingon', '', 'Hi')).warnings).toEqual([]);
  });

  it('is inert where its HTML is hostile', async () => {
    const reading = await read('bad-html.eml');
    const { text, links } = only(reading);
    expect(text).toContain('Claim your prize or read the terms.');
    expect(text).not.toMatch(/spy\.example\.com\/|ignore all|fetch\(|password|alert\(2\)/);
    expect(links.map(({ target }) => target)).toEqual(['https://example.com/terms']);
    const amid =
      '<p>Pay<script>steal("it")</script> the<style>p{}</style> rent<template>in</template><noscript>now</noscript>.</p>';
    const { text: said } = await plain('From: a@b.c', 'Content-Type: text/html; charset=utf-8', '', amid);
    expect(said).toContain('Pay the rent.');
  });

  it('takes the names of attachments without the folders that they point to', async () => {
    const reading = await read(
      'x.eml',
      new TextEncoder().encode(
        [
          'From: a@b.example',
          'MIME-Version: 1.0',
          'Content-Type: multipart/mixed; boundary=B',
          '',
          ...['../../etc/passwd', 'C:\\Windows\\evil.exe', '..', 'CON\u0001:?.txt'].flatMap((name) => [
            '--B',
            'Content-Type: application/octet-stream',
            `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
            '',
            'x',
          ]),
          '--B--',
        ].join('\r\n'),
      ),
    );
    expect(reading.embedded.map(({ path }) => path)).toEqual(['passwd', 'evil.exe', 'attachment.bin', 'CON .txt']);
  });

  it('says that it is encrypted', async () => {
    const document = await plain(
      'From: a@b.example',
      'Subject: Secret',
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=B',
      '',
      '--B',
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '--B--',
    );
    expect(document.warnings).toEqual(['The message is encrypted; its text cannot be read.']);
  });

  it('is refused where it is none', async () => {
    await expect(read('bad-no-message.eml')).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('is a sound reading or a refusal whatever is broken in it', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const samples = names.map((fileName) => ({ fileName, bytes: bytesOf(fileName) }));
    await fuzzReader(readEml, samples, { name: 'eml' });
  });
});
