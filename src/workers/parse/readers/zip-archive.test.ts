import fc from 'fast-check';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../../../../tests/fuzz-runs.ts';
import { AppError } from '../../../core/errors.ts';
import { openZip, type ZipLimits } from './zip-archive.ts';

const NEWS = strToU8('Anna moves to Bonn in May. '.repeat(40));

const zipped = (files: Zippable): Uint8Array<ArrayBuffer> => new Uint8Array(zipSync(files, { mtime: '2025-03-01' }));

const open = (bytes: Uint8Array<ArrayBuffer>, limits?: Partial<ZipLimits>) => openZip(new Blob([bytes]), limits);

async function readFirst(bytes: Uint8Array<ArrayBuffer>, limits?: Partial<ZipLimits>): Promise<Uint8Array> {
  const archive = await open(bytes, limits);
  const [entry] = archive.entries;
  if (entry === undefined) throw new Error('the archive is empty');
  return archive.read(entry);
}

/** The offset of the first directory entry, and of the record that ends the directory. */
function places(bytes: Uint8Array): { readonly directory: number; readonly end: number } {
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  return { directory: view.getUint32(end + 16, true), end };
}

/** With numbers of 32 bits written over fields of the first directory entry. */
function patched(bytes: Uint8Array<ArrayBuffer>, ...fields: readonly (readonly [at: number, value: number])[]) {
  const copy = bytes.slice();
  for (const [at, value] of fields) new DataView(copy.buffer).setUint32(places(copy).directory + at, value, true);
  return copy;
}

const refusal = (code: string, message: RegExp) => ({ code, message: expect.stringMatching(message) });

describe('an archive', () => {
  it('lists what it holds and unpacks each entry', async () => {
    const archive = await open(zipped({ 'plans/news.txt': NEWS, 'stored.txt': [NEWS, { level: 0 }], empty: {} }));
    expect(archive.entries).toMatchObject([
      { path: 'plans/news.txt', sizeBytes: NEWS.length, encrypted: false, isFolder: false },
      { path: 'stored.txt', packedBytes: NEWS.length },
      { path: 'empty/', isFolder: true },
    ]);
    for (const entry of archive.entries.slice(0, 2)) expect(await archive.read(entry)).toEqual(NEWS);
    expect(new Date(archive.entries[0]?.modifiedMs ?? 0).getUTCFullYear()).toBe(2025);
  });

  it('is read behind what was put before it', async () => {
    const program = strToU8('#!/bin/sh\nexit\n');
    const archive = zipped({ 'news.txt': NEWS });
    const bytes = new Uint8Array(program.length + archive.length);
    bytes.set(program);
    bytes.set(archive, program.length);
    expect(await readFirst(bytes)).toEqual(NEWS);
  });

  it('is read through its directory, a slice at a time', async () => {
    const big = new Uint8Array(3_000_000).map((_, i) => (i * 2_654_435_761) >>> 13);
    const blob = new Blob([zipped({ 'big.bin': [big, { level: 0 }], 'news.txt': NEWS })]);
    let readBytes = 0;
    const slice = (from?: number, to?: number): Blob => {
      const part = Blob.prototype.slice.call(blob, from, to);
      readBytes += part.size;
      return part;
    };
    const archive = await openZip(Object.assign(blob, { slice }));
    const [, news] = archive.entries;
    if (news === undefined) throw new Error('an entry is missing');
    expect(await archive.read(news)).toEqual(NEWS);
    expect(readBytes).toBeLessThan(70_000);
  });
});

describe('a bad archive', () => {
  it('is refused where it is no archive, is empty or cut off', async () => {
    const whole = zipped({ 'news.txt': NEWS, 'more.txt': NEWS });
    await expect(open(strToU8('no archive'))).rejects.toMatchObject(refusal('unreadable', /its end is missing/));
    await expect(open(new Uint8Array(0))).rejects.toMatchObject(refusal('unreadable', /its end is missing/));
    await expect(open(whole.slice(0, -30))).rejects.toMatchObject(refusal('unreadable', /its end is missing/));
    await expect(open(whole.slice(60))).rejects.toMatchObject(refusal('unreadable', /broken/));
  });

  it('is refused where it claims more entries than it may have, or than it has', async () => {
    const bytes = zipped({ 'a.txt': NEWS, 'b.txt': NEWS });
    await expect(open(bytes, { maxEntries: 1 })).rejects.toMatchObject(refusal('too-large', /2 entries; at most 1/));
    new DataView(bytes.buffer).setUint16(places(bytes).end + 10, 60_000, true);
    await expect(open(bytes)).rejects.toMatchObject(refusal('too-large', /60000 entries/));
    new DataView(bytes.buffer).setUint16(places(bytes).end + 10, 3, true);
    await expect(open(bytes)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('is refused where its entries share bytes', async () => {
    const bytes = zipped({ 'a.txt': NEWS, 'b.txt': NEWS });
    const { directory } = places(bytes);
    new DataView(bytes.buffer).setUint32(directory + 46 + 5 + 42, 0, true);
    await expect(open(bytes)).rejects.toMatchObject(refusal('unreadable', /overlap/));
  });

  it('is refused where it is a bomb by what it says', async () => {
    const zeros = zipped({ 'zeros.txt': new Uint8Array(2_000_000) });
    const limits = { bombBytes: 1_000_000 };
    await expect(open(zeros, limits)).rejects.toMatchObject(
      refusal('too-large', /would unpack to 1\.9 MB: it is a zip bomb/),
    );
    await expect(open(zeros, { maxTotalBytes: 1_000_000 })).rejects.toMatchObject(
      refusal('too-large', /at most 977 KB/),
    );
  });

  it('unpacks no more than it says, however much is packed', async () => {
    const liar = patched(zipped({ 'zeros.txt': new Uint8Array(20_000_000) }), [24, 1000]);
    await expect(readFirst(liar)).rejects.toMatchObject(refusal('unreadable', /larger than the directory says/));
    const boaster = patched(zipped({ 'news.txt': NEWS }), [24, NEWS.length + 1]);
    await expect(readFirst(boaster)).rejects.toMatchObject(refusal('unreadable', /smaller than the directory says/));
  });

  it('refuses one entry that is too large, locked, packed in a rare way or damaged', async () => {
    const bytes = zipped({ 'news.txt': NEWS });
    await expect(readFirst(bytes, { maxEntryBytes: 500 })).rejects.toMatchObject(
      refusal('too-large', /at most 500 bytes/),
    );
    await expect(readFirst(patched(bytes, [8, 0x00080001]))).rejects.toMatchObject(refusal('unsupported', /password/));
    await expect(readFirst(patched(bytes, [8, 0x000e0000]))).rejects.toMatchObject(refusal('unsupported', /LZMA/));
    await expect(readFirst(patched(bytes, [16, 7]))).rejects.toMatchObject(refusal('unreadable', /as it was packed/));
    const damaged = bytes.slice();
    damaged.fill(0xff, 40, 60);
    await expect(readFirst(damaged)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('is refused or read, whatever its bytes', async () => {
    const bytes = zipped({ 'plans/news.txt': NEWS, 'stored.txt': [NEWS, { level: 0 }], 'ümlaut.md': NEWS });
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const copy = bytes.slice();
      for (const [at, value] of changes) copy[at] = value;
      try {
        const archive = await open(copy);
        for (const entry of archive.entries) expect((await archive.read(entry)).length).toBe(entry.sizeBytes);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
        expect((thrown as AppError).code).toMatch(/^(?:unreadable|too-large|unsupported)$/);
      }
    });
    await fc.assert(property, { numRuns: fuzzRuns(200) });
  });
});
