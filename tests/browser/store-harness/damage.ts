import imageUrl from 'virtual:store-image';
import { Kysely } from 'kysely';
import { openBlobStore } from '../../../src/adapters/files/blob-store.ts';
import { openCacheFiles } from '../../../src/adapters/files/cache-files.ts';
import { toAppError } from '../../../src/core/errors.ts';
import { createIdSource, type Id } from '../../../src/core/ids.ts';
import type { Finding } from '../../../src/core/integrity/findings.ts';
import { createSearchIndex } from '../../../src/core/search/create-search-index.ts';
import { openIndex, persistIndex } from '../../../src/core/search/persist.ts';
import { HOME_WORKSPACE } from '../../../src/core/workspaces.ts';
import { bootCheck, countAll } from '../../../src/db/integrity/boot-check.ts';
import { deepCheck } from '../../../src/db/integrity/deep-check.ts';
import { openWitness } from '../../../src/db/integrity/witness.ts';
import { createStoreDialect } from '../../../src/db/kysely-dialect.ts';
import { readPages } from '../../../src/db/logical/copy-rows.ts';
import { readShapes } from '../../../src/db/logical/shapes.ts';
import { MIGRATIONS } from '../../../src/db/migrations/index.ts';
import { loadEngine } from '../../../src/db/open.ts';
import { openChosenStore } from '../../../src/db/open-chosen.ts';
import { newPlace } from '../../../src/db/places.ts';
import { salvageStore } from '../../../src/db/salvage/salvage-store.ts';
import type { Store } from '../../../src/db/store.ts';
import { createStorePlaces } from '../../../src/db/store-places.ts';
import type { EngineKind } from '../../../src/db/stores/directory.ts';
import type { Database } from '../../../src/db/tables/schema.ts';
import { insertSelf } from '../../../src/db/tables/settings.ts';
import { indexRows, insertChunks, putBlob, putItemText } from '../../../src/db/tables/texts.ts';
import { openWriter } from '../../../src/db/write.ts';

/** A store with known rows, its files altered at random, and what is seen of it after that. */

const clock = { nowMs: () => Date.now() };
const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
const nowMs = () => performance.now();
const openIt = (wish: EngineKind, engine?: WebAssembly.Module) => {
  const loaded = engine === undefined ? {} : { loaded: { kind: wish, engine: Promise.resolve(engine) } };
  return openChosenStore({ migrations: MIGRATIONS, clock, imageUrl, wish, ...loaded });
};

const NOTES = 240;
const ORIGINALS = 6;

/** Fills a new store; `closed`: and closes it in order, else it is left as a killed tab leaves it. */
export async function makeStore({ kind, closed }: { readonly kind: EngineKind; readonly closed: boolean }) {
  const { store, place } = await openIt(kind);
  const db = new Kysely<Database>({ dialect: createStoreDialect(store) });
  const ids = createIdSource(clock, random);
  const deviceId = ids.next();
  await insertSelf(db, deviceId, 'test', clock.nowMs());
  const witness = await openWitness(place);
  const note = { schemaVersion: MIGRATIONS.length, deviceId, findings: [] };
  const schemaVersion = MIGRATIONS.length;
  const writer = await openWriter({ store, db, deviceId, schemaVersion, ids, clock, onCommit() {} });
  const root = await navigator.storage.getDirectory();
  const blobs = await openBlobStore(root);
  const made: Id[] = [];
  let sequence = 0;
  for (let at = 0; at < NOTES; at++) {
    const itemId = ids.next();
    made.push(itemId);
    const text = textOf(at);
    const blob = at < ORIGINALS ? await blobs.put(new Blob([`original ${at} `.repeat(500)])) : null;
    const textHash = await sha256(text);
    const meta = { commandId: ids.next(), type: 'make', workspaceId: HOME_WORKSPACE, actor: 'user', remember: true };
    const { operations } = await writer.write(meta, (unit) => {
      unit.insert('items', itemId, {
        kind: 'file',
        title: `Item ${at}`,
        folder: `folder ${at % 7}`,
        media_type: 'text/plain',
        size_bytes: text.length,
        language: 'en',
        details: null,
        created_ms: unit.nowMs,
        updated_ms: unit.nowMs,
        blob_hash: blob?.hash ?? null,
      });
      unit.insert('tags', ids.next(), { item_id: itemId, tag: `tag ${at % 11}` });
      if (blob !== null) putBlob(db, unit, { ...blob, mediaType: 'text/plain' });
      const source = { text, sourceMap: [], places: [], folded: [] };
      putItemText(db, unit, { ...source, itemId, textHash, revision: at + 1, indexedRevision: at + 1 });
      insertChunks(db, unit, itemId, [
        { id: ids.next(), ordinal: 0, start: 0, end: text.length, heading: '', text, tokens: 9 },
      ]);
    });
    sequence = operations.at(-1)?.sequence ?? sequence;
    witness.note({ ...note, state: 'open', sequence, counters: null });
    // An engine's checkpoint in the middle, so that some rows are in its files and some in its log.
    if (at === NOTES / 2) await store.maintain();
  }
  await keepIndex(store, made);
  await writeText('expected.json', JSON.stringify(await readAll(store)));
  if (!closed) return;
  const counters = await countAll(store);
  await store.close();
  witness.note({ ...note, state: 'closed', sequence, counters }, true);
  witness.close();
}

