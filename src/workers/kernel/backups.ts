import type { Kysely } from 'kysely';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupsView } from '../../core/backup/backup-queries.ts';
import { decideDropped } from '../../core/backup/keep-rule.ts';
import {
  type BackupManifest,
  type BackupReason,
  type BackupSummary,
  type LogPosition,
  summarize,
} from '../../core/backup/manifest.ts';
import type { BackupComparison } from '../../core/backup/restore-report.ts';
import { type BackupState, decideBackup, decideKind } from '../../core/backup/schedule.ts';
import { AppError, encodeError, throwIfAborted, toAppError } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import type { Clock, OnProgress } from '../../core/ports.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { readPosition } from '../../db/backup/changes.ts';
import { compareBackup } from '../../db/backup/compare-live.ts';
import { makeBackup } from '../../db/backup/make-backup.ts';
import { listBackups, readManifest, removeBackup, sweepSegments } from '../../db/backup/manifest-file.ts';
import { originalsOf } from '../../db/backup/originals-of.ts';
import { readShapes } from '../../db/logical/shapes.ts';
import type { Store } from '../../db/store.ts';
import { putCheck } from '../../db/tables/checks.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';
import type { Notices } from './notices.ts';
import { ownWrite } from './own-write.ts';
import type { Quiet } from './quiet.ts';
import type { SessionState } from './session-state.ts';

/** The backups that are kept in this browser: made when nobody waits, or when asked, and removed by the rule. */
export interface Backups {
  /** Sees what is there, and makes one when it is due; after the store has been opened. */
  open(): Promise<void>;
  view(): BackupsView;
  /** Rejects with `unsupported` where nothing is kept, `storage-full`, `cancelled`, or as the store does. */
  backUpNow(options?: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress }): Promise<BackupSummary>;
  /** Rejects with `conflict` while backups are read. */
  remove(id: string): Promise<void>;
  /** Rejects with `not-found` and `backup-damaged`. */
  compare(id: string, signal?: AbortSignal): Promise<BackupComparison>;
  /** Runs while none is made and none is removed. */
  alone<T>(work: (files: BackupFiles) => Promise<T>): Promise<T>;
  /** The next one reads every row: what is there does not count as what was written. */
  startAnew(): void;
  /** Those of these original files that a backup refers to; all of them where a backup cannot be read. */
  keptOriginals(hashes: readonly string[]): Promise<ReadonlySet<string>>;
  /** From when on the change log is wanted: the newest backup has what comes before. Null where there is none. */
  neededFromMs(): number | null;
  /** Something was written. */
  changed(tables: ReadonlySet<string>): void;
  /** The setting may have changed. */
  reschedule(): void;
  /** Ends what is under way: what it wrote is taken back. */
  close(): Promise<void>;
}

/** Runs where nobody else reads or adds backups, else resolves with false. */
export type WhenUnread = (work: () => Promise<void>) => Promise<boolean>;

export interface BackupsOptions {
  readonly store: Store;
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly quiet: Quiet;
  readonly session: SessionState;
  readonly settings: () => Promise<Settings>;
  readonly record: Incidents['record'];
  readonly notices: Pick<Notices, 'tell' | 'tellOver'>;
  /** Null where nothing is kept. */
  readonly files: BackupFiles | null;
  /** The place of the store. */
  readonly place: string | null;
  /** Which build of Hearth this is. */
  readonly app: string;
  /** Why the store was not backed up before its schema was changed now. */
  readonly unsaved: AppError | null;
  /** Default: nobody else is there. */
  readonly whenUnread?: WhenUnread | undefined;
  /** What there is may be other than before. */
  readonly onListed: () => void;
}

/** What is written there is no reason for a backup. */
const NO_REASON: ReadonlySet<string> = new Set(['checks', 'incidents', 'notices', 'embeddings', 'models']);

