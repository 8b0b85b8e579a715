import { AppError } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/ids.ts';
import type { HearthClient } from '../../../src/workers/kernel/kernel.api.ts';

/** What a busy tab does: it writes, asks, and watches, and keeps an account of every call. */
export interface Load {
  start(): void;
  /** Resolves when the last call has settled. */
  stop(): Promise<void>;
  report(): LoadReport;
  /** Sends a command again with the same id as long as its error says that this can help. */
  persistently<T>(command: (id: Id) => Promise<T>): Promise<T>;
}

export interface LoadReport {
  readonly calls: number;
  /** Calls under way, by their age in milliseconds. */
  readonly open: readonly number[];
  readonly slowestMs: number;
  /** Codes of errors that a caller may not answer with the same call again. */
  readonly refused: readonly string[];
  /** Commands that had to be sent once more by the caller. */
  readonly repeated: number;
  /** Of the live query: how often it delivered, the last number of notes, and its errors. */
  readonly live: { readonly deliveries: number; readonly total: number; readonly errors: readonly string[] };
}

/** Set by the test, before anything of the page runs. */
declare global {
  interface Window {
    /** Tells the test process what is about to be sent, what was acknowledged, how far an import or an answer is. */
    tell?(event: 'sent' | 'acknowledged' | 'progress' | 'part', value: string): Promise<void>;
  }
}

const PAUSE_MS = 25;
const TEXT = 'A note that a busy tab writes, long enough to have a body and a passage of its own. ';

export function createLoad(hearth: HearthClient): Load {
  const open = new Map<number, number>();
  const refused: string[] = [];
  const live = { deliveries: 0, total: -1, errors: [] as string[] };
  let calls = 0;
  let slowestMs = 0;
  let repeated = 0;
  let stopping = false;
  let loops: Promise<unknown> = Promise.resolve();

  const watched = async <T>(call: () => Promise<T>): Promise<T> => {
    const number = ++calls;
    const startedMs = performance.now();
    open.set(number, startedMs);
    try {
      return await call();
    } finally {
      open.delete(number);
      slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    }
  };

  const persistently = async <T>(command: (id: Id) => Promise<T>): Promise<T> => {
    const id = hearth.newId();
    for (;;) {
      try {
        return await watched(() => command(id));
      } catch (thrown) {
        if (!retryable(thrown)) throw thrown;
        repeated++;
        await pause();
      }
    }
  };

  const write = async () => {
    const itemId = hearth.newId();
    const note = { itemId, title: `Note ${itemId}`, text: TEXT };
    await window.tell?.('sent', itemId);
    try {
      await persistently((id) => hearth.command('create-note', note, { id }));
    } catch (thrown) {
      return void refused.push(codeOf(thrown));
    }
    await window.tell?.('acknowledged', itemId);
  };

  const read = async () => {
    try {
      await watched(() => hearth.query('items', { limit: 5 }));
      await watched(() => hearth.query('tags', {}));
    } catch (thrown) {
      if (!retryable(thrown)) refused.push(codeOf(thrown));
    }
  };

  const repeatedly = async (act: () => Promise<void>) => {
    while (!stopping) {
      await act();
      await pause();
    }
  };

  return {
    start() {
      hearth.live(
        'items',
        { limit: 1 },
        ({ total }) => {
          live.deliveries++;
          live.total = total;
        },
        (error) => live.errors.push(error.code),
      );
      loops = Promise.all([repeatedly(write), repeatedly(write), repeatedly(read)]);
    },
    async stop() {
      stopping = true;
      await loops;
    },
    persistently,
    report: () => ({
      calls,
      open: [...open.values()].map((startedMs) => Math.round(performance.now() - startedMs)),
      slowestMs: Math.round(slowestMs),
      refused,
      repeated,
      live,
    }),
  };
}

const retryable = (thrown: unknown) => thrown instanceof AppError && thrown.retryable;
const codeOf = (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown));
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));
