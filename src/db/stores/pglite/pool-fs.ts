import type { PGlite } from '@electric-sql/pglite';
import { type Node, OpfsAhpFS } from '@electric-sql/pglite/opfs-ahp';
import { AppError } from '../../../core/errors.ts';

/** WASI error numbers, as Emscripten's file systems use them. */
const ENFILE = 41;
const ENOSPC = 51;

const CONTROL_FILE = '/global/pg_control';

/**
 * Spare files kept ready, because a file cannot be opened while a statement runs: the most that one statement may
 * create. A table takes up to six; a segment of the write-ahead log is one for each 4 MB that the statement writes.
 */
export const SPARE_FILES = 64;

type WasmReady = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;
type ModuleOptions = Parameters<OpfsAhpFS['init']>[1];

export interface PoolFsOptions {
  /** `hearth/store-1/pg`, from the root of the origin's private file system. */
  readonly directory: string;
  /** Files made at once in a new directory, beside the spare ones. */
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

  constructor(options: PoolFsOptions) {
    super(options.directory, {
      initialPoolSize: options.initialFiles + SPARE_FILES,
      maintainedPoolSize: SPARE_FILES,
    });
    this.#options = options;
  }

  override async init(pg: PGlite, options: ModuleOptions): Promise<{ emscriptenOpts: ModuleOptions }> {
    const { emscriptenOpts } = await this.#openAll(pg, options);
    const engine = await this.#options.engine;
    const instantiateWasm = (imports: WebAssembly.Imports, done: WasmReady) => {
      void WebAssembly.instantiate(engine, imports).then((instance) => done(instance, engine));
      return {};
    };
    return { emscriptenOpts: { ...emscriptenOpts, instantiateWasm } };
  }

  override async initialSyncFs(): Promise<void> {
    await this.#options.fill?.(this);
  }

  /** The state is a log that the next opening makes short: rewriting it in place could lose it to a kill. */
  override async maybeCheckpointState(): Promise<void> {}

  /** Sum of the real sizes of all files. Throws when one of them is not open. */
  sizeBytes(): number {
    let bytes = 0;
    for (const path of this.#files(this.state.root, '')) bytes += this.lstat(path).size;
    return bytes;
  }

  /** Segments of the write-ahead log, in files. */
  logFiles(): number {
    return this.readdir('/pg_wal').length;
  }

  /** Makes everything that was written so far survive a power cut. */
  flushAll(): void {
    for (const path of this.#dirty) {
      // Truncating a file to its own size changes nothing and puts it on the list of files to flush.
      if (this.#exists(path)) this.truncate(path, this.lstat(path).size);
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
    if (path === CONTROL_FILE) this.flushAll();
    const written = withErrno(() => super.write(fd, buffer, offset, length, position));
    this.#dirty.add(path);
    return written;
  }

  override truncate(path: string, length?: number): void {
    withErrno(() => super.truncate(path, length));
    this.#dirty.add(path);
  }

  override writeFile(...[path, data, options]: Parameters<OpfsAhpFS['writeFile']>): void {
    if (this.state.pool.length === 0 && !this.#exists(path)) throw errno(ENFILE, `no spare file for ${path}`);
    withErrno(() => super.writeFile(path, data, options));
    this.#dirty.add(path);
  }

  async #openAll(pg: PGlite, options: ModuleOptions): Promise<{ emscriptenOpts: ModuleOptions }> {
    try {
      const opened = await withinOrRefusal(super.init(pg, options));
      this.sizeBytes();
      return opened;
    } catch (cause) {
      this.letGo();
      throw new AppError('store-busy', 'Another tab or window still holds the data.', { cause });
    }
  }

  /** Closes all files after a failed opening. The library then misses a module that was never loaded: that is expected. */
  letGo(): void {
    super.closeFs().catch(() => undefined);
  }

  #exists(path: string): boolean {
    let node: Node | undefined = this.state.root;
    for (const part of path.split('/').filter(Boolean)) {
      node = node?.type === 'directory' && Object.hasOwn(node.children, part) ? node.children[part] : undefined;
    }
    return node !== undefined;
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
