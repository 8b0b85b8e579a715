import { type Node, OpfsAhpFS } from '@electric-sql/pglite/opfs-ahp';
import { AppError } from '../../../core/errors.ts';
import type { StoreDirectory } from '../directory.ts';
import { privateRoot, probe, replaceFile, writeDurably } from '../opfs.ts';
import { CORRUPT } from './errors.ts';
import type { FileFault } from './pool-seal.ts';

/** The files of PGlite's pool, before and between openings. */

const STATE = 'state.txt';

/**
 * Makes the pool's files and its list of them, in parallel and with one write: the library logs each alone. `path` is
 * from the root of the private file system, and nothing is there yet. Rejects with `unsupported` where the browser does not open that many at once,
 * or takes so long for each that every opening of the database would be a long wait.
 */
export async function makePool(path: string, files: number): Promise<void> {
  let database = await privateRoot();
  for (const part of path.split('/')) database = await database.getDirectoryHandle(part, { create: true });
  const data = await database.getDirectoryHandle('data', { create: true });
  await refuseSlowFiles(data);
  const pool = Array.from({ length: files }, (_, index) => `made-${index}`);
  await openAtOnce(await Promise.all(pool.map((name) => data.getFileHandle(name, { create: true }))));
  const root = { type: 'directory', lastModified: 0, mode: 0o40700, children: {} };
  await writeDurably(await database.getFileHandle(STATE, { create: true }), JSON.stringify({ root, pool }));
}

const TRIED_FILES = 15;
/** Chromium takes 1 or 2 ms for a file, whatever else the machine does; Firefox 15 to 30 ms, so that 1,000 of them take half a minute. */
const SLOW_FILE_MS = 8;

/** By the lower quartile of a few, one after the other: other work makes many of them late, and none of them fast. */
async function refuseSlowFiles(data: FileSystemDirectoryHandle): Promise<void> {
  const tookMs: number[] = [];
  for (let index = 0; index < TRIED_FILES; index++) {
    const startedMs = performance.now();
    const file = await data.getFileHandle(`made-${index}`, { create: true });
    (await file.createSyncAccessHandle()).close();
    tookMs.push(performance.now() - startedMs);
  }
  const quartile = tookMs.sort((one, other) => one - other)[TRIED_FILES >> 2] ?? 0;
  if (quartile >= SLOW_FILE_MS) throw new AppError('unsupported', 'This browser opens files too slowly for it.');
}

/** The library, which finds out as well, would keep what it has opened: what is used instead needs files too. */
async function openAtOnce(files: readonly FileSystemFileHandle[]): Promise<void> {
  const opened = await Promise.allSettled(files.map((file) => file.createSyncAccessHandle()));
  for (const each of opened) if (each.status === 'fulfilled') each.value.close();
  const refused = opened.find((each) => each.status === 'rejected');
  if (refused === undefined) return;
  throw new AppError('unsupported', 'This browser opens too few files at once for it.', { cause: refused.reason });
}

/** A log shorter than this is read faster than it is rewritten. */
const LONG_STATE_BYTES = 256 * 1024;

/** The engine makes these anew where they are missing: caches, and maps of free and of visible space. */
const REMADE = /pg_internal\.init|_fsm$|_vm$|^\/pg_stat/;

/** The file of a table or an index. */
const RELATION = /^\/base\/\d+\/\d+(\.\d+)?$/;

interface StateChange {
  readonly opp: string;
  readonly args: readonly unknown[];
}

type Directory = Extract<Node, { type: 'directory' }>;

interface State {
  root: Directory;
  pool: string[];
}

/**
 * The pool's list of files is a base and a log of changes that only grows. Makes a long one short, and cuts off a last
 * change that a power cut left half-written. The file of a table or index that is not there is made again, empty, and told, so that
 * the others can be read. A list that cannot be read, which the library would replace by an empty one,
 * and one that names other files that are not there, are refused with `store-corrupt`, and left as they are. Rejects with
 * `store-busy` while another context has the database open.
 */
