import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { emptyTables, openTestPglite, openTestSqlite } from '../../../tests/open-test-store.ts';
import { createPlayer, steps } from '../../../tests/random-commands.ts';
import { createMemoryDraftFiles } from '../../adapters/export/draft-files.ts';
import { readEntry, readZipEntries } from '../../adapters/export/zip-reader.ts';
import { createMemoryBlobStore } from '../../adapters/files/blob-store.ts';
import { AppError } from '../../core/errors.ts';
import { differingTables, digestTable } from '../../db/logical/digest.ts';
import { readShapes } from '../../db/logical/shapes.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import type { Store } from '../../db/store.ts';
import { makeArchive } from './export-archive.ts';
import { createExports } from './exports.ts';
import { checkArchive, loadOriginals, loadTables } from './import-archive.ts';

const clock = { nowMs: () => 1_760_000_000_000 };
let house: TestHouse;
let kernel: TestKernel;
let targets: readonly Store[];

beforeAll(async () => {
  house = await openTestHouse();
  targets = await Promise.all([openTestPglite(MIGRATIONS, clock), openTestSqlite(MIGRATIONS, clock)]);
}, 60_000);
afterAll(async () => {
  await house.close();
  for (const target of targets) await target.close();
});
beforeEach(async () => {
  await house.wipe();
  kernel = await house.open();
});

async function exportNow(): Promise<Blob> {
  const draft = await createMemoryDraftFiles().create();
  return (await makeArchive(kernel.kernel.context, draft, 'test', {})).bytes;
}

const digestsOf = async (store: Store) =>
  Promise.all((await readShapes(store)).map((shape) => digestTable(store, shape)));

async function clear(store: Store): Promise<void> {
  await emptyTables(
    store,
    (await readShapes(store)).map(({ name }) => name),
  );
}

async function textOf(archive: Blob, name: string): Promise<string> {
  const entry = (await readZipEntries(archive)).find((each) => each.name === name);
  if (entry === undefined) throw new Error(name);
  const pieces = await Array.fromAsync(readEntry(archive, entry));
  return new TextDecoder().decode(Buffer.concat(pieces));
}

const namesOf = async (archive: Blob) => (await readZipEntries(archive)).map(({ name }) => name);

describe('an export', () => {
  test('of any history comes back on each engine as it was', async () => {
    await fc.assert(
      fc.asyncProperty(steps({ min: 1, max: 12 }), async (history) => {
        await house.wipe();
        kernel = await house.open();
        const player = createPlayer(house, () => kernel);
        for (const step of history) await player.play(step);
        await kernel.idle();
        const archive = await exportNow();
        const wanted = await digestsOf(house.store);
        for (const target of targets) {
          await clear(target);
          await loadTables(target, await checkArchive(archive, MIGRATIONS.length));
          expect(differingTables(wanted, await digestsOf(target))).toEqual([]);
        }
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  test('has notes as markdown, originals as they were under their names, and says what it is', async () => {
    const itemId = house.ids.next();
    await kernel.command('create-note', { itemId, title: 'Kiln: log?', text: 'Fired at **1200**.' });
    await kernel.command('tag-item', { itemId, tags: ['studio'] });
    await kernel.import([
      { path: 'Pots/list.csv', content: 'name,height\nbowl,4\n' },
      { path: 'Pots/copy.csv', content: 'name,height\nbowl,4\n' },
    ]);
    const archive = await exportNow();
    const names = await namesOf(archive);
    expect(names).toEqual(expect.arrayContaining(['README.txt', 'manifest.json', 'notes/Kiln- log-.md']));
    expect(names.filter((name) => name.startsWith('originals/'))).toEqual(['originals/Pots/list.csv']);
    expect(await textOf(archive, 'originals/Pots/list.csv')).toBe('name,height\nbowl,4\n');
    const note = await textOf(archive, 'notes/Kiln- log-.md');
    expect(note).toMatch(new RegExp(`^---\\nid: ${itemId}\\ntitle: "Kiln: log\\?"\\ncreated: 2025-`));
    expect(note).toContain('tags: ["studio"]\n---\n\nFired at **1200**.');
    expect(await textOf(archive, 'README.txt')).toContain('Take it with you');
  });

  test('brings originals back; those that are gone or damaged are named and left out', async () => {
    await kernel.import([
      { path: 'a.csv', content: 'a\n1\n' },
      { path: 'b.csv', content: 'b\n2\n' },
      { path: 'c.csv', content: 'c\n3\n' },
    ]);
    const [gone = '', damaged = '', whole = ''] = await house.blobs.list();
    await house.blobs.remove(gone);
    const { get } = house.blobs;
    const other = async (hash: string) => (hash === damaged ? new Blob(['other']) : get(hash));
    Object.assign(house.blobs, { get: other });
    const checked = await checkArchive(await exportNow(), MIGRATIONS.length);
    Object.assign(house.blobs, { get });
    expect(checked.manifest.missing.toSorted()).toEqual([gone, damaged].sort());
    const blobs = createMemoryBlobStore();
    await loadOriginals(blobs, checked);
    expect(await blobs.list()).toEqual([whole]);
  });

  test('is of one moment: what is written meanwhile waits until the rows are read, and is in none of them', async () => {
    await kernel.command('create-note', { itemId: house.ids.next(), title: 'Before', text: 'one' });
    const before = await digestsOf(house.store);
    let late: Promise<unknown> | null = null;
    const onProgress = () => {
      late ??= kernel.command('create-note', { itemId: house.ids.next(), title: 'Meanwhile', text: 'two' });
    };
    const { manifest } = await kernel.kernel.context.exports
      .archive({ onProgress })
      .then(({ bytes }) => checkArchive(bytes, MIGRATIONS.length));
    await late;
    const exported = manifest.tables.map(({ name: table, rows, sha256 }) => ({ table, rows, sha256 }));
    expect(differingTables(before, exported)).toEqual([]);
    expect(differingTables(before, await digestsOf(house.store))).toContain('items');
  });

  test('that is stopped, or finds the disk full, leaves no draft and can be made again', async () => {
    const { exports } = kernel.kernel.context;
    await kernel.command('create-note', { itemId: house.ids.next(), title: 'Note', text: 'one' });
    const abort = new AbortController();
    const stopped = exports.archive({ signal: abort.signal, onProgress: () => abort.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    const full = createMemoryDraftFiles();
    const { create } = full;
    let left = 0;
    Object.assign(full, {
      create: async () => {
        const draft = await create();
        left++;
        const write = () => Promise.reject(new AppError('storage-full', 'full'));
        return { ...draft, write, discard: async () => void left-- };
      },
    });
    const onFull = createExports(() => kernel.kernel.context, full, 'test');
    await expect(onFull.archive({})).rejects.toMatchObject({ code: 'storage-full' });
    await expect(onFull.sql({})).rejects.toMatchObject({ code: 'storage-full' });
    expect(left).toBe(0);
    expect((await exports.sql({})).bytes.size).toBeGreaterThan(1000);
    expect((await exports.archive({})).missing).toBe(0);
  });
});
