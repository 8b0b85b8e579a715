import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { type Migration, migrate } from '../src/db/migrate.ts';
import { MIGRATIONS } from '../src/db/migrations/index.ts';
import {
  extentsOf,
  IMAGE_FORMAT,
  type ImageFile,
  type ImageHeader,
  migrationsHash,
  sha256,
} from '../src/db/stores/pglite/image.ts';
import { createMemoryHousekeeping } from '../src/db/stores/pglite/memory-housekeeping.ts';
import { CREATE_EXTENSION, createPgliteStore } from '../src/db/stores/pglite/pglite-store.ts';
import { INITDB_ARGUMENTS } from '../src/db/stores/pglite/settings.ts';

/**
 * Makes the image of the migrated empty database that a first start unpacks, unless `file` already is that image.
 * Resolves with its path.
 */
export async function buildStoreImage(file: string, migrations: readonly Migration[] = MIGRATIONS): Promise<string> {
  const hash = await migrationsHash(migrations);
  if ((await imageHash(file)) === hash) return file;
  const directory = await mkdtemp(join(tmpdir(), 'hearth-store-'));
  try {
    await createDatabase(directory, migrations);
    const image = await packDirectory(directory, hash);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(`${file}.${process.pid}`, image);
    await rename(`${file}.${process.pid}`, file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return file;
}

async function imageHash(file: string): Promise<string | null> {
  try {
    const bytes = gunzipSync(await readFile(file));
    const header: ImageHeader = JSON.parse(bytes.subarray(0, bytes.indexOf(10)).toString());
    return header.format === IMAGE_FORMAT ? header.migrations : null;
  } catch {
    return null; // missing or cut off: it is made again
  }
}

async function createDatabase(dataDir: string, migrations: readonly Migration[]): Promise<void> {
  const db = await PGlite.create({ dataDir, extensions: { vector }, initDbStartParams: INITDB_ARGUMENTS });
  const store = createPgliteStore(db, createMemoryHousekeeping(db));
  await store.query(CREATE_EXTENSION);
  // The image is the same for the same migrations, whenever it is made.
  await migrate(store, migrations, { nowMs: () => 0 });
  await dropTemplates(store.query);
  await store.query('VACUUM FULL');
  await store.query('VACUUM FREEZE');
  await store.query('CHECKPOINT');
  await store.query('SELECT pg_switch_wal()');
  await store.close();
}

/** Two thirds of the files of a new cluster are templates for databases that nobody will create. */
async function dropTemplates(query: (sql: string) => Promise<unknown>): Promise<void> {
  for (const name of ['template0', 'template1']) {
    await query(`UPDATE pg_database SET datistemplate = false WHERE datname = '${name}'`);
    await query(`DROP DATABASE ${name}`);
  }
}

/** Made again by the engine when they are missing: caches, free-space and visibility maps. */
const DROPPED = /(_fsm|_vm|\/pg_internal\.init|\/postmaster\.(pid|opts))$/;

const SEGMENT_BYTES = 4 * 1024 * 1024;
const PAGE_BYTES = 8192;

/**
 * Leaves of the write-ahead log what a start after a clean end reads: the segment of the last checkpoint, up to the end
 * of its record. What lies behind is the remains of older segments. (`src/include/catalog/pg_control.h`: the state is
 * at byte 16, where 1 means that it was shut down; the checkpoint's place in the log is at byte 32.)
 */
async function trimLog(root: string): Promise<void> {
  const control = await readFile(join(root, 'global/pg_control'));
  if (control.readUInt32LE(16) !== 1) throw new Error('the database was not shut down cleanly');
  const checkpoint = Number(control.readBigUInt64LE(32));
  const segment = Math.floor(checkpoint / SEGMENT_BYTES);
  const high = Math.floor(segment / (2 ** 32 / SEGMENT_BYTES));
  const name = [1, high, segment % (2 ** 32 / SEGMENT_BYTES)].map((part) => hex8(part)).join('');
  for (const entry of await readdir(join(root, 'pg_wal'), { withFileTypes: true })) {
    if (entry.isFile() && entry.name !== name) await rm(join(root, 'pg_wal', entry.name));
  }
  const log = await readFile(join(root, 'pg_wal', name));
  const end = (Math.floor((checkpoint % SEGMENT_BYTES) / PAGE_BYTES) + 2) * PAGE_BYTES;
  await writeFile(join(root, 'pg_wal', name), log.fill(0, Math.min(end, SEGMENT_BYTES)));
}

const hex8 = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');

/** Read at each start, in pieces of 4 kB. */
const withoutComments = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes
      .toString()
      .replace(/^[ \t]*(#.*)?\n/gm, '')
      .replace(/[ \t]+#[^'\n]*$/gm, ''),
  );

async function packDirectory(root: string, migrations: string): Promise<Uint8Array> {
  await trimLog(root);
  const entries = (await readdir(root, { recursive: true, withFileTypes: true }))
    .map((entry) => ({ entry, path: `${entry.parentPath.slice(root.length)}/${entry.name}` }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const directories = entries.filter(({ entry }) => entry.isDirectory()).map(({ path }) => path);
  const files: ImageFile[] = [];
  const parts: Uint8Array[] = [];
  for (const { path } of entries.filter(({ entry, path }) => entry.isFile() && !DROPPED.test(path))) {
    const raw = await readFile(join(root, path));
    const bytes = path.endsWith('.conf') ? withoutComments(raw) : raw;
    const extents = extentsOf(bytes);
    files.push({ path, mode: 0o100600, sizeBytes: bytes.length, extents });
    parts.push(...extents.map(([offset, length]) => bytes.subarray(offset, offset + length)));
  }
  const extents = new Uint8Array(Buffer.concat(parts));
  const header: ImageHeader = { format: IMAGE_FORMAT, migrations, checksum: await sha256(extents), directories, files };
  return gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), extents]), { level: 9 });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = await buildStoreImage(new URL('../.build/store.image', import.meta.url).pathname);
  console.log(`${file}: ${((await stat(file)).size / 1e6).toFixed(2)} MB`);
}
