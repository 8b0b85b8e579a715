import type { Kysely } from 'kysely';
import type { BackupsView, DrillOutcome } from '../../core/backup/backup-queries.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import { type DrillReport, isDrillGood } from '../../core/backup/restore-report.ts';
import { decideDrill } from '../../core/backup/schedule.ts';
import { AppError, encodeError, throwIfAborted, toAppError } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import type { Clock, OnProgress } from '../../core/ports.ts';
import { findStrayed } from '../../db/backup/compare-live.ts';
import { readManifest, removeDamagedSegments } from '../../db/backup/manifest-file.ts';
import type { Store } from '../../db/store.ts';
import { putCheck, readChecks } from '../../db/tables/checks.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Backups } from './backups.ts';
import type { Incidents } from './incidents.ts';
import type { Notices } from './notices.ts';
import { ownWrite } from './own-write.ts';
import type { Quiet } from './quiet.ts';
import type { SessionState } from './session-state.ts';

/** Restores the newest backup now and then, into a store that is thrown away, and says whether that worked. */
export interface BackupDrill {
  /** Sees when the last one was, and carries one out when it is due; after `Backups.open`. */
  open(): Promise<void>;
  view(): Pick<BackupsView, 'drilling' | 'drill'>;
  /** Of the newest backup, unless another one is named. What it finds wrong is in the outcome; rejects with `not-found`, `cancelled`. */
  run(
    id: string | null,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress },
  ): Promise<DrillOutcome>;
  /** The newest backup may be another one. */
  reschedule(): void;
  close(): Promise<void>;
}

/** Restores a backup outside of the kernel, see `drillBackup`. */
export type TryRestore = (
  id: string,
  options: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
) => Promise<DrillReport>;

export interface BackupDrillOptions {
  readonly store: Store;
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly quiet: Quiet;
  readonly session: SessionState;
  readonly record: Incidents['record'];
  readonly notices: Pick<Notices, 'tell' | 'tellOver'>;
  readonly backups: Backups;
  /** The place of the store. */
  readonly place: string | null;
  /** Null where no restore can be tried. */
  readonly tryRestore: TryRestore | null;
}

interface Examining {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** Awaited between pages, for what nobody waits for. */
  readonly pause: (() => Promise<void>) | undefined;
}

const CHECK = 'drill';
const RETRY_MS = 3_600_000;

export function createBackupDrill(options: BackupDrillOptions): BackupDrill {
  const { store, db, writer, ids, clock, after, quiet, session, record, notices, backups, tryRestore } = options;
  const closing = new AbortController();
  let cancelTimer: () => void = () => undefined;
  let view: Pick<BackupsView, 'drilling' | 'drill'> = { drilling: null, drill: null };
  let openedMs = 0;
  /** Not again at once where one could not be carried out. */
  let notBeforeMs = 0;
  let running: Promise<unknown> = Promise.resolve();

  const say = (change: Partial<typeof view>) => {
    view = { ...view, ...change };
    session.set('session:backups', 'drill', clock.nowMs());
  };

  const examine = async (manifest: BackupManifest, { signal, onProgress, pause }: Examining): Promise<DrillOutcome> => {
    if (tryRestore === null) throw new AppError('unsupported', 'No restore can be tried here.');
    const report = await tryRestore(manifest.id, { signal, onProgress });
    throwIfAborted(signal);
    const differing = await findStrayed({ store, manifest, clock, place: options.place, pause, signal });
    const isGood = isDrillGood(report) && differing.length === 0;
    return { atMs: clock.nowMs(), report, differing, error: null, isGood };
  };

  const failed = (thrown: unknown): DrillOutcome => ({
    atMs: clock.nowMs(),
    report: null,
    differing: [],
    error: encodeError(thrown),
    isGood: false,
  });

  const settle = async (manifest: BackupManifest, outcome: DrillOutcome) => {
    say({ drill: outcome });
    await writer
      .write(ownWrite('note-drill', ids), (unit) => putCheck(db, unit, CHECK, outcome))
      .catch((thrown: unknown) => record('drill', thrown));
    if (outcome.isGood) return notices.tellOver('drill-failed');
    notices.tell('drill-failed', {});
    record('drill', new AppError('backup-damaged', 'A restore was tried, and something was not as it should be.'));
    // What is damaged is of no use to any backup: where its rows are as they were, the next one writes it again.
    await backups.alone((files) => removeDamagedSegments(files, manifest));
    backups.startAnew();
  };

  const run = async (id: string | null, { signal, onProgress, pause }: Examining): Promise<DrillOutcome> => {
    const chosen = id ?? backups.view().backups[0]?.id;
    if (chosen === undefined) throw new AppError('not-found', 'There is no backup yet.');
    const manifest = await backups.alone((files) => readManifest(files, chosen));
    say({ drilling: { done: 0, total: null } });
    try {
      const tell: OnProgress = (progress) => {
        say({ drilling: progress });
        onProgress(progress);
      };
      const outcome = await examine(manifest, { signal, pause, onProgress: tell }).catch((thrown: unknown) => {
        if (signal.aborted || UNTOLD.has(toAppError(thrown).code)) throw thrown;
        return failed(thrown);
      });
      await settle(manifest, outcome);
      return outcome;
    } finally {
      say({ drilling: null });
      notBeforeMs = clock.nowMs() + RETRY_MS;
      schedule();
    }
  };

  const schedule = () => {
    cancelTimer();
    if (tryRestore === null || closing.signal.aborted) return;
    const newestMs = backups.view().backups[0]?.madeMs ?? null;
    const inMs = decideDrill({ newestMs, openedMs, drilledMs: view.drill?.atMs ?? null }, clock.nowMs());
    if (inMs === null) return;
    cancelTimer = after(Math.max(inMs, notBeforeMs - clock.nowMs()), () => void runDue());
  };

  /** Until nobody waits, or it is over. */
  const whenQuiet = (): Promise<void> => {
    const { signal } = closing;
    const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    return Promise.race([quiet.whenQuiet(), ended]);
  };

  const runDue = async () => {
    await whenQuiet();
    if (closing.signal.aborted) return;
    const background = { signal: closing.signal, pause: whenQuiet, onProgress: () => undefined };
    running = run(null, background).catch((thrown: unknown) => {
      if (!closing.signal.aborted) record('drill', thrown);
    });
    await running;
  };

  return {
    async open() {
      openedMs = clock.nowMs();
      const found = (await readChecks(db, [CHECK])).get(CHECK);
      // Written by `settle`, and by nobody else.
      if (found !== undefined) say({ drill: found.outcome as DrillOutcome });
      schedule();
    },
    view: () => view,
    run: (id, { signal, onProgress = () => undefined } = {}) =>
      run(id, {
        signal: signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]),
        onProgress,
        pause: undefined,
      }),
    reschedule: schedule,
    async close() {
      closing.abort();
      cancelTimer();
      await running;
    },
  };
}

/** Nothing is wrong with the backup then. */
const UNTOLD: ReadonlySet<string> = new Set(['cancelled', 'storage-full', 'unsupported', 'offline', 'timeout']);