export function createBackups(options: BackupsOptions): Backups {
  const { store, db, writer, ids, clock, after, quiet, session, settings, record, notices, files } = options;
  const whenUnread = options.whenUnread ?? alone;
  const closing = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  let cancelTimer: () => void = () => undefined;
  let view: BackupsView = { ...NOTHING, available: files !== null };
  let newest: BackupManifest | null = null;
  let isChanged = true;
  let isEmpty = true;
  let isAnew = false;
  let openedMs = 0;

  const say = (change: Partial<BackupsView>) => {
    view = { ...view, ...change };
    session.set('session:backups', 'view', clock.nowMs());
  };

  const serially = <T>(work: (there: BackupFiles) => Promise<T>): Promise<T> => {
    const done = turn.then(() => {
      throwIfAborted(closing.signal);
      if (files === null) throw new AppError('unsupported', 'Nothing is kept here, so there are no backups.');
      return work(files);
    });
    turn = done.catch(() => undefined); // told to whoever asked
    return done;
  };

  const look = async (there: BackupFiles) => {
    const { backups, unreadable } = await listBackups(there);
    newest = backups[0] ?? null;
    say({
      backups: backups.map(summarize),
      unreadable: unreadable.map(({ id, error }) => ({ id, error: encodeError(error) })),
      sizeBytes: await there.sizeBytes(),
    });
    options.onListed();
  };

  const make = async (there: BackupFiles, reason: BackupReason, signal: AbortSignal, onProgress?: OnProgress) => {
    const kind = isAnew ? 'base' : decideKind(newest, clock.nowMs());
    const isOwn = reason === 'schedule';
    isChanged = false;
    say({ making: { done: 0, total: null } });
    try {
      await whenUnread(async () => void (await sweepSegments(there)));
      const manifest = await makeBackup({
        ...{ store, files: there, clock, ids, reason, signal },
        ...{ app: options.app, place: options.place },
        parent: kind === 'base' ? null : newest,
        exclusive: (work) => writer.exclusive(work),
        pause: isOwn ? () => quietOr(signal) : undefined,
        onProgress(progress) {
          say({ making: progress });
          onProgress?.(progress);
        },
      });
      isAnew = false;
      say({ failure: null });
      notices.tellOver('backup-failed', 'backup-again');
      await thin(there);
      await noteDown(manifest);
      return summarize(manifest);
    } catch (thrown) {
      isChanged = true;
      if (!signal.aborted) say({ failure: { atMs: clock.nowMs(), error: encodeError(thrown) } });
      throw thrown;
    } finally {
      say({ making: null });
      await look(there);
      await schedule();
    }
  };

  /** Until nobody waits, or it is over. */
  const quietOr = (signal: AbortSignal): Promise<void> => {
    const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    return Promise.race([quiet.whenQuiet(), ended]);
  };

  /** What is read just now stays until the next time. */
  const thin = (there: BackupFiles) =>
    whenUnread(async () => {
      const { backups } = await listBackups(there);
      for (const id of decideDropped(backups, clock.nowMs())) await there.removeManifest(id);
      await sweepSegments(there);
    });

  /** Where nothing can be written now, the list itself tells of the backup. */
  const noteDown = async ({ id, madeMs, elapsedMs, kind, writtenBytes, originals }: BackupManifest) => {
    if (writer.refusal !== null) return;
    const outcome = { id, madeMs, elapsedMs, kind, writtenBytes, originals: originals.count };
    await writer
      .write(ownWrite('note-backup', ids), (unit) => putCheck(db, unit, 'backup', outcome))
      .catch((thrown: unknown) => record('backup', thrown));
  };

  const stateNow = async (): Promise<BackupState> => {
    const interval = (await settings())['backup.every'];
    isEmpty = newest === null && (await isEmptyStore(store));
    const [newestMs, failedMs] = [newest?.madeMs ?? null, view.failure?.atMs ?? null];
    return { interval, openedMs, isEmpty, isChanged, newestMs, failedMs };
  };

  const schedule = async () => {
    cancelTimer();
    if (files === null || closing.signal.aborted) return;
    const inMs = decideBackup(await stateNow(), clock.nowMs());
    say({ nextMs: inMs === null ? null : clock.nowMs() + inMs });
    cancelTimer();
    if (inMs !== null && !closing.signal.aborted) cancelTimer = after(inMs, () => void runDue());
  };

  const runDue = () =>
    serially(async (there) => {
      await quietOr(closing.signal);
      throwIfAborted(closing.signal);
      await make(there, 'schedule', closing.signal);
    }).catch((thrown: unknown) => {
      if (closing.signal.aborted) return;
      record('backup', thrown);
      notices.tell('backup-failed', { code: toAppError(thrown).code });
    });

  const rescheduled = () => void schedule().catch((thrown: unknown) => record('backup', thrown));

  return {
    async open() {
      openedMs = clock.nowMs();
      if (options.unsaved !== null) {
        record('backup before migration', options.unsaved);
        notices.tell('backup-failed', { code: options.unsaved.code });
        say({ failure: { atMs: openedMs, error: encodeError(options.unsaved) } });
      }
      if (files === null) return;
      await serially(look);
      isChanged =
        newest === null || newest.place !== options.place || !samePosition(newest.position, await positionNow(store));
      await schedule();
    },
    view: () => view,
    backUpNow: ({ signal, onProgress } = {}) =>
      serially((there) => make(there, 'asked', either(closing.signal, signal), onProgress)),
    remove: (id) =>
      serially(async (there) => {
        if (!(await whenUnread(() => removeBackup(there, id)))) throw beingRead();
        await look(there);
        await schedule();
      }),
    compare: async (id, signal) => {
      if (files === null) throw new AppError('unsupported', 'Nothing is kept here, so there are no backups.');
      return compareBackup({ store, manifest: await readManifest(files, id), signal }, files);
    },
    alone: (work) =>
      serially(async (there) => {
        try {
          return await work(there);
        } finally {
          await look(there);
        }
      }),
    startAnew() {
      isAnew = true;
      isChanged = true;
      rescheduled();
    },
    async keptOriginals(hashes) {
      if (files === null || hashes.length === 0) return new Set();
      const { backups, unreadable } = await listBackups(files);
      if (unreadable.length > 0) return new Set(hashes);
      const wanted = new Set(hashes);
      const kept = new Set<string>();
      for (const manifest of backups) {
        const named = await originalsOf(files, manifest).catch(() => hashes);
        for (const hash of named) if (wanted.has(hash)) kept.add(hash);
        if (kept.size === wanted.size) break;
      }
      return kept;
    },
    neededFromMs: () => newest?.madeMs ?? null,
    changed(tables) {
      if ((isChanged && !isEmpty) || [...tables].every((table) => NO_REASON.has(table))) return;
      isChanged = true;
      rescheduled();
    },
    reschedule: rescheduled,
    async close() {
      closing.abort();
      cancelTimer();
      await turn;
    },
  };
}

const alone: WhenUnread = async (work) => {
  await work();
  return true;
};

const beingRead = () =>
  new AppError('conflict', 'Backups are being read just now. Wait until that is over, then remove it.', {
    retryable: true,
  });

const NOTHING: Omit<BackupsView, 'available'> = {
  backups: [],
  unreadable: [],
  sizeBytes: 0,
  making: null,
  drilling: null,
  nextMs: null,
  failure: null,
  drill: null,
};

const either = (one: AbortSignal, other: AbortSignal | undefined): AbortSignal =>
  other === undefined ? one : AbortSignal.any([one, other]);

const positionNow = async (store: Store): Promise<LogPosition> => readPosition(store, await readShapes(store));

const samePosition = (one: LogPosition, other: LogPosition): boolean =>
  JSON.stringify([one.sequences, one.revision, one.floors]) ===
  JSON.stringify([other.sequences, other.revision, other.floors]);

/** The workspace that every store has is nothing to lose. */
async function isEmptyStore(store: Store): Promise<boolean> {
  const { rows } = await store.query<{ found: number }>(
    'select 1 as found from items union all select 1 as found from conversations limit 1',
  );
  return rows.length === 0;
}
