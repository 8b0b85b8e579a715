import sqlite3InitModule, { type Sqlite3Static } from '@sqlite.org/sqlite-wasm';

/** SQLite's library, and what its files last said. */
export interface SqliteEngine {
  readonly sqlite3: Sqlite3Static;
  /** What a file operation failed with since it was asked last; the engine itself only calls it an I/O error. */
  takeFileFault(): Error | null;
}

interface ModuleOptions {
  instantiateWasm?(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): void;
}

interface LibraryConfig {
  readonly disable: { readonly vfs: Readonly<Record<string, boolean>> };
  readonly error: (...parts: readonly unknown[]) => void;
  readonly warn: (...parts: readonly unknown[]) => void;
}

/** Each call makes an engine of its own. `engine`: compiled elsewhere; in Node the library finds it by itself. */
export async function startSqlite(engine?: Promise<WebAssembly.Module>): Promise<SqliteEngine> {
  let fault: Error | null = null;
  const module = await engine;
  const config: LibraryConfig = {
    // Of its file systems only the pool of sync access handles is wanted; the others look for workers and shared memory.
    disable: { vfs: { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, kvvfs: true } },
    error: (...parts) => {
      fault = parts.find((part) => part instanceof Error) ?? fault;
    },
    warn: (...parts) => console.warn(...parts),
  };
  const init: (options: ModuleOptions) => Promise<Sqlite3Static> = sqlite3InitModule;
  const broken = Promise.withResolvers<never>();
  const loading = init(module === undefined ? {} : { instantiateWasm: instantiate(module, broken.reject) });
  // Read once, while the module starts: the library takes it from the global scope.
  Object.assign(globalThis, { sqlite3ApiConfig: config });
  try {
    const sqlite3 = await Promise.race([loading, broken.promise]);
    return {
      sqlite3,
      takeFileFault() {
        const last = fault;
        fault = null;
        return last;
      },
    };
  } finally {
    Reflect.deleteProperty(globalThis, 'sqlite3ApiConfig');
  }
}

/** The library has no way to say that it failed, and would wait for ever. */
function instantiate(
  module: WebAssembly.Module,
  failed: (reason: unknown) => void,
): NonNullable<ModuleOptions['instantiateWasm']> {
  return (imports, done) => {
    WebAssembly.instantiate(module, imports).then(done, failed);
  };
}
