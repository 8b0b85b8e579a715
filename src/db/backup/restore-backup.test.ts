import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { random } from '../../../tests/kernel-harness.ts';
import { emptyTables, openTestPglite, openTestSqlite } from '../../../tests/open-test-store.ts';
import { createMemoryBackupFiles } from '../../adapters/backup/memory-files.ts';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import { AppError } from '../../core/errors.ts';
import { createIdSource } from '../../core/ids.ts';
import { writeLines } from '../logical/copy-rows.ts';
import { readShapes } from '../logical/shapes.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Store } from '../store.ts';
import { openMemorySqlite } from '../stores/sqlite/memory-store.ts';
import { backUpBeforeMigration } from './before-migration.ts';
import { drillBackup } from './drill.ts';
import { makeBackup } from './make-backup.ts';
import { decodeManifest, encodeManifest, listBackups, readManifest, sweepSegments } from './manifest-file.ts';
import { checkTables, finishRestore, migrationsFor, restoreBackup } from './restore-backup.ts';
import { packBytes, sha256OfText } from './segment-bytes.ts';

/** A restore into both engines, of what earlier versions left, and of what is not whole. */

const clock = { nowMs: () => 1_760_000_000_000 };
const ids = createIdSource({ nowMs: () => Date.now() }, random);
const engines = ['postgresql', 'sqlite'] as const;
const OLD = 5;
let source: Store;
let targets: Readonly<Record<(typeof engines)[number], Store>>;
let files: BackupFiles;
let manifest: BackupManifest;
/** A file as it was made; tests that spoil one put it back. */
let whole: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

beforeAll(async () => {
  const old = MIGRATIONS.slice(0, OLD);
  [source, targets] = [
    await openTestSqlite(old, clock),
    { postgresql: await openTestPglite(old, clock), sqlite: await openTestSqlite(old, clock) },
  ];
  await fill(source);
  files = createMemoryBackupFiles();
  manifest = await makeBackup({
    store: source,
    files,
    clock,
    ids,
    reason: 'asked',
    app: 'test',
    parent: null,
    segmentRows: 2,
  });
  whole = new Map(
    await Promise.all(
      (await files.listSegments()).map(async (sha256) => [sha256, (await files.getSegment(sha256)) ?? fail()] as const),
    ),
  );
}, 60_000);
afterAll(async () => {
  for (const store of [source, ...Object.values(targets)]) await store.close();
});
beforeEach(async () => {
  for (const [sha256, bytes] of whole) await files.putSegment(sha256, bytes);
  for (const store of Object.values(targets))
    await emptyTables(
      store,
      manifest.tables.map(({ name }) => name),
    );
});

function fail(): never {
  throw new Error('it is not there');
}

