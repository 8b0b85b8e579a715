import type { Kysely } from 'kysely';
import { CancelledError, toAppError } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { EmbeddingState } from '../../core/queries.ts';
import type { SearchMode } from '../../core/search/search-index.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { type BareChunk, chunksWithoutVector, countWithoutVector, putEmbeddings } from '../../db/tables/embeddings.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Indexer } from './indexer.ts';
import type { Quiet } from './quiet.ts';
import type { SessionState } from './session-state.ts';

/**
 * Learns the meaning of every chunk, in the background: what lacks a vector of the model gets one, batch by batch. Its
 * only state is the rows, so it goes on where a crash, a pause or another model left it.
 */
export interface Embedder {
  state(): EmbeddingState;
  /** Looks for chunks to learn, soon; harmless at any time. */
  wake(): void;
  /** Tries again after it was given up. */
  retry(): void;
  /**
   * How to search for the query: with its vector where that can be had within a moment; else by words alone, and once
   * more when the vector has come. A search by words that was asked for, or set, is no note to anybody.
   */
  prepare(query: string, mode: SearchMode): Promise<SearchMeans>;
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
  readonly after: (delayMs: number, run: () => void) => () => void;
}

const WAKE_DELAY_MS = 500;
/** One transaction. */
const BATCH = 16;
/** Chunks that are looked up at once: to find them takes a walk over all. */
const LOOK_AHEAD = 256;
const QUERY_WITHIN_MS = 150;
const KEPT_QUERIES = 50;

export function createEmbedder(options: EmbedderOptions): Embedder {
  const { db, writer, ids, indexer, model, quiet, session, settings, after } = options;
  const queries = new Map<string, Float32Array>();
  const stop = new AbortController();
  let cancelWake: (() => void) | null = null;
  let work: Promise<void> = Promise.resolve();

  const say = (state: EmbeddingState) => session.set('session:embedding', 'state', state);
  const state = () => session.get<EmbeddingState>('session:embedding', 'state') ?? { state: 'idle', waiting: 0 };

  const write = async (chunks: readonly BareChunk[], vectors: readonly Float32Array[]) => {
    const commandId = ids.next();
    const meta = { commandId, type: 'embed', workspaceId: HOME_WORKSPACE, actor: 'kernel', remember: false };
    const held = chunks.flatMap(({ id }, at) => {
      const vector = vectors[at];
      return vector === undefined ? [] : [{ chunkId: id, vector }];
    });
    await writer.write(meta, (unit) => {
      putEmbeddings(db, unit, model.id, held);
      indexer.vectorsWritten(unit, [...new Set(chunks.map(({ itemId }) => itemId))]);
    });
  };

  const learnSome = async (chunks: readonly BareChunk[], waiting: number) => {
    for (let at = 0; at < chunks.length && !stop.signal.aborted; at += BATCH) {
      if (!(await settings())['search.vectors']) return;
      if (quiet.busy) {
        say({ state: 'paused', waiting: waiting - at });
        await quiet.whenQuiet();
      }
      say({ state: 'learning', waiting: waiting - at });
      const batch = chunks.slice(at, at + BATCH);
      await write(batch, await model.embed(batch.map(textToEmbed), { signal: stop.signal }));
    }
  };

  const learn = async () => {
    await indexer.ready();
    while (!stop.signal.aborted) {
      const waiting = await countWithoutVector(db, model.id);
      if (waiting === 0) return say({ state: 'idle', waiting });
      if (!(await settings())['search.vectors']) return say({ state: 'off', waiting });
      await learnSome(await chunksWithoutVector(db, model.id, LOOK_AHEAD), waiting);
    }
  };

  const learnOrSay = () =>
    learn().catch((thrown: unknown) => {
      const error = toAppError(thrown);
      if (stop.signal.aborted || error.code === 'cancelled') return;
      console.error('meanings could not be learned', error);
      say({ state: 'degraded', waiting: state().waiting, reason: error.message });
    });

  const wake = () => {
    if (stop.signal.aborted || cancelWake !== null || state().state === 'degraded') return;
    cancelWake = after(WAKE_DELAY_MS, () => {
      cancelWake = null;
      work = work.then(learnOrSay);
    });
  };

  const keep = (query: string, vector: Float32Array) => {
    queries.set(query, vector);
    const [oldest] = queries.keys();
    if (queries.size > KEPT_QUERIES && oldest !== undefined) queries.delete(oldest);
  };

  const embedQuery = async (text: string): Promise<Float32Array | null> => {
    const kept = queries.get(text) ?? null;
    if (kept !== null || text === '' || indexer.index.vectors.count === 0 || state().state === 'degraded') return kept;
    const asked = model.embed([text], { priority: 'query', signal: stop.signal }).then(([vector]) => vector ?? null);
    const soon = new Promise<null>((resolve) => void after(QUERY_WITHIN_MS, () => resolve(null)));
    let late = false;
    asked.then(
      (vector) => {
        if (vector !== null) keep(text, vector);
        if (late) session.set('session:meanings', 'query', text);
      },
      (thrown: unknown) => {
        if (toAppError(thrown).code !== 'cancelled') say({ ...degraded(thrown), waiting: state().waiting });
      },
    );
    const vector = await Promise.race([asked, soon]).catch(() => null); // said above
    late = vector === null;
    return vector;
  };

  return {
    state,
    wake,
    retry() {
      model.forgive();
      if (state().state === 'degraded') say({ state: 'idle', waiting: state().waiting });
      wake();
    },
    async prepare(query, mode) {
      if (mode === 'text') return { mode };
      const isOn = (await settings())['search.vectors'];
      if (!isOn || indexer.index.chunkCount === 0) return { mode: mode === 'vector' ? mode : 'text' };
      const vector = await embedQuery(query.trim());
      return vector === null ? { mode } : { mode, vector };
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
      stop.abort(new CancelledError());
      model.unload();
    },
  };
}

const degraded = (thrown: unknown) => ({ state: 'degraded', reason: toAppError(thrown).message }) as const;

/** What a chunk is about stands above it: the title and the headings belong to its meaning. */
const textToEmbed = ({ title, heading, text }: BareChunk): string =>
  [title, heading, text].filter((part) => part !== '').join('\n');
