import { type Kysely, sql } from 'kysely';
import type { Operation } from '../../core/changes.ts';
import { AppError, throwIfAborted, toAppError } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import {
  type BootCheck,
  briefly,
  type DeepCheck,
  type Finding,
  finding,
  forbidsWriting,
  type HealthView,
  mergeFindings,
} from '../../core/integrity/findings.ts';
import type { BlobStore, Clock, OnProgress, Progress } from '../../core/ports.ts';
import { bootCheck, countAll, sequenceOf } from '../../db/integrity/boot-check.ts';
import { type DeepProgress, deepCheck } from '../../db/integrity/deep-check.ts';
import type { Witness, WitnessNote } from '../../db/integrity/witness.ts';
import type { Store } from '../../db/store.ts';
import type { FileFault } from '../../db/stores/pglite/pool-seal.ts';
import { putCheck, readChecks } from '../../db/tables/checks.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';
import type { Indexer } from './indexer.ts';
import type { Notices } from './notices.ts';
import { ownWrite } from './own-write.ts';
import type { Quiet } from './quiet.ts';
import type { SessionState } from './session-state.ts';

/** Whether the store is well: looked at when it is opened, and read through when nobody waits. */
export interface Health {
  readonly boot: BootCheck;
  /** Whether nothing may be written because of what was found. */
  readonly readOnly: boolean;
  view(): Omit<HealthView, 'salvage' | 'salvaging'>;
  /** What could not be read while the kernel opens: it opens read only. Throws what says nothing of the data. */
  unreadable(thrown: unknown): void;
  /** What the reading gives, or `instead` where it could not be done, which is `unreadable`. */
  tolerate<T>(reading: Promise<T>, instead: T): Promise<T>;
  /** What was acknowledged is noted beside the store. */
  committed(operations: readonly Operation[]): void;
  /** Refuses writes where that could make a damage worse, and begins to look after the store. */
  open(parts: HealthParts): void;
  /** Reads everything, makes again what can be made again. Rejects with `cancelled`; one at a time. */
  check(options?: CheckOptions): Promise<DeepCheck>;
  /** Ends a check: the next start goes on with it. */
  rest(): Promise<void>;
  /** Notes that the store was closed in order; after the last write, before the store is closed. */
  close(): Promise<void>;
  /** After the store was closed. */
  closed(): void;
}

export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export interface HealthOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly schemaVersion: number;
  /** Null where nothing is kept. */
  readonly witness: Witness | null;
  /** What opening found of the engine's files. */
  readonly faults: readonly FileFault[];
  readonly onFound: (readOnly: boolean) => void;
}

