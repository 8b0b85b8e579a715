import { type Node, OpfsAhpFS } from '@electric-sql/pglite/opfs-ahp';
import { AppError } from '../../../core/errors.ts';
import type { StoreDirectory } from '../directory.ts';
import { privateRoot, probe, replaceFile, writeDurably } from '../opfs.ts';

/** The files of PGlite's pool, before and between openings. */

const STATE = 'state.txt';

/**
 * Makes the pool's files and its list of them, in parallel and with one write: the library logs each alone. `path` is
 * from the root of the private file system, and nothing is there yet. Rejects with `unsupported` where the browser does not open that many at once.
 */
export async function makePool(path: string, files: number): Promise<void> {
  let database = await privateRoot();
  for (const part of path.split('/')) database = await database.getDirectoryHandle(part, { create: true });
  const data = await database.getDirectoryHandle('data', { create: true });
  const pool = Array.from({ length: files }, (_, index) => `made-${index}`);
  await openAtOnce(await Promise.all(pool.map((name) => data.getFileHandle(name, { create: true }))));
  const root = { type: 'directory', lastModified: 0, mode: 0o40700, children: {} };
  await writeDurably(await database.getFileHandle(STATE, { create: true }), JSON.stringify({ root, pool }));
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

interface StateChange {
  readonly opp: string;
  readonly args: readonly unknown[];
}

/**
 * The pool's list of files is a base and a log of changes that only grows. Makes a long one short, and cuts off a last
 * change that a power cut left half-written, which the engine would stumble over. Rejects with `store-busy`
 * while another context has the database open.
 */
export async function tidyState(directory: StoreDirectory): Promise<void> {
  const database = await directory.handle.getDirectoryHandle(directory.layout.database);
  const file = await database.getFileHandle(STATE);
  await probe(file);
  const text = await (await file.getFile()).text();
  const [base = '', ...changes] = text.split('\n');
  const torn = parseChange(changes.at(-1) ?? '') === null;
  if (text.length < LONG_STATE_BYTES && !torn) return;
  const replay = new StateReplay(base);
  for (const line of changes) replay.apply(parseChange(line));
  await replaceFile(database, STATE, replay.text());
}

function parseChange(line: string): StateChange | null {
  if (line === '') return { opp: '', args: [] };
  try {
    return JSON.parse(line) as StateChange;
  } catch {
    return null;
  }
}

/** Applies changes with the library's own code, without files. */
class StateReplay {
  readonly #fs = new OpfsAhpFS('');

  constructor(base: string) {
    this.#fs.state = JSON.parse(base) as { root: Extract<Node, { type: 'directory' }>; pool: string[] };
  }

  apply(change: StateChange | null): void {
    if (change === null || change.opp === '') return;
    const method: unknown = Reflect.get(this.#fs, `_${change.opp}State`);
    if (typeof method === 'function') Reflect.apply(method, this.#fs, [...change.args]);
  }

  text(): string {
    return JSON.stringify(this.#fs.state);
  }
}