const textOf = (at: number) =>
  `Text ${at}. ${Array.from({ length: 60 }, (_, word) => `w${(at * 31 + word * 7) % 997}`).join(' ')}`;

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function keepIndex(store: Store, itemIds: readonly Id[]): Promise<void> {
  const db = new Kysely<Database>({ dialect: createStoreDialect(store) });
  const index = createSearchIndex();
  for (const { item } of await indexRows(db, itemIds)) {
    const text = `${item.title} in the index`;
    index.put(item, [{ ordinal: 0, start: 0, end: text.length, heading: '', text, tokens: 4 }]);
  }
  await persistIndex(index, await openCacheFiles(await navigator.storage.getDirectory(), 'index'));
}

type Lines = Record<string, string[]>;

/** All rows of all tables; null for a table that cannot be read. */
async function readAll(store: Store): Promise<Record<string, string[] | null>> {
  const tables: Record<string, string[] | null> = {};
  for (const shape of await readShapes(store).catch(() => [])) {
    try {
      tables[shape.name] = [];
      for await (const { lines } of readPages(store, shape)) tables[shape.name]?.push(...lines);
    } catch {
      tables[shape.name] = null;
    }
  }
  return tables;
}

// ── files ──

const SNAPSHOT = 'snapshot';

interface Held {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Keeps a copy of all files, to begin from again and again. */
export const compile = (kind: EngineKind): Promise<WebAssembly.Module> => loadEngine(kind);

export async function keepFiles() {
  const files = await readFiles();
  const head = JSON.stringify(files.map(({ path, bytes }) => [path, bytes.length]));
  await writeText('files.json', head);
  const copy = await openFile(`${SNAPSHOT}.bin`);
  let at = 0;
  for (const { bytes } of files) at += copy.write(bytes, { at });
  copy.close();
  return { files: files.length, bytes: at };
}

async function heldFiles(): Promise<Held[]> {
  const list = JSON.parse(await readText('files.json')) as [string, number][];
  const root = await navigator.storage.getDirectory();
  const all = new Uint8Array(await (await (await root.getFileHandle(`${SNAPSHOT}.bin`)).getFile()).arrayBuffer());
  let at = 0;
  return list.map(([path, length]) => {
    at += length;
    return { path, bytes: all.subarray(at - length, at) };
  });
}

async function readFiles(): Promise<Held[]> {
  const files = await Promise.all(
    [...(await statFiles())].map(async ([path, file]) => ({ path, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function openFile(path: string): Promise<FileSystemSyncAccessHandle> {
  const parts = path.split('/');
  let folder = await navigator.storage.getDirectory();
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
  const file = await (await folder.getFileHandle(parts.at(-1) ?? '', { create: true })).createSyncAccessHandle();
  file.truncate(0);
  return file;
}

/** Writes what is not as it is to be: files that an earlier round has touched since they were put back last. */
async function putFiles(files: readonly Held[]): Promise<void> {
  const present = await statFiles();
  const sinceMs = Number(await readText('restored.txt').catch(() => '0'));
  const wanted = new Map(files.map(({ path, bytes }) => [path, bytes]));
  await Promise.all([...present.keys()].map((path) => (wanted.has(path) ? null : removeFile(path))));
  const stale = files.filter(({ path, bytes }) => {
    const file = present.get(path);
    return file === undefined || file.size !== bytes.length || file.lastModified >= sinceMs;
  });
  for (let at = 0; at < stale.length; at += 50) await Promise.all(stale.slice(at, at + 50).map(putFile));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await writeText('restored.txt', String(Date.now()));
  await new Promise((resolve) => setTimeout(resolve, 20));
}

async function putFile({ path, bytes }: Held): Promise<void> {
  const file = await openFile(path);
  file.write(bytes, { at: 0 });
  file.close();
}

async function statFiles(): Promise<Map<string, File>> {
  const found = new Map<string, File>();
  const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
    const entries = await Array.fromAsync(folder.values());
    await Promise.all(
      entries.map(async (entry) => {
        const below = `${path}/${entry.name}`;
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, below);
        else found.set(below, await (entry as FileSystemFileHandle).getFile());
      }),
    );
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('hearth', { create: true }), 'hearth');
  return found;
}

async function removeFile(path: string): Promise<void> {
  const parts = path.split('/');
  let folder = await navigator.storage.getDirectory();
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
  await folder.removeEntry(parts.at(-1) ?? '');
}

/** Only what differs from the kept copy, so that the next round finds the rest as it is. */
async function alter(before: readonly Held[], after: readonly Held[]): Promise<void> {
  const held = new Map(before.map(({ path, bytes }) => [path, bytes]));
  for (const { path } of before) if (!after.some((file) => file.path === path)) await removeFile(path);
  for (const file of after) if (held.get(file.path) !== file.bytes) await putFile(file);
}

async function writeText(name: string, text: string): Promise<void> {
  const file = await openFile(name);
  file.write(new TextEncoder().encode(text), { at: 0 });
  file.close();
}

async function readText(name: string): Promise<string> {
  const root = await navigator.storage.getDirectory();
  return (await (await root.getFileHandle(name)).getFile()).text();
}

// ── damage ──

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WAYS = ['flip', 'page', 'truncate', 'zero', 'delete', 'swap'] as const;
const PAGE = 8192;

/** The engine's own files, the lists and marks beside them, originals, the search index. */
const GROUPS = [/\/data\/|\.opaque\//, /\.json$|\.txt$|\/witness$/, /\/blobs\//, /\/index\//];
const SHARES = [0.65, 0.85, 0.95, 1];

function damage(files: readonly Held[], seed: number): { readonly files: Held[]; readonly told: string } {
  const next = randomOf(seed);
  const pick = (most: number) => Math.floor(next() * most);
  const full = files.filter(({ bytes }) => bytes.length > 0);
  const groups = GROUPS.map((group) => full.filter(({ path }) => group.test(path)));
  const share = next();
  const chosen = groups[SHARES.findIndex((upTo) => share < upTo)] ?? full;
  const victim = (chosen[pick(chosen.length)] ?? full[pick(full.length)]) as Held;
  const way = WAYS[pick(WAYS.length)] ?? 'flip';
  const bytes = victim.bytes.slice();
  const at = pick(bytes.length);
  const others = full.filter(({ path }) => path !== victim.path && folderOf(path) === folderOf(victim.path));
  const other = others[pick(others.length)];
  const replaced = (changed: Uint8Array<ArrayBuffer>) =>
    files.map((file) => (file.path === victim.path ? { path: file.path, bytes: changed } : file));
  const told = `${way} ${victim.path} at ${at} of ${bytes.length}`;
  if (way === 'flip') {
    for (let count = 1 + pick(8); count > 0; count--) {
      const place = pick(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << pick(8));
    }
    return { files: replaced(bytes), told };
  }
  if (way === 'page') {
    const start = Math.floor(at / PAGE) * PAGE;
    for (let place = start; place < Math.min(start + PAGE, bytes.length); place++) bytes[place] = pick(256);
    return { files: replaced(bytes), told };
  }
  if (way === 'truncate') return { files: replaced(bytes.slice(0, at)), told };
  if (way === 'zero') return { files: replaced(bytes.fill(0, at, at + 1 + pick(20_000))), told };
  if (way === 'delete' || other === undefined) {
    return { files: files.filter(({ path }) => path !== victim.path), told: `delete ${victim.path}` };
  }
  const swapped = files.map((file) => {
    if (file.path === victim.path) return { path: file.path, bytes: other.bytes };
    return file.path === other.path ? { path: file.path, bytes: victim.bytes } : file;
  });
  return { files: swapped, told: `swap ${victim.path} ${other.path}` };
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

// ── verdict ──

export interface Verdict {
  readonly told: string;
  /** `same`: nothing differs. `reported`: what differs is named. `refused`: it did not open, and said why. */
  readonly outcome: 'same' | 'reported' | 'refused' | 'wrong';
  readonly why: string;
  readonly bootMs: number;
  readonly deepMs: number;
}

export interface Try {
  readonly kind: EngineKind;
  readonly seed: number;
  /** Compiled before. */
  readonly engine: WebAssembly.Module;
}

/** Restores the files, alters them by the seed, opens, checks and reads everything. */
export async function tryDamage({ kind, seed, engine }: Try): Promise<Verdict> {
  const held = await heldFiles();
  const { files, told } = damage(held, seed);
  await putFiles(held);
  await alter(held, files);
  const expected = JSON.parse(await readText('expected.json')) as Lines;
  let opened: Awaited<ReturnType<typeof openIt>>;
  try {
    opened = await openIt(kind, engine);
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    const outcome = code === 'store-corrupt' ? 'refused' : 'wrong';
    return {
      told,
      outcome,
      why: `${code}: ${message} ${String(toAppError(thrown).cause).slice(0, 300)}`,
      bootMs: 0,
      deepMs: 0,
    };
  }
  const { store, place, faults } = opened;
  const witness = await openWitness(place);
  const boot = await bootCheck({ store, witness, faults, nowMs });
  const blobs = await openBlobStore(await navigator.storage.getDirectory());
  const deep = await deepCheck({ store, blobs, allOriginals: true, nowMs });
  const findings = [...boot.findings, ...deep.findings];
  const different = [
    ...compare(expected, await readAll(store)),
    ...(await compareIndex(expected)),
    ...(await compareOriginals(expected)),
  ];
  const silent = different.filter((what) => !isNamed(what, findings));
  const said = findings.map(({ fault, where, count }) => `${fault} ${where} ${count}`).join('; ');
  const why = `differs: ${different.join(', ') || 'nothing'}; found: ${said || 'nothing'}`;
  const outcome = silent.length > 0 ? 'wrong' : different.length === 0 && findings.length === 0 ? 'same' : 'reported';
  return { told, outcome, why, bootMs: boot.tookMs, deepMs: deep.tookMs };
}

function compare(expected: Lines, found: Record<string, string[] | null>): string[] {
  return Object.entries(expected)
    .filter(([table, lines]) => JSON.stringify(found[table] ?? null) !== JSON.stringify(lines))
    .map(([table]) => table);
}

/** An index that opens must be the one that was kept; one that does not is made again from the rows. */
async function compareIndex(expected: Lines): Promise<string[]> {
  const { index, complete } = await openIndex(await openCacheFiles(await navigator.storage.getDirectory(), 'index'));
  return complete && index.itemCount !== expected['items']?.length ? ['the search index'] : [];
}

async function compareOriginals(expected: Lines): Promise<string[]> {
  const blobs = await openBlobStore(await navigator.storage.getDirectory());
  for (const line of expected['blobs'] ?? []) {
    const { hash } = JSON.parse(line) as { hash: string };
    const bytes = await blobs.get(hash).catch(() => null);
    const found = bytes === null ? '' : await sha256(await (bytes as Blob).text());
    if (found !== hash) return ['originals'];
  }
  return [];
}

/** What concerns the store as a whole speaks for every table. */
function isNamed(what: string, findings: readonly Finding[]): boolean {
  if (what === 'originals') return findings.some(({ check }) => check === 'originals');
  return findings.some(({ check, where }) => where === what || where === null || check === 'files' || check === 'log');
}

// ── repair ──

export interface Repaired {
  readonly found: readonly string[];
  /** Items that can be read while another table cannot. */
  readonly itemsRead: number;
  readonly tagsRead: boolean;
  /** What a check of the repaired store finds. */
  readonly left: readonly string[];
  readonly sameTags: boolean;
}

/** Overwrites a page of the table of tags with garbage, looks, and puts the store together again beside it. */
export async function tryRepair({ kind }: { readonly kind: EngineKind }): Promise<Repaired> {
  const page = pageOfTags(kind);
  const held = await heldFiles();
  const victim = held.find(({ path, bytes }) => isDataOf(kind, path) && page(bytes) >= 0) as Held;
  const at = Math.floor((page(victim.bytes) - POOL_HEADER[kind]) / PAGE_OF[kind]) * PAGE_OF[kind] + POOL_HEADER[kind];
  const altered = victim.bytes.slice();
  for (let byte = at; byte < at + PAGE_OF[kind]; byte++) altered[byte] = (byte * 31) & 255;
  await putFile({ path: victim.path, bytes: altered });
  const { store, faults, place } = await openIt(kind);
  const witness = await openWitness(place);
  const boot = await bootCheck({ store, witness, faults, nowMs });
  const { findings } = await deepCheck({ store, blobs: null, nowMs });
  const before = await readAll(store);
  const places = createStorePlaces({ migrations: MIGRATIONS, clock, imageUrl });
  const target = await places.open(newPlace('mended', kind, 'repair', clock.nowMs()));
  await salvageStore({ source: store, target });
  const after = await deepCheck({ store: target, blobs: null, nowMs });
  const tags = await tagsIn(target);
  const expected = JSON.parse(await readText('expected.json')) as Lines;
  await target.close();
  return {
    found: [...boot.findings, ...findings].map(({ fault, where }) => `${fault} ${where}`),
    itemsRead: before['items']?.length ?? 0,
    tagsRead: before['tags'] !== null,
    left: after.findings.map(({ fault, where }) => `${fault} ${where}`),
    sameTags: JSON.stringify(tags) === JSON.stringify((expected['tags'] ?? []).map(tagOf)),
  };
}

const PAGE_OF = { pglite: 8192, sqlite: 4096 } as const;
/** What the pool of SQLite's files puts before each. */
const POOL_HEADER = { pglite: 0, sqlite: 4096 } as const;
const SEGMENT_BYTES = 4 * 1024 * 1024;

const isDataOf = (kind: EngineKind, path: string) => (kind === 'sqlite' ? /\.opaque\// : /\/data\//).test(path);

/** Where a page begins that holds tags and nothing else. */
function pageOfTags(kind: EngineKind): (bytes: Uint8Array) => number {
  const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
  return (bytes) => {
    if (bytes.length >= SEGMENT_BYTES) return -1;
    for (let at: number = POOL_HEADER[kind]; at < bytes.length; at += PAGE_OF[kind]) {
      const page = text(bytes.subarray(at, at + PAGE_OF[kind]));
      if (/tag \d/.test(page) && !/Item \d|"tag"|table_name/.test(page)) return at;
    }
    return -1;
  };
}

const tagOf = (line: string) => {
  const { id, item_id, tag } = JSON.parse(line) as Record<string, unknown>;
  return [id, item_id, tag];
};

async function tagsIn(store: Store): Promise<unknown[][]> {
  const { rows } = await store.query<Record<string, unknown>>('select id, item_id, tag from tags order by id');
  return rows.map(({ id, item_id, tag }) => [id, item_id, tag]);
}
