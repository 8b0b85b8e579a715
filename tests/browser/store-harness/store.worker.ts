import imageUrl from 'virtual:store-image';
import { PGlite } from '@electric-sql/pglite';
import { OpfsAhpFS } from '@electric-sql/pglite/opfs-ahp';
import { vector } from '@electric-sql/pglite-pgvector';
import { folderSize, openFolder, removeUnfinished } from '../../../src/adapters/files/opfs-files.ts';
import { encodeError } from '../../../src/core/errors.ts';
import { writeLines } from '../../../src/db/logical/copy-rows.ts';
import { digestTable, type TableDigest } from '../../../src/db/logical/digest.ts';
import { readShapes } from '../../../src/db/logical/shapes.ts';
import type { Migration } from '../../../src/db/migrate.ts';
import { MIGRATIONS } from '../../../src/db/migrations/index.ts';
import { type MoveProgress, moveStore } from '../../../src/db/move/move-store.ts';
import { openMemoryStore, openStore } from '../../../src/db/open.ts';
import { openChosenStore } from '../../../src/db/open-chosen.ts';
import { dropPlace, readPlaces } from '../../../src/db/places.ts';
import type { Store } from '../../../src/db/store.ts';
import { createStorePlaces } from '../../../src/db/store-places.ts';
import type { EngineKind } from '../../../src/db/stores/directory.ts';
import { toBase64 } from '../../../src/db/tables/cells.ts';
import { backUp, backupsHere, drillHere, editOne, fillLibrary, removeNewest, spoilSegment } from './backup.ts';
import { bootOnce, fillAndClose } from './boot.ts';
import { compile, keepFiles, makeStore, tryDamage, tryRepair } from './damage.ts';
import type { Answer, Request } from './messages.ts';
import { passages } from './passages.ts';
import { type TransferArgument, transfer } from './transfer.ts';

interface OpenArgument {
  readonly kind?: EngineKind;
  readonly root?: string;
  readonly image?: 'own' | 'none' | 'missing';
  readonly extra?: readonly Migration[];
  readonly busyTimeoutMs?: number;
}

/** How often a file was put on the disk, where a power cut leaves it. */
let flushes = 0;
const files = FileSystemSyncAccessHandle.prototype;
const { flush } = files;
files.flush = function (this: FileSystemSyncAccessHandle) {
  flushes += 1;
  flush.call(this);
};

const clock = { nowMs: () => Date.now() };
let store: Store | null = null;
let bare: PGlite | null = null;

const opened = (): Store => {
  if (store === null) throw new Error('not open');
  return store;
};

const imageUrls = { own: imageUrl, none: null, missing: './no-such.image' };

/** As PostgreSQL describes it: what a dump of the schema would say, in order. */
const SCHEMA = `
  SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || a.attnotnull AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND a.attnum > 0
  UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'
  UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
  UNION ALL SELECT extname || extversion FROM pg_extension
  UNION ALL SELECT version || name FROM schema_migrations
  ORDER BY 1`;