/** What there is only when the store was looked at. */
export interface HealthParts {
  readonly db: Kysely<Database>;
  readonly deviceId: string;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly blobs: BlobStore;
  readonly indexer: Indexer;
  readonly quiet: Quiet;
  readonly session: SessionState;
  readonly record: Incidents['record'];
  readonly notices: Pick<Notices, 'tell' | 'tellOver'>;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

const CHECK = 'deep-check';
const PROGRESS = 'deep-check-progress';
const FIRST_DELAY_MS = 120_000;
const EVERY_MS = 24 * 3_600_000;

export const READ_ONLY =
  'Part of what is stored here is damaged. It can be read; nothing can be changed until it is repaired, under Settings, Your data.';

/** Looks at the store. Never rejects: what cannot be read is what it found. */
export async function openHealth(options: HealthOptions): Promise<Health> {
  const { store, clock, witness, faults, schemaVersion } = options;
  const boot = await bootCheck({ store, witness, faults, nowMs: () => performance.now() });
  const closing = new AbortController();
  let findings: readonly Finding[] = boot.findings;
  let readOnly = forbidsWriting(findings);
  let deep: DeepCheck | null = null;
  let checking: Progress | null = null;
  let rebuilt = 0;
  let parts: HealthParts | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let cancelTimer = () => {};
  const position = { deviceId: '', sequence: 0 };

  const note = (state: WitnessNote['state'], counters: WitnessNote['counters'] = null) => {
    if (witness === null || position.deviceId === '') return;
    const held = briefly(findings.filter(({ repair }) => repair === 'salvage'));
    witness.note({ state, schemaVersion, ...position, counters, findings: held }, state === 'closed');
  };

  const here = () => {
    if (parts === null) throw new AppError('internal', 'The store is not open yet.');
    return parts;
  };

  const say = () => parts?.session.set('session:health', 'state', clock.nowMs());

  const applyFindings = (found: readonly Finding[]) => {
    findings = found;
    readOnly = forbidsWriting(found);
    here().writer.refuse(readOnly ? new AppError('read-only', READ_ONLY) : null, 'damage');
    options.onFound(readOnly);
    note('open');
  };

  const keep = async (name: string, outcome: unknown) => {
    const { db, writer, ids } = here();
    if (writer.refusal !== null) return;
    await writer.write(ownWrite('note-check', ids), (unit) => putCheck(db, unit, name, outcome));
  };

  /** Where an earlier kernel was, if it is not long ago. */
  const begun = async (): Promise<DeepProgress | null> => {
    const found = (await readChecks(here().db, [PROGRESS])).get(PROGRESS);
    if (found === undefined || found.outcome === null || clock.nowMs() - Number(found.atMs) > EVERY_MS) return null;
    return found.outcome as DeepProgress;
  };

  const examine = async ({ signal, onProgress }: CheckOptions, asked: boolean): Promise<DeepCheck> => {
    const { quiet, blobs } = here();
    const stop = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
    const report = await deepCheck({
      store,
      blobs,
      allOriginals: asked,
      from: asked ? null : await begun().catch(() => null),
      turn: asked ? pause : () => quiet.whenQuiet().then(pause),
      onStep: asked ? undefined : (progress) => keep(PROGRESS, progress),
      onProgress(progress) {
        checking = progress;
        onProgress?.(progress);
        say();
      },
      signal: stop,
      nowMs: () => performance.now(),
    });
    throwIfAborted(stop);
    return { ...report, atMs: clock.nowMs() };
  };

  const perform = async (call: CheckOptions, asked: boolean): Promise<DeepCheck> => {
    checking = { done: 0, total: null };
    say();
    try {
      const report = await examine(call, asked);
      applyFindings([...boot.findings.filter(isSeenOnlyAtStart), ...report.findings]);
      deep = report;
      const mended = await rebuild(here(), report.findings);
      rebuilt += mended;
      if (!asked) tellFound(here().notices, report.findings, mended);
      await keep(CHECK, { ...report, findings: briefly(report.findings) });
      await keep(PROGRESS, null);
      return report;
    } finally {
      checking = null;
      say();
    }
  };

  const check: Health['check'] = (call = {}) => {
    const done = running.catch(() => undefined).then(() => perform(call, true));
    running = done;
    return done;
  };

  const schedule = (delayMs: number) => {
    cancelTimer = here().after(delayMs, () => {
      running = running
        .catch(() => undefined)
        .then(() => perform({}, false))
        .catch((thrown: unknown) => {
          if (toAppError(thrown).code !== 'cancelled') here().record('check', thrown);
        })
        .finally(() => {
          if (!closing.signal.aborted) schedule(EVERY_MS);
        });
    });
  };

  const begin = async () => {
    const { db } = here();
    const held = (await readChecks(db, [CHECK])).get(CHECK);
    if (held?.outcome) deep = held.outcome as DeepCheck;
    const dueMs = (deep?.atMs ?? 0) + EVERY_MS - clock.nowMs();
    if (!closing.signal.aborted) schedule(Math.max(FIRST_DELAY_MS, dueMs));
    say();
  };

  const unreadable = (thrown: unknown): void => {
    const { code } = toAppError(thrown);
    if (code !== 'store-corrupt' && !(readOnly && code === 'read-only')) throw thrown;
    findings = mergeFindings([...findings, finding('unreadable', null, [], 1)]);
    readOnly = true;
    parts?.writer.refuse(new AppError('read-only', READ_ONLY), 'damage');
  };

  return {
    boot,
    get readOnly() {
      return readOnly;
    },
    unreadable,
    tolerate: (reading, instead) =>
      reading.catch((thrown: unknown) => {
        unreadable(thrown);
        return instead;
      }),
    view: () => ({ readOnly, boot: { ...boot, findings: briefly(findings) }, deep, checking, rebuilt }),
    committed(operations) {
      const last = operations.at(-1);
      if (last === undefined) return;
      position.sequence = last.sequence;
      note('open');
    },
    open(given) {
      parts = given;
      position.deviceId = given.deviceId;
      if (readOnly) {
        given.writer.refuse(new AppError('read-only', READ_ONLY), 'damage');
        options.onFound(true);
      }
      running = sequenceOf(store, given.deviceId)
        .then((sequence) => {
          position.sequence = Math.max(position.sequence, sequence, witness?.last?.sequence ?? 0);
          note('open');
        })
        .then(begin)
        .catch((thrown: unknown) => given.record('check', thrown));
    },
    check,
    async rest() {
      closing.abort();
      cancelTimer();
      await running.catch(() => undefined);
    },
    async close() {
      const counters = await countAll(store).catch(() => null);
      note('closed', counters);
    },
    closed: () => witness?.close(),
  };
}

/** What the files were like, and that changes are missing behind the end of the log, reading all rows does not tell. */
const isSeenOnlyAtStart = ({ check, fault }: Finding) => check === 'files' || fault === 'writes-missing';

/** In things: how many of them are not right, and how many of those were made again. Whoever asked for a check sees it. */
function tellFound(notices: HealthParts['notices'], findings: readonly Finding[], mended: number): void {
  const found = findings.reduce((sum, { count }) => sum + count, 0);
  if (found === 0) notices.tellOver('check-found');
  else notices.tell('check-found', { found, mended });
}

/** Between two slices others have their turn. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Derived things that are wrong are made again from what they are derived from. Returns how many. */
async function rebuild(parts: HealthParts, findings: readonly Finding[]): Promise<number> {
  const { db, writer, ids, indexer } = parts;
  const derived = findings.filter(({ repair }) => repair === 'rebuild');
  if (derived.length === 0 || writer.refusal !== null) return 0;
  const ofItems = derived.filter(({ check, where }) => check === 'texts' || where === 'chunks');
  const items = [...new Set(ofItems.flatMap((each) => each.ids))];
  for (const itemId of items) {
    await writer.write(ownWrite('read-again', ids), (unit) => {
      unit.device('item_texts', emptyText(db, itemId));
      indexer.textChanged(unit, itemId);
    });
  }
  await indexer.settled();
  return items.length;
}

/** Where the row of the text itself is missing. */
const emptyText = (db: Kysely<Database>, itemId: string) => ({
  compile: () =>
    sql`insert into item_texts (item_id, text, text_hash, source_map, places, folded, revision, indexed_revision)
      values (${itemId}, '', '', '[]', '[]', '[]', 0, 0) on conflict (item_id) do nothing`.compile(db),
});
