import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import { readZip } from './read-zip.ts';
import type { Reading } from './reader.ts';

const SAMPLES = ['info-zip', '7z', 'python'].map((name) => formatFile(`zip/${name}.zip`));

const zipped = (files: Record<string, Uint8Array>) => ({ fileName: 'a.zip', bytes: new Uint8Array(zipSync(files)) });

async function filesOf(readings: readonly Reading[]): Promise<Record<string, string>> {
  const files: [string, string][] = [];
  for (const { embedded } of readings)
    for (const { path, bytes } of embedded) files.push([path, await (bytes as Blob).text()]);
  return Object.fromEntries(files.sort());
}

describe('an archive', () => {
  it.each(SAMPLES)('$fileName holds the files that another tool unpacks, without the hidden ones', async (sample) => {
    const readings = await readAll(readZip, sample);
    for (const reading of readings) expectSoundReading(reading);
    expect(await filesOf(readings)).toEqual(
      JSON.parse(new TextDecoder().decode(formatFile('zip/files.expected.json').bytes)),
    );
    expect(readings.flatMap(({ refused }) => refused)).toEqual([]);
  });

  it('refuses each file that would leave its folder, is of no use or there twice, and takes the rest', async () => {
    const readings = await readAll(readZip, formatFile('zip/hostile.zip'));
    expect(Object.keys(await filesOf(readings))).toEqual(['a/inner.zip', 'good/note.md']);
    expect(readings[0]?.refused).toEqual([
      {
        path: '../../etc/passwd.txt',
        code: 'bad-input',
        reason: 'The path points outside of the chosen folder ("..").',
      },
      { path: '/etc/shadow.txt', code: 'bad-input', reason: expect.stringContaining('absolute') },
      { path: 'C:/windows.txt', code: 'bad-input', reason: expect.stringContaining('drive') },
      { path: 'back\\..\\..\\slash.txt', code: 'bad-input', reason: expect.stringContaining('outside') },
      { path: 'good/note.md', code: 'conflict', reason: 'Another file with the same path is already in this archive.' },
      { path: 'song.mp3', code: 'unsupported', reason: expect.stringContaining('.mp3') },
    ]);
  });

  it('refuses locked files one by one', async () => {
    const readings = await readAll(readZip, formatFile('zip/locked.zip'));
    expect(Object.keys(await filesOf(readings))).toEqual(['plans/numbers.txt']);
    expect(readings[0]?.refused.map(({ path, reason }) => [path, reason])).toEqual([
      ['Grüße.txt', 'This file is locked with a password.'],
      ['plans/garden.md', 'This file is locked with a password.'],
    ]);
  });

  it('names the packing that it does not know', async () => {
    const [reading] = await readAll(readZip, formatFile('zip/lzma.zip'));
    expect(reading?.refused).toMatchObject([{ path: 'plans/numbers.txt', reason: expect.stringContaining('LZMA') }]);
  });

  it('comes in batches of sixty-four files', async () => {
    const files = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`${i}.txt`, strToU8(`File ${i}`)]));
    const readings = await readAll(readZip, zipped(files));
    expect(readings.map(({ embedded, next }) => [embedded.length, next])).toEqual([
      [64, 64],
      [64, 128],
      [22, null],
    ]);
  });

  it('is held to the limits that the user has set', async () => {
    const bytes = new Blob([zipped({ 'big.txt': strToU8('a'.repeat(100)), 'small.txt': strToU8('b') }).bytes]);
    const file = { path: 'a.zip', fileName: 'a.zip', mediaType: '', bytes, cursor: 0 };
    const sizes = async (maxFileBytes: number) => {
      const reading = await readZip({ ...file, limits: { maxFileBytes, maxFiles: 2 } });
      return reading.embedded.map((each) => each.bytes.size);
    };
    expect(await sizes(100)).toEqual([100, 1]);
    expect(await sizes(99)).toEqual([1]);
    const few = readZip({ ...file, limits: { maxFileBytes: 100, maxFiles: 1 } });
    await expect(few).rejects.toMatchObject({ code: 'too-large' });
  });

  it('is refused where it is a bomb', async () => {
    const { fileName, bytes } = zipped({ 'zeros.txt': new Uint8Array(100_000) });
    const view = new DataView(bytes.buffer);
    view.setUint32(view.getUint32(bytes.length - 6, true) + 24, 110_000_000, true);
    const message = expect.stringContaining('zip bomb');
    await expect(readAll(readZip, { fileName, bytes })).rejects.toMatchObject({ code: 'too-large', message });
  });

  it(
    'is read or refused, whatever its bytes',
    async () => {
      await fuzzReader(readZip, [...SAMPLES, formatFile('zip/hostile.zip'), formatFile('exports/notion.zip')], {
        name: 'zip',
      });
    },
    FUZZ_TIMEOUT_MS,
  );
});

describe('an export', () => {
  it('of Notion loses the ids in its names, and its links follow', async () => {
    const files = await filesOf(await readAll(readZip, formatFile('exports/notion.zip')));
    expect(Object.keys(files)).toEqual([
      'Home.md',
      'Home/Garden plan (9999).md',
      'Home/Garden plan.md',
      'Home/Tasks.csv',
    ]);
    expect(files['Home.md']).toContain(
      'See [Garden plan](Home/Garden%20plan.md) and [the site](https://www.notion.so/',
    );
    expect(files['Home.md']).toContain('[Tasks](Home/Tasks.csv)');
    expect(files['Home/Garden plan.md']).toContain('[Home](../Home.md)');
    expect(files['Home/Tasks.csv']).toContain('Dig,Done');
  });

  it('of Notion as web pages has its links as well', async () => {
    const id = '0123456789abcdef0123456789abcdef';
    const files = {
      [`Home ${id}.html`]: strToU8(`<p><a href="Home%20${id}/Beans%20${id}.html">Beans</a></p>`),
      [`Home ${id}/Beans ${id}.html`]: strToU8('<p>Beans</p>'),
    };
    expect((await filesOf(await readAll(readZip, zipped(files))))['Home.html']).toBe(
      '<p><a href="Home/Beans.html">Beans</a></p>',
    );
  });

  it('of Logseq comes without its settings and old versions', async () => {
    const files = await filesOf(await readAll(readZip, formatFile('exports/logseq.zip')));
    expect(Object.keys(files)).toEqual(['journals/2025_03_01.md', 'pages/Anna%3F.md', 'pages/plans___garden.md']);
  });

  it('of ChatGPT comes without the page that repeats its conversations', async () => {
    const files = {
      'conversations.json': strToU8('[]'),
      'chat.html': strToU8('<p>again</p>'),
      'user.json': strToU8('{}'),
    };
    expect(Object.keys(await filesOf(await readAll(readZip, zipped(files))))).toEqual([
      'conversations.json',
      'user.json',
    ]);
  });
});