const calls: Record<string, (argument: never) => Promise<unknown>> = {
  async open({ kind = 'pglite', root = '', image = 'own', extra = [], busyTimeoutMs = 5000 }: OpenArgument) {
    let imageRefused: unknown = null;
    const result = await openStore({
      migrations: [...MIGRATIONS, ...extra],
      clock,
      kind,
      root,
      imageUrl: imageUrls[image],
      busyTimeoutMs,
      onImageRefused: (reason) => {
        imageRefused = encodeError(reason);
      },
    });
    store = result.store;
    return { created: result.created, timings: result.timings, imageRefused, engine: store.engine };
  },
  async openChosen({ wish = null }: { wish?: EngineKind | null }) {
    const { created, reason, ...result } = await openChosenStore({ migrations: MIGRATIONS, clock, imageUrl, wish });
    store = result.store;
    return { created, reason, engine: store.engine };
  },
  async openMemory() {
    store = await openMemoryStore({ migrations: MIGRATIONS, clock });
    return { engine: store.engine, persistent: store.capabilities.persistent };
  },
  compile: ({ kind }: { kind: EngineKind }) => compile(kind),
  fillAndClose,
  bootOnce,
  makeStore,
  keepFiles,
  tryDamage,
  tryRepair,
  query: ({ sql, parameters = [] }: { sql: string; parameters?: unknown[] }) => opened().query(sql, parameters),
  /** One statement for each list of parameters, as one batch. */
  batch: ({ sql, lists }: { sql: string; lists: unknown[][] }) =>
    opened().batch(lists.map((parameters) => ({ sql, parameters }))),
  capabilities: async () => opened().capabilities,
  /** Passages with vectors, `rows` from `from` on. */
  async fill({ from, rows }: { from: number; rows: number }) {
    const shapes = await readShapes(opened());
    for (const [table, lines] of Object.entries(passages(from, rows))) {
      const shape = shapes.find(({ name }) => name === table);
      for (let at = 0; shape !== undefined && at < rows; at += 500) {
        await writeLines(opened(), shape, lines.slice(at, at + 500));
      }
    }
  },
  /** What each table of the open store holds. */
  async digests() {
    const digests: TableDigest[] = [];
    for (const shape of await readShapes(opened())) digests.push(await digestTable(opened(), shape));
    return digests;
  },
  places: () => readPlaces(),
  /** Moves the open store, which stays open. Tells each phase on the console. */
  async move({ kind }: { kind: EngineKind }) {
    const { current } = await readPlaces();
    if (current === null) throw new Error('no place');
    let phase = '';
    const onProgress = (progress: MoveProgress) => {
      if (progress.phase !== phase) console.log(`move ${progress.phase}`);
      phase = progress.phase;
    };
    const places = createStorePlaces({ migrations: MIGRATIONS, clock, imageUrl });
    const deps = { source: opened(), current, places, newId: () => crypto.randomUUID(), clock };
    const startedMs = performance.now();
    await moveStore(deps, { kind, onProgress });
    return performance.now() - startedMs;
  },
  dropPending: async () => {
    const { pending } = await readPlaces();
    if (pending !== null) await dropPlace(pending.place.id);
  },
  schema: async () => (await opened().query<{ line: string }>(SCHEMA)).rows.map(({ line }) => line),
  fillLibrary: ({ chunks }: { chunks: number }) => fillLibrary(opened(), chunks),
  editOne: ({ at }: { at: number }) => editOne(opened(), at),
  backUp: ({ isBase }: { isBase: boolean }) => backUp(opened(), isBase),
  backups: backupsHere,
  drill: ({ kind }: { kind: EngineKind }) => drillHere(kind),
  transfer: (argument: TransferArgument) => transfer(opened(), argument),
  spoilSegment,
  removeNewest,
  maintain: () => opened().maintain(),
  sizeBytes: () => opened().sizeBytes(),
  close: () => opened().close(),
  flushes: async () => flushes,
  /** Writes rows 1, 2, 3, … into `acknowledged` and tells each on the console once it is acknowledged. */
  async writeForever({ from }: { from: number }) {
    for (let id = from; ; id++) {
      await opened().transaction(async (transaction) => {
        await transaction.query('INSERT INTO acknowledged (id, half, text) VALUES ($1, 1, $2)', [id, 'x'.repeat(2000)]);
        await transaction.query('INSERT INTO acknowledged (id, half, text) VALUES ($1, 2, $2)', [id, 'x'.repeat(2000)]);
      });
      console.log(`acknowledged ${id}`);
    }
  },
  /** The library alone, as its documentation says, with as many tables as Hearth has. */
  async bareOpen({ tables }: { tables: number }) {
    const startedMs = performance.now();
    bare = await PGlite.create({ fs: new OpfsAhpFS('bare'), extensions: { vector }, relaxedDurability: false });
    const openMs = performance.now() - startedMs;
    for (let table = 0; table < tables; table++) {
      await bare.query(`CREATE TABLE IF NOT EXISTS t${table} (id uuid PRIMARY KEY, a text, b bigint, c jsonb)`);
    }
    return { openMs, totalMs: performance.now() - startedMs };
  },
  async bareClose() {
    await bare?.close();
  },
  async files() {
    const list = async (directory: FileSystemDirectoryHandle): Promise<number> => {
      let files = 0;
      for await (const entry of directory.values()) {
        files += entry.kind === 'file' ? 1 : await list(entry as FileSystemDirectoryHandle);
      }
      return files;
    };
    return list(await navigator.storage.getDirectory());
  },
  /** Writes a file below the private root, making its directories. */
  async put({ path, text }: { path: string; text: string }) {
    const parts = path.split('/');
    let directory = await navigator.storage.getDirectory();
    for (const part of parts.slice(0, -1)) directory = await directory.getDirectoryHandle(part, { create: true });
    const file = await directory.getFileHandle(parts.at(-1) ?? '', { create: true });
    const handle = await file.createSyncAccessHandle();
    handle.truncate(0);
    handle.write(new TextEncoder().encode(text), { at: 0 });
    handle.close();
  },
  /** SHA-256 of each file but the pool's list, which is made short at each opening. */
  async fingerprints() {
    const found: Record<string, string> = {};
    const walk = async (directory: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, entry] of directory.entries()) {
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, `${path}/${name}`);
        else if (name !== 'state.txt') found[`${path}/${name}`] = await digestOf(entry as FileSystemFileHandle);
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    return found;
  },
  /** Overwrites each file that holds exactly this text, or the `only`-th of them, with another one of the same length. Returns how many. */
  async rewrite({ from, to, only }: { from: string; to: string; only?: number }) {
    let count = 0;
    let met = 0;
    const walk = async (directory: FileSystemDirectoryHandle): Promise<void> => {
      for await (const entry of directory.values()) {
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle);
        else if (await holds(entry as FileSystemFileHandle, from)) {
          if (only === undefined || only === met++) count += await rewriteFile(entry as FileSystemFileHandle, to);
        }
      }
    };
    await walk(await navigator.storage.getDirectory());
    return count;
  },
  /** A file as a crash leaves it: begun, with so many bytes, and not closed. */
  async leaveUnfinished({ bytes }: { bytes: number }) {
    const folder = await openFolder(await navigator.storage.getDirectory(), ['hearth', 'blobs', 'ab']);
    const writable = await (await folder.getFileHandle('abc', { create: true })).createWritable();
    await writable.write(new Uint8Array(bytes));
  },
  /** The size of a folder that is gone by the time that it is looked at. */
  async sizeOfRemoved() {
    const root = await navigator.storage.getDirectory();
    const folder = await openFolder(root, ['gone']);
    await folder.getFileHandle('file', { create: true });
    await root.removeEntry('gone', { recursive: true });
    return folderSize(folder);
  },
  async removeUnfinished({ beforeMs }: { beforeMs: number }) {
    const folder = await openFolder(await navigator.storage.getDirectory(), ['hearth']);
    const bytes = await folderSize(folder);
    return { removed: await removeUnfinished(folder, beforeMs), bytes: bytes - (await folderSize(folder)) };
  },
  /** Overwrites bytes of the largest file of SQLite's pool. */
  async damage({ at, bytes }: { at: number; bytes: number[] }) {
    const root = await navigator.storage.getDirectory();
    let pool = root;
    for (const part of ['hearth', 'sqlite-1', 'db', '.opaque']) pool = await pool.getDirectoryHandle(part);
    const files: { readonly file: FileSystemFileHandle; readonly size: number }[] = [];
    for await (const entry of pool.values()) {
      const file = entry as FileSystemFileHandle;
      files.push({ file, size: (await file.getFile()).size });
    }
    const [largest] = files.sort((a, b) => b.size - a.size);
    const handle = await largest?.file.createSyncAccessHandle();
    handle?.write(Uint8Array.from(bytes), { at });
    handle?.close();
    return files.map(({ size }) => size);
  },
  /** The browser opens at most so many files at once from now on. */
  async limitFiles({ most }: { most: number }) {
    const { prototype } = FileSystemFileHandle;
    const { createSyncAccessHandle } = prototype;
    let open = 0;
    prototype.createSyncAccessHandle = async function (this: FileSystemFileHandle) {
      if (open >= most) throw new DOMException('too many access handles', 'InvalidStateError');
      open += 1;
      return createSyncAccessHandle.call(this);
    };
    const { close } = files;
    files.close = function (this: FileSystemSyncAccessHandle) {
      open -= 1;
      close.call(this);
    };
  },
};

async function digestOf(file: FileSystemFileHandle): Promise<string> {
  const bytes = await (await file.getFile()).arrayBuffer();
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

async function holds(file: FileSystemFileHandle, text: string): Promise<boolean> {
  const held = await file.getFile();
  return held.size === text.length && (await held.text()) === text;
}

async function rewriteFile(file: FileSystemFileHandle, to: string): Promise<number> {
  const handle = await file.createSyncAccessHandle();
  handle.write(new TextEncoder().encode(to), { at: 0 });
  handle.close();
  return 1;
}

self.onmessage = async ({ data: { id, name, argument } }: MessageEvent<Request>) => {
  const answer = await answerTo(name, argument).catch((thrown: unknown) => ({
    error: JSON.stringify(encodeError(thrown)),
  }));
  self.postMessage({ id, ...answer });
};

async function answerTo(name: string, argument: unknown): Promise<Pick<Answer, 'value'>> {
  const call = calls[name];
  if (call === undefined) throw new Error(`no call ${name}`);
  return { value: await call((argument ?? {}) as never) };
}
