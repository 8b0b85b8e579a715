import { createSHA256, type IHasher } from 'hash-wasm';
import { AppError, CancelledError, toAppError } from '../../core/errors.ts';
import type { ModelFile } from '../../core/llm/model-manifest.ts';
import type { CachedFile } from './cached-file.ts';
import { createPartWriter, type PartWriter } from './part-writer.ts';

/** How often a connection may break within one file before we call it no network. */
const MAX_BREAKS = 5;

export interface FileDownload {
  readonly file: ModelFile;
  readonly url: string;
  readonly target: CachedFile;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** Bytes of this file that are there; steps back when the file starts again. */
  readonly onBytes: (bytes: number) => void;
}

/** The file as far as it has come: its first `bytes` bytes are in the cache and in the hash. */
interface Received {
  bytes: number;
  readonly hash: IHasher;
}

type Ending = 'complete' | 'broken' | 'wrong-size';

/**
 * Fetches one file into the cache and checks it; goes on from the parts that are there where the server answers `Range`.
 * Returns false when the bytes are not those of the manifest: what arrived is removed then. Rejects as `ModelStore`.
 */
export async function downloadFile(download: FileDownload): Promise<boolean> {
  const { file, target } = download;
  const received = await replayParts(download);
  for (let breaks = 0; received.bytes < file.sizeBytes; breaks++) {
    if (breaks > MAX_BREAKS) throw noNetwork(file, 'the connection keeps breaking');
    const response = await request(download, received);
    const ending = await receive(download, response, received);
    if (ending === 'wrong-size') break;
  }
  if (received.bytes === file.sizeBytes && received.hash.digest() === file.sha256) {
    await target.markVerified();
    return true;
  }
  await target.remove();
  return false;
}

async function replayParts({ target, file, onBytes }: FileDownload): Promise<Received> {
  const received: Received = { bytes: 0, hash: (await createSHA256()).init() };
  for (const part of await target.parts()) {
    const bytes = await target.read(part);
    if (bytes.byteLength !== part.bytes || received.bytes + part.bytes > file.sizeBytes) {
      await target.remove();
      received.bytes = 0;
      received.hash.init();
      break;
    }
    received.hash.update(bytes);
    received.bytes += part.bytes;
  }
  onBytes(received.bytes);
  return received;
}

/** Asks for the rest of the file; starts it again where the server does not give parts. */
async function request(download: FileDownload, received: Received): Promise<Response> {
  const { file } = download;
  if (received.bytes > 0) {
    const rest = await send(download, { Range: `bytes=${received.bytes}-` });
    if (continuesAt(rest, received.bytes)) return rest;
    await download.target.remove();
    received.bytes = 0;
    received.hash.init();
    download.onBytes(0);
    if (rest.status === 200) return rest;
    await rest.body?.cancel();
  }
  const whole = await send(download, {});
  if (whole.status === 200) return whole;
  await whole.body?.cancel();
  throw new AppError('model-unavailable', 'A file of the model could not be had from the server.', {
    retryable: whole.status >= 500,
    details: { file: file.path, status: whole.status },
  });
}

/** Not so for a body that is compressed on the way: its range counts other bytes than ours. */
function continuesAt(response: Response, start: number): boolean {
  const range = response.headers.get('Content-Range') ?? '';
  return response.status === 206 && range.startsWith(`bytes ${start}-`) && !response.headers.has('Content-Encoding');
}

async function send({ url, fetch, signal, file }: FileDownload, headers: Record<string, string>): Promise<Response> {
  try {
    // `no-store`: the bytes are kept in our cache, once, and a damaged copy in the browser's own must not come back.
    return await fetch(url, { headers, signal, cache: 'no-store', redirect: 'error', credentials: 'same-origin' });
  } catch (error) {
    if (signal.aborted) throw new CancelledError();
    throw noNetwork(file, error);
  }
}

async function receive(download: FileDownload, response: Response, received: Received): Promise<Ending> {
  const writer = createPartWriter(download.target, received.bytes);
  const reader = response.body?.getReader();
  if (!reader) return 'wrong-size';
  try {
    return await pump(download, reader, writer, received);
  } catch (error) {
    await reader.cancel().catch(() => undefined); // already broken: nothing more to learn
    if (toAppError(error).code === 'storage-full') await download.target.remove(); // leave the last room to the user
    throw download.signal.aborted ? new CancelledError() : error;
  }
}

async function pump(
  { file, signal, onBytes }: FileDownload,
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  writer: PartWriter,
  received: Received,
): Promise<Ending> {
  for (;;) {
    const next = await reader.read().catch(() => 'broken' as const);
    if (next === 'broken') {
      await writer.flush();
      if (signal.aborted) throw new CancelledError();
      return 'broken';
    }
    if (next.done) {
      await writer.flush();
      return received.bytes === file.sizeBytes ? 'complete' : 'wrong-size';
    }
    await writer.write(next.value);
    received.hash.update(next.value);
    received.bytes += next.value.byteLength;
    if (received.bytes > file.sizeBytes) {
      await reader.cancel();
      return 'wrong-size';
    }
    onBytes(received.bytes);
  }
}

function noNetwork(file: ModelFile, cause: unknown): AppError {
  return new AppError('offline', 'The model is not on this device yet, and there is no network to fetch it.', {
    cause,
    details: { file: file.path },
  });
}
