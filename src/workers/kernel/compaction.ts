import { DAY_MS, deletedBeforeMs, RUN_DAYS, wholeFromMs } from '../../core/history/retention.ts';
import type { Id } from '../../core/ids.ts';
import {
  deletedConversations,
  deletedMessages,
  itemsInBin,
  partlyForgotten,
  partlyForgottenConversations,
} from '../../db/history/forget.ts';
import { giveBackSpace } from '../../db/history/give-back.ts';
import { devicesInLog, dropOldNotes, forgetOldOriginals, oldestSlice } from '../../db/history/log-slices.ts';
import { dropVersionsBefore } from '../../db/history/versions.ts';
import { putCheck } from '../../db/tables/checks.ts';
import type { WriteUnit } from '../../db/write.ts';
import { compactSlice } from './compact-slice.ts';
import type { KernelContext } from './context.ts';
import { ownWrite } from './own-write.ts';
import { endPurge, purgeConversation, purgeItem, purgeMessages } from './purge.ts';

/**
 * Makes room, when nobody waits: forgets what has been in the bin for long enough, and shortens the change log. In small units, each
 * whole by itself: cut off between any two, the next turn goes on from what the rows say.
 */
export interface Compaction {
  /** A turn soon, if none is due. */
  wake(): void;
  /** One whole turn, now. */
  run(signal?: AbortSignal): Promise<Compacted>;
  /** Forgets all that lies in the bin. Cut off, the rest stays in it. */
  emptyBin(signal?: AbortSignal, onProgress?: (done: number) => void): Promise<number>;
  /** Ends what is under way after its unit; resolves when it has ended. */
  close(): Promise<void>;
}

export interface Compacted {
  /** Things, and conversations, whose contents were forgotten. */
  readonly forgotten: number;
  readonly slices: number;
}

export interface CompactionOptions {
  readonly context: () => KernelContext;
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** The oldest change that a backup needs in the log; null where none does. */
  readonly neededFromMs: () => Promise<number | null>;
}

const FIRST_DELAY_MS = 90_000;
const EACH_MS = 6 * 3_600_000;
/** Operations that leave the log in one unit. */
const SLICE = 400;
/** Things that are forgotten in one unit. */
const FORGOTTEN_AT_ONCE = 10;
const MESSAGES_AT_ONCE = 100;

export function createCompaction({ context, after, neededFromMs }: CompactionOptions): Compaction {
  let turn: Promise<unknown> = Promise.resolve();
  let cancelTimer: () => void = () => undefined;
  const closing = new AbortController();

  const serially = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined); // told to whoever asked
    return done;
  };

  const either = (signal?: AbortSignal): AbortSignal =>
    signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);

  const schedule = (delayMs: number) => {
    cancelTimer();
    if (closing.signal.aborted) return;
    cancelTimer = after(delayMs, () => {
      run()
        .catch((thrown: unknown) => context().incidents.record('compaction', thrown))
        .finally(() => schedule(EACH_MS));
    });
  };

  const run = (signal?: AbortSignal) => serially(() => runTurn(inBackground(context(), either(signal)), neededFromMs));

  schedule(FIRST_DELAY_MS);
  return {
    wake: () => schedule(FIRST_DELAY_MS),
    run,
    emptyBin: (signal, onProgress) => serially(() => forgetBin(asAsked(context(), either(signal)), null, onProgress)),
    async close() {
      closing.abort();
      cancelTimer();
      await turn;
    },
  };
}

/** What a turn acts with: each of its units waits until it may be written. */
interface Turn {
  readonly context: KernelContext;
  readonly signal: AbortSignal;
  readonly mayWrite: () => Promise<unknown>;
}

/** In the background: not while somebody waits for an answer. What ends the turn ends its waiting. */
const inBackground = (context: KernelContext, signal: AbortSignal): Turn => {
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  return { context, signal, mayWrite: () => Promise.race([context.quiet.whenQuiet(), ended]) };
};

const asAsked = (context: KernelContext, signal: AbortSignal): Turn => ({ context, signal, mayWrite: async () => {} });

/** Null where the turn is over before the unit began. */
async function unitOf<T>(
  { context, signal, mayWrite }: Turn,
  type: string,
  body: (unit: WriteUnit) => Promise<T> | T,
): Promise<T | null> {
  await mayWrite();
  if (signal.aborted) return null;
  return (await context.writer.write(ownWrite(type, context.ids), body)).value;
}

