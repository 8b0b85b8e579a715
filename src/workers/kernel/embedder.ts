import type { Kysely } from 'kysely';
import { CancelledError, toAppError } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import { textToEmbed } from '../../core/items/text-to-embed.ts';
import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';
import type { EmbeddingState, LearningPause, LearningState } from '../../core/queries.ts';
import type { SearchMode } from '../../core/search/search-index.ts';
import type { Settings } from '../../core/settings/settings.ts';
import {
  type BareChunk,
  chunksWithoutVector,
  countWithoutVector,
  forgetEmbeddings,
  putEmbeddings,
} from '../../db/tables/embeddings.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';
import type { Indexer } from './indexer.ts';
import { ownWrite } from './own-write.ts';
import { createQueryVectors } from './query-vectors.ts';
import type { Quiet } from './quiet.ts';
import type { SessionState } from './session-state.ts';
import { vectorsSoon } from './text-vectors.ts';

/**
 * Learns the meaning of every chunk, in the background: what lacks a vector of the model gets one, batch by batch. Its
 * only state is the rows, so it goes on where a crash, a pause or another model left it.
 */
export interface Embedder {
  state(): EmbeddingState;
  /** Looks for chunks to learn, soon; harmless at any time. */
  wake(): void;
  /** Tries again after it was given up, and looks at the settings again. */
  retry(): void;
  /** Fetches the model although the browser saves data. */
  fetchAnyway(): void;
  /** Learns every passage anew; search goes on with what was learned. */
  learnAgain(): Promise<void>;
  /**
   * How to search for the query: with its vector where that can be had within a moment; else by words alone, and once
   * more when the vector has come. A search by words that was asked for, or set, is no note to anybody.
   */
  prepare(query: string, mode: SearchMode): Promise<SearchMeans>;
  /**
   * The vectors of a few texts, where the model is loaded and they can be had within a moment; else null. Rejects with
   * `cancelled` when the signal fires.
   */
  vectorsOf(texts: readonly string[], signal: AbortSignalLike): Promise<readonly Float32Array[] | null>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  close(): void;
}

export interface SearchMeans {
  readonly mode: SearchMode;
  readonly vector?: Float32Array;
}

