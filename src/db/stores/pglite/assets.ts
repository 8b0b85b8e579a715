import { AppError } from '../../../core/errors.ts';

/** The engine, from the own origin. Compiles while it arrives, where the server names its type. Rejects with `offline`. */
export async function compileEngine(): Promise<WebAssembly.Module> {
  try {
    return await fetchEngine();
  } catch (cause) {
    throw new AppError('offline', 'The database of Hearth could not be loaded.', { cause });
  }
}

async function fetchEngine(): Promise<WebAssembly.Module> {
  const url = new URL('../../../../node_modules/@electric-sql/pglite/dist/pglite.wasm', import.meta.url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the engine: ${response.status} for ${url.pathname}`);
  if (response.headers.get('Content-Type')?.startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The smallest module: given in the place of one that will not be needed, it spares the download. */
export function emptyModule(): WebAssembly.Module {
  return new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
}
