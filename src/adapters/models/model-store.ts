import { AppError, CancelledError, throwIfAborted, toAppError } from '../../core/errors.ts';
import type { ModelFile, ModelManifest } from '../../core/llm/model-manifest.ts';
import type { FetchOptions, ModelState, ModelStore } from '../../core/llm/model-store.ts';
import { sizeOfModel } from '../../core/llm/starter-models.ts';
import { type CachedFile, cachedFile, removeAll } from './cached-file.ts';
import { downloadFile } from './download-file.ts';
import { linkSignal } from './linked-signal.ts';

export const MODEL_CACHE = 'hearth-models-v1';

/** Progress is told every so many bytes, and at the end. */
const PROGRESS_STEP_BYTES = 512 * 1024;

export interface ModelStoreDeps {
  /** Absolute address of the folder that holds the models' folders, with a slash at its end; of the own origin. */
  readonly baseUrl: string;
  /** `location.origin`: nothing is fetched from elsewhere. */
  readonly origin: string;
  readonly caches: CacheStorage;
  readonly fetch: typeof globalThis.fetch;
  /** So that two tabs do not fetch one model at once. */
  readonly locks: LockManager;
  readonly crypto: SubtleCrypto;
}

/** A model store over Cache Storage that fetches from the own origin. */
export function createModelStore(deps: ModelStoreDeps): ModelStore {
  const base = new URL(deps.baseUrl);
  if (base.origin !== deps.origin || !base.pathname.endsWith('/')) {
    throw new Error(`Models come from a folder of ${deps.origin}, not from ${deps.baseUrl}`);
  }
  const urlOf = (model: ModelManifest, path: string) => new URL(`${model.id}/${path}`, base).href;
  const fileIn = (cache: Cache, model: ModelManifest, file: ModelFile) =>
    cachedFile(cache, urlOf(model, file.path), file);
  const openCache = () => deps.caches.open(MODEL_CACHE).catch(refuseStorage);

  const fetchAll = async (model: ModelManifest, options: FetchOptions, signal: AbortSignal) => {
    const cache = await openCache();
    const report = totalProgress(model, options);
    for (const file of model.files) {
      throwIfAborted(signal);
      const target = fileIn(cache, model, file);
      if (await target.isVerified()) report(file, file.sizeBytes);
      else await fetchChecked({ file, url: urlOf(model, file.path), target, signal, fetch: deps.fetch, report });
    }
    await removeAll(cache, [], (url) => url.startsWith(urlOf(model, '')) && !isCurrent(model, url));
  };

  const state = async (model: ModelManifest): Promise<ModelState> => {
    const cache = await openCache();
    const files = await Promise.all(model.files.map((file) => glance(fileIn(cache, model, file))));
    if (files.every((file) => file.verified)) return { status: 'ready' };
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return bytes === 0 ? { status: 'absent' } : { status: 'partial', bytes };
  };

  return {
    state,

    async fetch(model, options = {}) {
      const { signal, release } = linkSignal(options.signal);
      try {
        await deps.locks.request(`hearth-model:${model.id}`, { signal }, () => fetchAll(model, options, signal));
      } catch (error) {
        throw signal.aborted ? new CancelledError() : toAppError(error);
      } finally {
        release();
      }
    },

    async verify(model, signal) {
      const cache = await openCache();
      const corrupt: string[] = [];
      for (const file of model.files) {
        throwIfAborted(signal);
        const target = fileIn(cache, model, file);
        if ((await target.isVerified()) && (await readChecked(deps.crypto, target, file)) === null) {
          corrupt.push(file.path);
        }
      }
      return corrupt.length > 0 ? { status: 'corrupt', paths: corrupt } : state(model);
    },

    async remove(model) {
      await removeAll(await openCache(), [], (url) => url.startsWith(urlOf(model, '')));
    },

    async open(model, path) {
      const file = model.files.find((candidate) => candidate.path === path);
      if (!file) throw new AppError('not-found', 'The model has no such file.', { details: { file: path } });
      const target = fileIn(await openCache(), model, file);
      if (!(await target.isVerified())) {
        throw new AppError('not-found', 'A file of the model is not on this device.', { details: { file: path } });
      }
      const bytes = await readChecked(deps.crypto, target, file);
      if (bytes === null) throw corrupt(file);
      return bytes;
    },
  };
}

interface CheckedFetch {
  readonly file: ModelFile;
  readonly url: string;
  readonly target: CachedFile;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly report: (file: ModelFile, bytes: number) => void;
}

/** A file with the wrong checksum is fetched once again: it may have broken on the way. */
async function fetchChecked({ report, ...rest }: CheckedFetch): Promise<void> {
  const download = { ...rest, onBytes: (bytes: number) => report(rest.file, bytes) };
  if ((await downloadFile(download)) || (await downloadFile(download))) return;
  throw corrupt(rest.file);
}

/** The whole file when its checksum is right; otherwise removes it and returns null. */
async function readChecked(
  crypto: SubtleCrypto,
  target: CachedFile,
  file: ModelFile,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const whole = new Uint8Array(file.sizeBytes);
  const parts = await target.parts();
  const fits = parts.reduce((sum, part) => sum + part.bytes, 0) === file.sizeBytes;
  if (fits) {
    for (const part of parts) whole.set((await target.read(part)).subarray(0, part.bytes), part.start);
    if (toHex(await crypto.digest('SHA-256', whole)) === file.sha256) return whole;
  }
  await target.remove();
  return null;
}

async function glance(target: CachedFile): Promise<{ readonly verified: boolean; readonly bytes: number }> {
  const parts = await target.parts();
  return { verified: await target.isVerified(), bytes: parts.reduce((sum, part) => sum + part.bytes, 0) };
}

function totalProgress(model: ModelManifest, { onProgress }: FetchOptions): (file: ModelFile, bytes: number) => void {
  const total = sizeOfModel(model);
  const byPath = new Map<string, number>();
  let told = Number.NEGATIVE_INFINITY;
  return (file, bytes) => {
    byPath.set(file.path, bytes);
    const done = [...byPath.values()].reduce((sum, part) => sum + part, 0);
    if (done !== total && Math.abs(done - told) < PROGRESS_STEP_BYTES) return;
    told = done;
    onProgress?.({ done, total });
  };
}

const isCurrent = (model: ModelManifest, url: string): boolean => {
  const sha256 = new URL(url).searchParams.get('sha256');
  return [...model.files, ...(model.keeps ?? [])].some((file) => file.sha256 === sha256);
};

const toHex = (buffer: ArrayBuffer): string =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

const corrupt = (file: ModelFile): AppError =>
  new AppError('model-corrupt', 'A file of the model is damaged and was removed.', { details: { file: file.path } });

function refuseStorage(cause: unknown): never {
  throw new AppError('storage-denied', 'The browser gives Hearth no place to keep the model.', { cause });
}
