import type { PGlite } from '@electric-sql/pglite';
import { type Node, OpfsAhpFS } from '@electric-sql/pglite/opfs-ahp';
import { AppError } from '../../../core/errors.ts';
import { checksum, checksumName } from '../../../core/search/checksum.ts';
import { CORRUPT } from './errors.ts';
import { POSTGRESQL_VERSION } from './pglite-store.ts';
import { compareSeal, type FileFault, isSealed, type Seal, takeSeal, writeSeal } from './pool-seal.ts';

/** WASI error numbers, as Emscripten's file systems use them. */
/** Not ENFILE, after which the engine tries again and finds a file that only seems to exist. */
const ENOBUFS = 42;
const ENOSPC = 51;

const LOCK_FILE = '/postmaster.pid';
const CONTROL_FILE = '/global/pg_control';
const VERSION_FILE = '/PG_VERSION';

/**
 * Spare files kept ready, because a file cannot be opened while a statement runs: the most that one statement may
 * create. A table takes up to six; a segment of the write-ahead log is one for each 4 MB that the statement writes.
 */
export const SPARE_FILES = 64;

const BLOCK_BYTES = 4096;
const DIRECTORY_MODE = 0o40700;

/** What a power cut may take, because the engine makes it anew, or because it is flushed in another way. */
const VOLATILE = /^$|^\/(pg_wal|pg_stat_tmp|pg_stat|global\/pg_control|postmaster\.)|pg_internal\.init|pgsql_tmp/;

/**
 * A cache of the catalogue that the engine writes at each start, in more than a hundred small pieces, and removes at
 * the next. Left empty, it is ignored and made again.
 */
const REBUILT = /\/pg_internal\.init/;

/** Pages of tables and indexes carry checksums of their own; the beginning of the first tells one file from another. */
const PAGED = /^\/(base\/\d+|global)\/\d/;
const PAGE_MARK_BYTES = 32;

type Directory = Extract<Node, { type: 'directory' }>;
type WasmReady = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;
type ModuleOptions = Parameters<OpfsAhpFS['init']>[1];

export interface PoolFsOptions {
  /** `hearth/store-1/pg`, from the root of the origin's private file system. */
  readonly directory: string;
  /** Files to make at once where the directory is empty, beside the spare ones. */
  readonly initialFiles: number;
  /** The compiled engine; compiled while the files are being opened. */
  readonly engine: Promise<WebAssembly.Module>;
  /** Fills a new directory before the engine looks at it. */
  readonly fill: ((fs: PoolFs) => Promise<void>) | null;
}

/**
 * PGlite's pool of sync access handles, made safe: data files reach the disk before a checkpoint says so, a full disk and
 * an empty pool are errors that the engine understands (as they come, both can pass without any), and a directory
 * whose files another context still holds is refused rather than opened in part.
 */
export class PoolFs extends OpfsAhpFS {
  readonly #options: PoolFsOptions;
  readonly #paths = new Map<number, string>();
  readonly #dirty = new Set<string>();
  /** By name of the pool's file. Asking a handle costs a third of a millisecond, and the engine asks all the time. */
  readonly #sizes = new Map<string, number>();
  #making: boolean;
  #faults: readonly FileFault[] = [];

  constructor(options: PoolFsOptions) {
    super(options.directory, {
      initialPoolSize: options.initialFiles + SPARE_FILES,
      maintainedPoolSize: SPARE_FILES,
    });
    this.#options = options;
    this.#making = options.fill !== null;
  }

  override async init(pg: PGlite, options: ModuleOptions): Promise<{ emscriptenOpts: ModuleOptions }> {
    const { emscriptenOpts } = await this.#openAll(pg, options);
    await this.#options.fill?.(this); // the engine goes on compiling meanwhile
    const engine = await this.#options.engine;
    const instantiateWasm = (imports: WebAssembly.Imports, done: WasmReady) => {
      void WebAssembly.instantiate(engine, imports).then((instance) => done(instance, engine));
      return {};
    };
    return { emscriptenOpts: { ...emscriptenOpts, instantiateWasm } };
  }

  /** Files that are not as they were when the store was closed in order. */
  get faults(): readonly FileFault[] {
    return this.#faults;
  }

