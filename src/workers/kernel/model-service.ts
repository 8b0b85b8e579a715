import { AppError, toAppError } from '../../core/errors.ts';
import type { LanguageModel } from '../../core/llm/language-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import type { OnProgress } from '../../core/ports.ts';
import type { ModelState } from '../../core/queries.ts';
import type { SessionState } from './session-state.ts';

/** The starter model's way from absent to ready, told as session state. */
export interface ModelService {
  readonly manifest: ModelManifest;
  readonly language: LanguageModel;
  state(): ModelState;
  /** Fetches what is missing, checks it and loads it. Several callers share one way. */
  ensure(options?: { readonly onProgress?: OnProgress; readonly signal?: AbortSignal }): Promise<void>;
  remove(): Promise<void>;
  /** Looks at what is stored; loads nothing. */
  refresh(): Promise<void>;
  /** Bytes of the model that are on this device. */
  storedBytes(): Promise<number>;
}

export interface ModelServiceOptions {
  readonly manifest: ModelManifest;
  readonly store: ModelStore;
  readonly language: LanguageModel;
  readonly session: SessionState;
}

export function createModelService({ manifest, store, language, session }: ModelServiceOptions): ModelService {
  const totalBytes = manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const listeners = new Set<OnProgress>();
  let under: { readonly promise: Promise<void>; readonly abort: AbortController; waiting: number } | null = null;

  const say = (state: ModelState) => session.set('session:model', manifest.id, state);
  const state = () => session.get<ModelState>('session:model', manifest.id) ?? { state: 'absent' };

  const bring = async (signal: AbortSignal) => {
    try {
      say({ state: 'fetching', doneBytes: 0, totalBytes });
      const onProgress: OnProgress = (progress) => {
        say({ state: 'fetching', doneBytes: progress.done, totalBytes });
        for (const listener of listeners) listener({ ...progress, total: totalBytes });
      };
      await store.fetch(manifest, { signal, onProgress });
      say({ state: 'loading' });
      const { device } = await language.load({ signal });
      say({ state: 'ready', device });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'cancelled') await refresh();
      else say({ state: 'degraded', reason: error.message });
      throw error;
    }
  };

  const refresh = async () => {
    const held = await store.state(manifest);
    if (held.status === 'ready') say({ state: 'stored' });
    else say({ state: 'absent' });
  };

  return {
    manifest,
    language,
    state,
    refresh,
    async ensure({ onProgress, signal } = {}) {
      if (state().state === 'ready') return;
      if (onProgress !== undefined) listeners.add(onProgress);
      if (under === null) {
        const abort = new AbortController();
        const promise = bring(abort.signal).finally(() => {
          under = null;
        });
        under = { promise, abort, waiting: 0 };
      }
      const shared = under;
      shared.waiting++;
      try {
        await orAborted(shared.promise, signal);
      } finally {
        if (onProgress !== undefined) listeners.delete(onProgress);
        // The last one who waited and gave up ends the way.
        if (--shared.waiting === 0) shared.abort.abort();
      }
    },
    async remove() {
      under?.abort.abort();
      await language.unload();
      await store.remove(manifest);
      await refresh();
    },
    async storedBytes() {
      const held = await store.state(manifest);
      if (held.status === 'ready') return totalBytes;
      return held.status === 'partial' ? held.bytes : 0;
    },
  };
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(toAppError(signal.reason ?? new AppError('cancelled', 'Stopped.')));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
