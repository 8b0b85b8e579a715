import { AppError, toAppError } from '../../core/errors.ts';
import type { LanguageModel } from '../../core/llm/language-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import { sizeOfModel } from '../../core/llm/starter-models.ts';
import type { OnProgress } from '../../core/ports.ts';
import type { ModelState } from '../../core/queries.ts';
import type { Notices } from './notices.ts';
import type { SessionState } from './session-state.ts';

/** The starter model's way from absent to ready, told as session state. */
export interface ModelService {
  readonly manifest: ModelManifest;
  readonly language: LanguageModel;
  state(): ModelState;
  /** Fetches what is missing and checks it, in the background: it can be loaded then, and is not. */
  prefetch(): Promise<void>;
  /** Fetches what is missing, checks it and loads it. Several callers share one way. */
  ensure(options?: { readonly onProgress?: OnProgress; readonly signal?: AbortSignal }): Promise<void>;
  /** Ends what is under way; what was fetched is kept. */
  stop(): void;
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
  readonly notices: Pick<Notices, 'tell' | 'tellOver'>;
}

const WORTH_FETCHING: ReadonlySet<ModelState['state']> = new Set(['absent', 'degraded']);

interface Way {
  readonly promise: Promise<void>;
  readonly abort: AbortController;
  /** Whether it ends with the model loaded. */
  readonly load: boolean;
  waiting: number;
}

export function createModelService({ manifest, store, language, session, notices }: ModelServiceOptions): ModelService {
  const totalBytes = sizeOfModel(manifest);
  const listeners = new Set<OnProgress>();
  let under: Way | null = null;

  const say = (state: ModelState) => session.set('session:model', manifest.id, state);
  const state = () => session.get<ModelState>('session:model', manifest.id) ?? { state: 'absent' };

  const fetchFiles = async (doneBytes: number, signal: AbortSignal) => {
    const onProgress: OnProgress = ({ done }) => {
      say({ state: 'fetching', doneBytes: done, totalBytes });
      for (const listener of listeners) listener({ done, total: totalBytes });
    };
    say({ state: 'fetching', doneBytes, totalBytes });
    try {
      await store.fetch(manifest, { signal, onProgress });
    } catch (thrown) {
      const { code } = toAppError(thrown);
      if (code !== 'cancelled') notices.tell('model-failed', { code });
      throw thrown;
    }
    notices.tellOver('model-failed');
    notices.tell('model-fetched', {});
  };

  const bring = async (signal: AbortSignal, load: boolean) => {
    try {
      const held = await store.state(manifest);
      if (held.status !== 'ready') await fetchFiles(held.status === 'partial' ? held.bytes : 0, signal);
      if (!load) return say({ state: 'stored' });
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

  const begin = (load: boolean): Way => {
    const abort = new AbortController();
    const promise = bring(abort.signal, load).finally(() => {
      under = null;
    });
    promise.catch(() => undefined); // told to whoever waits, and as the state
    under = { promise, abort, load, waiting: 0 };
    return under;
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
    async prefetch() {
      if (under !== null || !WORTH_FETCHING.has(state().state)) return;
      const fetching = begin(false);
      fetching.waiting = 1;
      await fetching.promise;
    },
    async ensure({ onProgress, signal } = {}) {
      if (state().state === 'ready') return;
      if (onProgress !== undefined) listeners.add(onProgress);
      try {
        // A fetch that only fetches is waited for, and gone on from.
        if (under !== null && !under.load) await orAborted(under.promise, signal);
        await waitedFor(under ?? begin(true), signal);
      } finally {
        if (onProgress !== undefined) listeners.delete(onProgress);
      }
    },
    stop: () => under?.abort.abort(),
    async remove() {
      under?.abort.abort();
      await language.unload();
      await store.remove(manifest);
      await refresh();
    },
    storedBytes: () => storedBytes(store, manifest),
  };
}

/** Bytes of the model's files that are on this device. */
export async function storedBytes(store: ModelStore, model: ModelManifest): Promise<number> {
  const held = await store.state(model);
  if (held.status === 'ready') return sizeOfModel(model);
  return held.status === 'partial' ? held.bytes : 0;
}

/** The last one who waited and gave up ends the way. */
async function waitedFor(way: Way, signal: AbortSignal | undefined): Promise<void> {
  way.waiting++;
  try {
    await orAborted(way.promise, signal);
  } finally {
    if (--way.waiting === 0) way.abort.abort();
  }
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