  /** The engine has shut down: nothing is written after this. */
  override async closeFs(): Promise<void> {
    const seal = this.#seal();
    await super.closeFs();
    await writeSeal(this.#options.directory, seal);
  }

  /** The state is a log that the next opening makes short: rewriting it in place could lose it to a kill. */
  override async maybeCheckpointState(): Promise<void> {}

  /** Sum of the real sizes of all files. Throws when one of them is not open. */
  sizeBytes(): number {
    let bytes = 0;
    for (const path of this.#files(this.state.root, '')) bytes += this.lstat(path).size;
    return bytes;
  }

  /** Puts files and directories into a new database without logging each: `finishMaking` writes them down at once. */
  adopt(directories: readonly string[], files: readonly { readonly path: string; readonly mode: number }[]): void {
    for (const path of directories) {
      const { parent, name } = this.#place(path);
      parent.children[name] = { type: 'directory', lastModified: Date.now(), mode: DIRECTORY_MODE, children: {} };
    }
    for (const { path, mode } of files) {
      const { parent, name } = this.#place(path);
      const backingFilename = this.state.pool.pop();
      if (backingFilename === undefined) throw new Error('adopt: more files than the pool has');
      parent.children[name] = { type: 'file', lastModified: Date.now(), mode, backingFilename };
      this.#sizes.set(backingFilename, 0);
    }
  }

  /** The new database is complete: from here on, everything reaches the disk in the order that the engine needs. */
  async finishMaking(): Promise<void> {
    if (!this.#making) return;
    this.#making = false;
    await this.checkpointState();
    this.flushAll();
  }

  /** Segments of the write-ahead log, in files. */
  logFiles(): number {
    return this.readdir('/pg_wal').length;
  }

  /** Makes everything that was written so far survive a power cut. */
  flushAll(): void {
    for (const path of this.#dirty) {
      // Truncating a file to its own size changes nothing and puts it on the list of files to flush.
      if (this.#find(path)?.type === 'file') super.truncate(path, this.lstat(path).size);
    }
    this.#dirty.clear();
    this.flush();
  }

  override open(path: string, flags?: string, mode?: number): number {
    const fd = super.open(path, flags, mode);
    this.#paths.set(fd, path);
    return fd;
  }

  override close(fd: number): void {
    this.#paths.delete(fd);
    super.close(fd);
  }

  override write(fd: number, buffer: Uint8Array, offset: number, length: number, position: number): number {
    const path = this.#paths.get(fd) ?? '';
    if (path === CONTROL_FILE && this.#dirty.size > 0 && !this.#making) this.flushAll();
    if (REBUILT.test(path)) return length;
    const name = this.#backing(path);
    const known = this.#sizes.get(name);
    this.#sizes.delete(name); // unknown, should the write stop half-way
    const written = withErrno(() => super.write(fd, buffer, offset, length, position));
    // Chromium tells of a full disk by a negative number of bytes, as an unsigned one.
    if (written > length) throw errno(ENOSPC, `${path}: no room`);
    if (known !== undefined) this.#sizes.set(name, Math.max(known, position + written));
    this.#changed(path);
    return written;
  }

  override truncate(path: string, length = 0): void {
    withErrno(() => super.truncate(path, length));
    this.#sizes.set(this.#backing(path), length);
    this.#changed(path);
  }

  override writeFile(...[path, data, options]: Parameters<OpfsAhpFS['writeFile']>): void {
    const fresh = this.#find(path) === null;
    if (fresh && this.state.pool.length === 0) throw errno(ENOBUFS, `no spare file for ${path}`);
    withErrno(() => super.writeFile(path, data, options));
    if (fresh && data.length === 0) this.#sizes.set(this.#backing(path), 0);
    else this.#sizes.delete(this.#backing(path));
    this.#changed(path);
  }

  override unlink(path: string): void {
    this.#sizes.delete(this.#backing(path));
    super.unlink(path);
  }

  override rename(oldPath: string, newPath: string): void {
    this.#sizes.delete(this.#backing(newPath));
    super.rename(oldPath, newPath);
    this.#changed(newPath);
  }

  override lstat(path: string): ReturnType<OpfsAhpFS['lstat']> {
    const node = this.#find(path);
    const size = node?.type === 'file' ? this.#sizes.get(node.backingFilename) : undefined;
    if (node === null || size === undefined) {
      const stats = super.lstat(path);
      if (node?.type === 'file') this.#sizes.set(node.backingFilename, stats.size);
      return stats;
    }
    const { mode, lastModified: ms } = node;
    const times = { atime: ms, mtime: ms, ctime: ms };
    return {
      dev: 0,
      ino: 0,
      mode,
      nlink: 1,
      uid: 0,
      gid: 0,
      rdev: 0,
      size,
      blksize: BLOCK_BYTES,
      blocks: Math.ceil(size / BLOCK_BYTES),
      ...times,
    };
  }

  /** The log is flushed with each acknowledged write; the rest waits for the checkpoint that counts on it. */
  #changed(path: string): void {
    if (!VOLATILE.test(path)) this.#dirty.add(path);
  }

  async #openAll(pg: PGlite, options: ModuleOptions): Promise<{ emscriptenOpts: ModuleOptions }> {
    try {
      const opened = await withinOrRefusal(super.init(pg, options));
      this.sizeBytes();
      if (!this.#making) this.#refuseOtherVersion();
      const sealed = this.#making ? null : await takeSeal(this.#options.directory);
      if (sealed !== null) this.#faults = compareSeal(sealed, this.#seal());
      // Nobody else can be running on files that are held here, and an empty one would keep the engine from starting.
      if (this.#find(LOCK_FILE) !== null) this.unlink(LOCK_FILE);
      return opened;
    } catch (cause) {
      this.letGo();
      throw openingError(cause);
    }
  }

  /**
   * The engine would refuse a directory of another major version too, but say no more than that it did. Each database has its
   * version as well as the directory: where they differ, a file is damaged.
   */
  #refuseOtherVersion(): void {
    const [known = ''] = POSTGRESQL_VERSION.split('.');
    const found = this.#readText(VERSION_FILE).trim();
    // A directory that is just being made has none yet.
    if (found === known || this.#find(VERSION_FILE) === null) return;
    const all = [...this.#files(this.state.root, '')].filter((path) => path.endsWith(VERSION_FILE));
    if (!/^\d+$/.test(found) || all.some((path) => this.#readText(path).trim() !== found))
      throw new AppError('store-corrupt', CORRUPT, { details: { file: VERSION_FILE } });
    const message = `Your data was written by PostgreSQL ${found}, and this version of Hearth has PostgreSQL ${known}. Nothing was changed. It can be brought back from the newest backup.`;
    throw new AppError('version-mismatch', message, { details: { directory: found, code: known } });
  }

  /** Closes all files after a failed opening. The library then misses a module that was never loaded: that is expected. */
  letGo(): void {
    super.closeFs().catch(() => undefined);
  }

  #seal(): Seal {
    const paths = [...this.#files(this.state.root, '')].filter(isSealed);
    return Object.fromEntries(paths.map((path) => [path, [this.lstat(path).size, this.#markOf(path)]]));
  }

  /** '' where there is no such file. */
  #readText(path: string): string {
    if (this.#find(path)?.type !== 'file') return '';
    const buffer = new Uint8Array(this.lstat(path).size);
    this.#readInto(path, buffer);
    return new TextDecoder().decode(buffer);
  }

  #readInto(path: string, buffer: Uint8Array): void {
    const fd = this.open(path);
    this.read(fd, buffer, 0, buffer.length, 0);
    this.close(fd);
  }

  #markOf(path: string): string {
    const bytes = PAGED.test(path) ? PAGE_MARK_BYTES : this.lstat(path).size;
    const buffer = new Uint8Array(Math.ceil(bytes / 4) * 4);
    this.#readInto(path, buffer);
    return checksumName(checksum(new Uint32Array(buffer.buffer)));
  }

  #find(path: string): Node | null {
    let node: Node | undefined = this.state.root;
    for (const part of path.split('/')) {
      if (part === '') continue;
      node = node?.type === 'directory' && Object.hasOwn(node.children, part) ? node.children[part] : undefined;
    }
    return node ?? null;
  }

  /** The name of the pool's file; '' for what is no file. */
  #backing(path: string): string {
    const node = this.#find(path);
    return node?.type === 'file' ? node.backingFilename : '';
  }

  #place(path: string): { readonly parent: Directory; readonly name: string } {
    const cut = path.lastIndexOf('/');
    const parent = this.#find(path.slice(0, cut));
    if (parent?.type !== 'directory') throw new Error(`adopt: no directory for ${path}`);
    return { parent, name: path.slice(cut + 1) };
  }

  *#files(node: Node, path: string): Generator<string> {
    if (node.type === 'file') yield path;
    else for (const [name, child] of Object.entries(node.children)) yield* this.#files(child, `${path}/${name}`);
  }
}

/** Opening a spare file that another context holds rejects where nobody listens, and then nothing settles. */
async function withinOrRefusal<T>(opening: Promise<T>): Promise<T> {
  let stopListening = () => {};
  const refused = new Promise<never>((_, reject) => {
    const listen = (event: PromiseRejectionEvent) => {
      if (!(event.reason instanceof DOMException)) return;
      event.preventDefault();
      reject(event.reason);
    };
    globalThis.addEventListener('unhandledrejection', listen);
    stopListening = () => globalThis.removeEventListener('unhandledrejection', listen);
  });
  try {
    return await Promise.race([opening, refused]);
  } finally {
    stopListening();
  }
}

/** What is missing is no file of another tab. */
function openingError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const isHeld = cause instanceof DOMException && cause.name !== 'NotFoundError';
  if (isHeld) return new AppError('store-busy', 'Another tab or window still holds the data.', { cause });
  return new AppError('store-corrupt', CORRUPT, { cause });
}

function withErrno<T>(act: () => T): T {
  try {
    return act();
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') throw errno(ENOSPC, thrown.message);
    throw thrown;
  }
}

function errno(code: number, message: string): Error {
  return Object.assign(new Error(message), { code });
}