export interface EmbedderOptions {
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly indexer: Indexer;
  readonly model: EmbeddingModel;
  readonly quiet: Quiet;
  readonly session: SessionState;
  readonly settings: () => Promise<Settings>;
  readonly record: Incidents['record'];
  /** Whether the user wants little to be fetched. */
  readonly savesData: () => boolean;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

const WAKE_DELAY_MS = 500;
/** One transaction. */
const BATCH = 16;
/** Chunks that are looked up at once: to find them takes a walk over all. */
const LOOK_AHEAD = 256;

export function createEmbedder(options: EmbedderOptions): Embedder {
  const { db, writer, ids, indexer, model, quiet, session, settings, record, savesData, after } = options;
  const stop = new AbortController();
  let fetching: AbortController | null = null;
  let mayFetch = false;
  let awaitsQuiet = false;
  let cancelWake: (() => void) | null = null;
  let work: Promise<void> = Promise.resolve();

  const say = (state: LearningState) => session.set('session:embedding', 'state', state);
  const state = () => session.get<LearningState>('session:embedding', 'state') ?? { state: 'idle', waiting: 0 };
  const fail = (thrown: unknown) =>
    say({ state: 'degraded', reason: toAppError(thrown).message, waiting: state().waiting });
  const queries = createQueryVectors({
    model,
    after,
    signal: stop.signal,
    onLate: (query) => session.set('session:meanings', 'query', query),
    onFailed: fail,
  });

  const write = async (chunks: readonly BareChunk[], vectors: readonly Float32Array[]) => {
    const held = chunks.flatMap(({ id, title }, at) => {
      const vector = vectors[at];
      return vector === undefined ? [] : [{ chunkId: id, title, vector }];
    });
    await writer.write(ownWrite('embed', ids), (unit) => {
      putEmbeddings(db, unit, model.id, held);
      indexer.vectorsWritten(unit, [...new Set(chunks.map(({ itemId }) => itemId))]);
    });
  };

  /** What speaks against learning now; null where nothing does. */
  const obstacle = async (): Promise<'off' | LearningPause | null> => {
    const now = await settings();
    model.host?.prefer(now['search.device']);
    if (!now['search.vectors']) return 'off';
    if (!now['search.learning']) return 'asked';
    if (quiet.why !== null) return quiet.why;
    return !mayFetch && savesData() && !((await model.host?.isHere()) ?? true) ? 'data-saver' : null;
  };

  const sayWhyNot = (why: 'off' | LearningPause, waiting: number) => {
    if (why === 'off') return say({ state: 'off', waiting });
    say({ state: 'paused', why, waiting });
    if (!quiet.busy || awaitsQuiet) return;
    awaitsQuiet = true;
    void quiet.whenQuiet().then(() => {
      awaitsQuiet = false;
      wake();
    });
  };

  const fetchFiles = async (waiting: number) => {
    if (model.host === undefined || (await model.host.isHere())) return;
    fetching = new AbortController();
    const { signal } = fetching;
    try {
      await model.host.fetch({
        signal,
        onProgress: ({ done, total }) =>
          say({ state: 'fetching', waiting, doneBytes: done, totalBytes: total ?? done }),
      });
    } finally {
      fetching = null;
    }
  };

  /** Ends early where something speaks against it. While one batch is written the next one is embedded. */
  const learnSome = async (chunks: readonly BareChunk[], waiting: number) => {
    let writing: Promise<void> = Promise.resolve();
    for (let at = 0; at < chunks.length && !stop.signal.aborted; at += BATCH) {
      if (at > 0 && (await obstacle()) !== null) break;
      say({ state: 'learning', waiting: waiting - at });
      const batch = chunks.slice(at, at + BATCH);
      const vectors = await model.embed(batch.map(textToEmbed), { signal: stop.signal });
      await writing;
      writing = write(batch, vectors);
      writing.catch(() => undefined); // told by the next wait for it
    }
    await writing;
  };

  const learn = async () => {
    await indexer.ready();
    while (!stop.signal.aborted) {
      const waiting = await countWithoutVector(db, model.id);
      const why = await obstacle();
      if (why === 'off') return sayWhyNot(why, waiting);
      if (waiting === 0) return say({ state: 'idle', waiting });
      if (why !== null) return sayWhyNot(why, waiting);
      await fetchFiles(waiting);
      await learnSome(await chunksWithoutVector(db, model.id, LOOK_AHEAD), waiting);
    }
  };

  const learnOrSay = () =>
    learn().catch((thrown: unknown) => {
      if (stop.signal.aborted || toAppError(thrown).code === 'cancelled') return;
      record('embedding', thrown);
      fail(thrown);
    });

  const wake = () => {
    if (stop.signal.aborted || cancelWake !== null || state().state === 'degraded') return;
    cancelWake = after(WAKE_DELAY_MS, () => {
      cancelWake = null;
      work = work.then(learnOrSay);
    });
  };

  const queryVector = async (query: string): Promise<Float32Array | null> => {
    const kept = queries.kept(query);
    if (kept !== null || query === '' || indexer.index.vectors.count === 0 || state().state === 'degraded') return kept;
    // A query is no reason to fetch what the user has not let be fetched.
    if (state().state === 'paused' && !((await model.host?.isHere()) ?? true)) return null;
    return queries.get(query);
  };

  const retry = () => {
    model.forgive();
    if (state().state === 'degraded') say({ state: 'idle', waiting: state().waiting });
    // Between two batches it looks at the settings by itself; a fetch may take long.
    void settings().then((now) => {
      if (!now['search.vectors'] || !now['search.learning']) fetching?.abort();
    });
    wake();
  };

  return {
    state: () => ({
      ...state(),
      learned: indexer.index.vectors.count,
      device: model.host?.device ?? null,
      deviceNote: model.host?.note ?? null,
    }),
    wake,
    retry,
    fetchAnyway() {
      mayFetch = true;
      retry();
    },
    async learnAgain() {
      await writer.write(ownWrite('learn-again', ids), (unit) => forgetEmbeddings(db, unit));
      queries.forget();
      retry();
    },
    async prepare(query, mode) {
      if (mode === 'text') return { mode };
      const now = await settings();
      model.host?.prefer(now['search.device']);
      if (!now['search.vectors'] || indexer.index.chunkCount === 0) return { mode: mode === 'vector' ? mode : 'text' };
      const vector = await queryVector(query.trim());
      return vector === null ? { mode } : { mode, vector };
    },
    async vectorsOf(texts, signal) {
      if (state().state === 'degraded' || !(await settings())['search.vectors']) return null;
      return vectorsSoon(model, after, texts, signal).catch((thrown: unknown) => {
        if (toAppError(thrown).code === 'cancelled') throw thrown;
        fail(thrown);
        return null;
      });
    },
    async idle() {
      while (cancelWake !== null) {
        cancelWake();
        cancelWake = null;
        work = work.then(learnOrSay);
        await work;
      }
      await work;
    },
    close() {
      cancelWake?.();
      fetching?.abort();
      stop.abort(new CancelledError());
      model.unload();
    },
  };
}