/** As version 5 left it. */
async function fill(store: Store): Promise<void> {
  const file = new URL(`../../../tests/histories/store-v${OLD}.json`, import.meta.url);
  const { tables } = JSON.parse(await readFile(file, 'utf8')) as { tables: Record<string, Record<string, unknown>[]> };
  for (const shape of await readShapes(store)) {
    for (const held of tables[shape.name] ?? []) {
      const row = shape.name === 'blobs' ? { ...held, hash: String(held['hash']).padEnd(64, '0') } : held;
      const json = new Set(shape.columns.flatMap(({ name, type }) => (type === 'json' ? [name] : [])));
      const names = Object.keys(row).filter((name) => row[name] !== null || json.has(name));
      const values = names.map((name) => (json.has(name) ? JSON.stringify(row[name]) : row[name]));
      await store.query(
        `insert into ${shape.name} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
        values,
      );
    }
  }
}

const segmentsOf = (table: string) => manifest.tables.find(({ name }) => name === table)?.segments ?? [];
const countOf = async (store: Store, table: string) =>
  Number((await store.query<{ count: number }>(`select count(*) as count from ${table}`)).rows[0]?.count);

test.each(engines)('what version 5 left is restored into %s and brought to today’s version', async (engine) => {
  const store = targets[engine];
  await restoreBackup({ files, manifest, store });
  expect((await checkTables(store, manifest)).every(({ isSame }) => isSame)).toBe(true);
  expect(await countOf(store, 'items')).toBe(await countOf(source, 'items'));
  expect(await countOf(store, 'embeddings')).toBe(0);
});

test('a restored store is brought to the newest schema, and goes on as a device of its own', async () => {
  const store = await openTestSqlite(migrationsFor(manifest, MIGRATIONS), clock);
  await restoreBackup({ files, manifest, store });
  expect((await store.query('select id from devices where is_self')).rows).toHaveLength(1);
  await finishRestore({ store, migrations: MIGRATIONS, clock });
  expect(await schemaVersion(store)).toBe(MIGRATIONS.length);
  expect((await store.query('select id from devices where is_self')).rows).toHaveLength(0);
  await store.close();
});

test.each(engines)(
  'a restore into %s that is cut off at any step is the same when it is begun again',
  async (engine) => {
    const store = targets[engine];
    const steps = manifest.tables.reduce((sum, { segments }) => sum + segments.length, 0);
    for (let step = 0; step <= steps; step++) {
      let left = step;
      const failing: BackupFiles = {
        ...files,
        async getSegment(sha256) {
          if (left-- <= 0) throw new AppError('storage-full', 'There is no room left for Hearth in this browser.');
          return files.getSegment(sha256);
        },
      };
      if (step < steps) {
        await expect(restoreBackup({ files: failing, manifest, store })).rejects.toMatchObject({
          code: 'storage-full',
        });
      } else await restoreBackup({ files: failing, manifest, store });
    }
    expect((await checkTables(store, manifest)).every(({ isSame }) => isSame)).toBe(true);
  },
);

test.each(engines)(
  'a restore into %s is refused by a full disk at every write, and works when there is room',
  async (engine) => {
    const store = targets[engine];
    for (const step of [0, 1, 5]) {
      let left = step;
      const full: Store = {
        ...store,
        query: store.query.bind(store),
        batch: (statements) =>
          left-- <= 0
            ? Promise.reject(new AppError('storage-full', 'There is no room left for Hearth in this browser.'))
            : store.batch(statements),
      };
      await expect(restoreBackup({ files, manifest, store: full })).rejects.toMatchObject({ code: 'storage-full' });
    }
    await restoreBackup({ files, manifest, store });
  },
);

test('a restore that is stopped says so', async () => {
  const signal = { aborted: false };
  const onProgress = () => {
    signal.aborted = true;
  };
  await expect(restoreBackup({ files, manifest, store: targets.sqlite, onProgress, signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});

const refused = (what: string) => ({
  code: 'backup-damaged',
  message: expect.stringContaining(what),
  details: { table: 'items' },
});

test('a missing segment is named by its table, and nothing is written', async () => {
  await files.removeSegment(segmentsOf('items')[0]?.sha256 ?? '');
  await expect(restoreBackup({ files, manifest, store: targets.sqlite })).rejects.toMatchObject(
    refused(`Of the table “items” 1 of ${segmentsOf('items').length} parts are missing.`),
  );
  expect(await countOf(targets.sqlite, 'workspaces')).toBe(0);
});

test.each([
  ['cut off', async (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, bytes.length - 9)],
  ['empty', async () => new Uint8Array()],
  ['of another content', async () => packBytes(new TextEncoder().encode('{"id":"1"}\n'))],
  [
    'with one bit turned',
    async (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)),
  ],
])('a segment that is %s is refused, and its table is named', async (_, spoil) => {
  const sha256 = segmentsOf('items')[0]?.sha256 ?? '';
  await files.putSegment(sha256, await spoil(whole.get(sha256) ?? fail()));
  await expect(restoreBackup({ files, manifest, store: targets.sqlite })).rejects.toMatchObject(
    refused('A part of the table “items” is cut off or was altered.'),
  );
});

test('a backup that lacks a table, or has one that is not known, is refused, and the table is named', async () => {
  const without = { ...manifest, tables: manifest.tables.filter(({ name }) => name !== 'items') };
  await expect(restoreBackup({ files, manifest: without, store: targets.sqlite })).rejects.toMatchObject(
    refused('The table “items” is missing in it.'),
  );
  const renamed = manifest.tables.map((table) => (table.name === 'items' ? { ...table, name: 'things' } : table));
  await expect(
    restoreBackup({ files, manifest: { ...manifest, tables: renamed }, store: targets.sqlite }),
  ).rejects.toMatchObject({ code: 'backup-damaged', details: { table: 'things' } });
});

test('what was restored and is not what the manifest says is not taken for right', async () => {
  const tables = manifest.tables.map((table) =>
    table.name === 'items' ? { ...table, sha256: 'f'.repeat(64) } : table,
  );
  await expect(
    restoreBackup({ files, manifest: { ...manifest, tables }, store: targets.sqlite }),
  ).rejects.toMatchObject(refused('What was restored of the table “items” is not what the backup says.'));
});

test('rows that a store has beside those of the backup are not taken for right', async () => {
  const store = targets.sqlite;
  const shape = (await readShapes(store)).find(({ name }) => name === 'settings') ?? fail();
  await writeLines(store, shape, ['{"key":"strange","value":1}']);
  await expect(restoreBackup({ files, manifest, store })).rejects.toMatchObject({ details: { table: 'settings' } });
});

test('a manifest that is cut off, altered, or of a newer format is refused with a sentence', async () => {
  const text = await encodeManifest(manifest);
  expect(await decodeManifest(text)).toEqual(manifest);
  for (const spoiled of [text.slice(0, -40), text.replace('"madeMs":1', '"madeMs":2'), '', 'x']) {
    await expect(decodeManifest(spoiled)).rejects.toMatchObject({ code: 'backup-damaged' });
  }
  const sealed = async (body: string) => `${await sha256OfText(body)}\n${body}`;
  await expect(decodeManifest(await sealed(JSON.stringify({ ...manifest, format: 2 })))).rejects.toMatchObject({
    code: 'version-mismatch',
    message: expect.stringContaining('newer version'),
  });
  await expect(decodeManifest(await sealed(JSON.stringify({ ...manifest, tables: 7 })))).rejects.toMatchObject({
    code: 'backup-damaged',
    message: expect.stringContaining('tables'),
  });
});

test('a backup of a newer schema is refused with a sentence', () => {
  expect(() => migrationsFor({ ...manifest, schemaVersion: MIGRATIONS.length + 1 }, MIGRATIONS)).toThrow(
    expect.objectContaining({ code: 'version-mismatch' }),
  );
});

test('a backup that cannot be read stays in the list, with its reason, and no segment is swept while it is there', async () => {
  const own = createMemoryBackupFiles();
  await own.putManifest(manifest.id, 'spoiled');
  const { backups, unreadable } = await listBackups(own);
  expect(backups).toEqual([]);
  await own.putSegment('a'.repeat(64), new Uint8Array([1]));
  expect(await sweepSegments(own)).toBe(0);
  expect(await own.listSegments()).toHaveLength(1);
  expect(unreadable).toEqual([{ id: manifest.id, error: expect.objectContaining({ code: 'backup-damaged' }) }]);
});

test('before a migration a backup is made of the old schema; what stands in its way is told and stops nothing', async () => {
  const store = await openMemorySqlite();
  await migrate(store, MIGRATIONS.slice(0, OLD), clock);
  await fill(store);
  const own = createMemoryBackupFiles();
  expect(await backUpBeforeMigration({ store, files: own, clock, ids, app: 'test', place: 'first' })).toBeNull();
  const [made] = (await listBackups(own)).backups;
  expect(made).toMatchObject({ reason: 'migration', schemaVersion: OLD });
  await migrate(store, MIGRATIONS, clock);
  await restoreBackup({ files: own, manifest: made ?? fail(), store: targets.postgresql });
  const full: BackupFiles = {
    ...createMemoryBackupFiles(),
    putSegment: () => Promise.reject(new AppError('storage-full', 'There is no room left for Hearth in this browser.')),
  };
  expect(await backUpBeforeMigration({ store, files: full, clock, ids, app: 'test', place: 'first' })).toMatchObject({
    code: 'storage-full',
  });
  await store.close();
});

test('a drill says of an old backup that all of it comes back, and which originals are not here', async () => {
  const report = await drillBackup({
    files,
    manifest: await readManifest(files, manifest.id),
    originals: { list: async () => [] },
    migrations: MIGRATIONS,
    clock,
    openScratch: async (migrations) => {
      const store = await openTestSqlite(migrations, clock);
      return { store, remove: () => store.close() };
    },
  });
  expect(report.tables.every(({ isSame }) => isSame)).toBe(true);
  const count = await countOf(source, 'blobs');
  expect(report.originals).toEqual({ count, missing: count });
});

test('nothing is taken over from a backup of another place', async () => {
  const own = {
    store: source,
    files,
    clock,
    ids,
    reason: 'asked',
    app: 'test',
    parent: manifest,
    segmentRows: 2,
  } as const;
  expect((await makeBackup(own)).kind).toBe('increment');
  expect((await makeBackup({ ...own, place: 'other' })).kind).toBe('base');
});
