import type { Plugin } from 'vite';

const LIBRARY = /@sqlite\.org\/sqlite-wasm\/dist\/index\.mjs/;

/** Addresses of its workers: one runs the whole library again, the other serves a file system that is not used here. */
const WORKERS = /new URL\("(sqlite3-worker1\.mjs|sqlite3-opfs-async-proxy\.js)", import\.meta\.url\)/g;

/** SQLite without its workers, which would come into the build for their address alone. Also wanted in `worker.plugins`. */
export function sqliteAlone(): Plugin {
  return {
    name: 'hearth:sqlite-alone',
    enforce: 'pre',
    config: () => ({ optimizeDeps: { exclude: ['@sqlite.org/sqlite-wasm'] } }),
    transform: {
      filter: { id: LIBRARY },
      handler(code) {
        const found = code.match(WORKERS)?.length ?? 0;
        if (found !== 2) this.error(`sqlite-wasm names its workers in ${found} places, not in two`);
        return { code: code.replaceAll(WORKERS, '"$1"'), map: null };
      },
    },
  };
}
