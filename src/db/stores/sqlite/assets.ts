import { AppError } from '../../../core/errors.ts';

/** The engine, from the own origin. Rejects with `offline`. */
export async function compileSqlite(): Promise<WebAssembly.Module> {
  try {
    const url = new URL('../../../../node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm', import.meta.url);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the engine: ${response.status} for ${url.pathname}`);
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw new AppError('offline', 'The database of Hearth could not be loaded.', { cause });
  }
}