async function runTurn(turn: Turn, neededFromMs: () => Promise<number | null>): Promise<Compacted> {
  const { context, signal } = turn;
  const { db, clock, settings, store, writer } = context;
  // What cannot be written now has time.
  if (writer.refusal !== null) return { forgotten: 0, slices: 0 };
  const { 'bin.keepDays': binDays, 'history.keepDays': historyDays } = await settings();
  const nowMs = clock.nowMs();
  const beforeMs = deletedBeforeMs(nowMs, binDays);
  const forgotten = beforeMs === null ? 0 : await forgetOld(turn, beforeMs);
  const fromMs = wholeFromMs(nowMs, await neededFromMs());
  const slices = await shortenLog(turn, fromMs, historyDays);
  await unitOf(turn, 'compact', async (unit) => {
    dropOldNotes(db, unit, { commandsMs: fromMs, runsMs: nowMs - RUN_DAYS * DAY_MS });
    if (historyDays !== 0) dropVersionsBefore(db, unit, nowMs - historyDays * DAY_MS);
    if (slices > 0) forgetOldOriginals(db, unit);
    putCheck(db, unit, 'compaction', { forgotten, slices, fromMs });
    if (forgotten > 0) await context.notices.raise(unit, 'bin-emptied', { count: forgotten }, { isNews: false });
  });
  if (slices > 0) context.originals.sweep();
  if (slices + forgotten > 0 && !signal.aborted) await giveBackSpace(store);
  return { forgotten, slices };
}

async function forgetOld(turn: Turn, beforeMs: number): Promise<number> {
  const items = await forgetBin(turn, beforeMs);
  await forgetRest(turn);
  await forgetMessages(turn, beforeMs);
  return items + (await forgetConversations(turn, beforeMs));
}

/** What was deleted of conversations that are there. */
async function forgetMessages(turn: Turn, beforeMs: number): Promise<void> {
  const { context } = turn;
  while (!turn.signal.aborted) {
    const parts = await deletedMessages(context.db, beforeMs, MESSAGES_AT_ONCE);
    if (parts.messages.length === 0) return;
    await unitOf(turn, 'forget', async (unit) => {
      await purgeMessages(context, unit, parts);
      endPurge(context, unit);
    });
  }
}

async function forgetBin(
  turn: Turn,
  beforeMs: number | null,
  onProgress: (done: number) => void = () => undefined,
): Promise<number> {
  let done = 0;
  while (!turn.signal.aborted) {
    const items = await itemsInBin(turn.context.db, beforeMs, FORGOTTEN_AT_ONCE);
    if (items.length === 0) break;
    await forgetUnit(turn, items, purgeItem);
    done += items.length;
    onProgress(done);
  }
  return done;
}

/** What was too much for one unit. */
async function forgetRest(turn: Turn): Promise<void> {
  while (!turn.signal.aborted) {
    const items = await partlyForgotten(turn.context.db, 1);
    if (items.length === 0) break;
    await forgetUnit(turn, items, purgeItem);
  }
  while (!turn.signal.aborted) {
    const conversations = await partlyForgottenConversations(turn.context.db, 1);
    if (conversations.length === 0) return;
    await forgetUnit(turn, conversations, purgeConversation);
  }
}

async function forgetConversations(turn: Turn, beforeMs: number): Promise<number> {
  const seen = new Set<Id>();
  while (!turn.signal.aborted) {
    const conversations = await deletedConversations(turn.context.db, beforeMs, 1);
    if (conversations.length === 0) break;
    for (const id of conversations) seen.add(id);
    await forgetUnit(turn, conversations, purgeConversation);
  }
  return seen.size;
}

async function forgetUnit(turn: Turn, ids: readonly Id[], forget: typeof purgeItem): Promise<void> {
  const { context } = turn;
  await unitOf(turn, 'forget', async (unit) => {
    for (const id of ids) await forget(context, unit, id);
    endPurge(context, unit);
  });
}

async function shortenLog(turn: Turn, fromMs: number, keepDays: number): Promise<number> {
  const { context, signal } = turn;
  let slices = 0;
  for (const deviceId of await devicesInLog(context.db)) {
    while (!signal.aborted) {
      const isShorter = await unitOf(turn, 'compact', async (unit) => {
        const slice = await oldestSlice(context.db, deviceId, fromMs, SLICE);
        if (slice !== null) await compactSlice(context, unit, slice, keepDays);
        return slice !== null;
      });
      if (isShorter !== true) break;
      slices += 1;
    }
  }
  return slices;
}