export async function tidyState(directory: StoreDirectory): Promise<TidiedState> {
  const database = await directory.handle.getDirectoryHandle(directory.layout.database).catch(lost);
  const file = await database.getFileHandle(STATE).catch(lost);
  await probe(file);
  const text = await (await file.getFile()).text();
  const [base = '', ...changes] = text.split('\n');
  const torn = parseChange(changes.at(-1) ?? '') === null;
  const state = replay(base, torn ? changes.slice(0, -1) : changes);
  const data = await database.getDirectoryHandle('data').catch(lost);
  const present = new Set(await Array.fromAsync(data.keys()));
  const { changed, emptied } = withoutMissing(state, present);
  for (const { name } of emptied) await data.getFileHandle(name, { create: true });
  if (text.length >= LONG_STATE_BYTES || torn || changed) await replaceFile(database, STATE, JSON.stringify(state));
  const nameless = namelessOf(state, present);
  return {
    faults: emptied.map(({ path }) => ({ path, what: 'missing' })),
    // What cannot be removed takes room, and no more.
    removeNameless: async () => {
      await Promise.all(nameless.map((name) => data.removeEntry(name).catch(() => undefined)));
    },
  };
}

export interface TidiedState {
  readonly faults: readonly FileFault[];
  /**
   * A file that is moved into the place of another one, as the engine does each time it ends, leaves that one in the pool's directory
   * without a name: nothing finds it again. For when the database has been opened: one that is refused is left as it is.
   */
  removeNameless(): Promise<void>;
}

function namelessOf(state: State, present: ReadonlySet<string>): string[] {
  const named = new Set([...state.pool, ...[...filesOf(state.root, '')].map(({ name }) => name)]);
  return [...present].filter((name) => !named.has(name));
}

function lost(cause: unknown): never {
  const missing = cause instanceof DOMException && cause.name === 'NotFoundError';
  throw missing ? unreadable('the list of files', cause) : cause;
}

const unreadable = (what: string, cause?: unknown) =>
  new AppError('store-corrupt', CORRUPT, { cause, details: { file: what } });

function parseChange(line: string): StateChange | null {
  if (line === '') return { opp: '', args: [] };
  try {
    return JSON.parse(line) as StateChange;
  } catch {
    return null;
  }
}

/** Applies changes with the library's own code, without files. */
function replay(base: string, changes: readonly string[]): State {
  const fs = new OpfsAhpFS('');
  try {
    fs.state = JSON.parse(base) as State;
    if (fs.state.root.type !== 'directory' || !Array.isArray(fs.state.pool)) throw new TypeError('no list of files');
    for (const line of changes) applyChange(fs, line);
    checkNames(fs.state);
  } catch (cause) {
    throw unreadable('the list of files', cause);
  }
  return fs.state;
}

function applyChange(fs: OpfsAhpFS, line: string): void {
  const change = parseChange(line);
  if (change?.opp === '') return;
  const method: unknown = change === null ? undefined : Reflect.get(fs, `_${change.opp}State`);
  if (change === null || typeof method !== 'function') throw new TypeError('no change of the list of files');
  Reflect.apply(method, fs, [...change.args]);
}

/** Two names for one file of the pool would write into each other. */
function checkNames({ root, pool }: State): void {
  const names = [...pool, ...[...filesOf(root, '')].map(({ name }) => name)];
  if (new Set(names).size !== names.length) throw new TypeError('a file of the pool has two names');
}

interface Named {
  readonly path: string;
  readonly name: string;
  remove(): void;
}

function* filesOf(directory: Directory, path: string): Generator<Named> {
  for (const [name, child] of Object.entries(directory.children)) {
    const below = `${path}/${name}`;
    if (child.type === 'directory') yield* filesOf(child, below);
    else yield { path: below, name: child.backingFilename, remove: () => delete directory.children[name] };
  }
}

interface Missing {
  readonly changed: boolean;
  /** Of tables and indexes. */
  readonly emptied: readonly Named[];
}

/** Takes spare files, and what is made anew, off the list where they are not there. */
function withoutMissing(state: State, present: ReadonlySet<string>): Missing {
  const missing = [...filesOf(state.root, '')].filter(({ name }) => !present.has(name));
  const [remade, others] = [true, false].map((is) => missing.filter(({ path }) => REMADE.test(path) === is));
  const needed = others?.find(({ path }) => !RELATION.test(path));
  if (needed !== undefined) throw unreadable(needed.path);
  for (const { remove } of remade ?? []) remove();
  const spare = state.pool.filter((name) => present.has(name));
  const changed = (remade?.length ?? 0) > 0 || spare.length < state.pool.length;
  state.pool = spare;
  return { changed, emptied: others ?? [] };
}
