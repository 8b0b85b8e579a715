import { z } from 'zod';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import { AppError } from '../../core/errors.ts';
import { briefly, type HealthView, type SalvageReport } from '../../core/integrity/findings.ts';
import type { Progress } from '../../core/ports.ts';
import { listBackups } from '../../db/backup/manifest-file.ts';
import { finishRestore, restoreBackup } from '../../db/backup/restore-backup.ts';
import { deepCheck } from '../../db/integrity/deep-check.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import { newPlace, type Place, type Places } from '../../db/places.ts';
import { salvageStore } from '../../db/salvage/salvage-store.ts';
import type { Store } from '../../db/store.ts';
import { refuseSecond, type StorePlaces } from '../../db/store-places.ts';
import type { KernelContext } from './context.ts';
import type { CheckOptions } from './health.ts';

/**
 * Repairs a damaged store by making another one beside it, of the newest backup, of all that can still be read, and of the change
 * log. Nothing counts before `take`; the damaged store is only read, and is kept.
 */
export interface StoreRepair {
  /** Rejects with `unsupported` where nothing is kept, `conflict` while another store is being made, `storage-full`, `cancelled`. */
  start(options: CheckOptions): Promise<SalvageReport>;
  /** From now on what was saved is in use: this kernel ends. Rejects with `not-found`. */
  take(): Promise<void>;
  drop(): Promise<void>;
  view(): Pick<HealthView, 'salvage' | 'salvaging'>;
}

const noteSchema = z.object({ task: z.literal('repair') });
const isOurs = ({ pending }: Places) => noteSchema.safeParse(pending?.note).success;

export function createStoreRepair(
  context: () => KernelContext,
  places: StorePlaces | null,
  backups: BackupFiles | null,
): StoreRepair {
  let salvage: SalvageReport | null = null;
  let salvaging: Progress | null = null;

  const here = () => {
    if (places === null) throw new AppError('unsupported', 'Nothing is kept here, so nothing can be repaired.');
    return places;
  };

  const say = (change: Partial<{ salvage: SalvageReport | null; salvaging: Progress | null }>) => {
    if ('salvage' in change) salvage = change.salvage ?? null;
    if ('salvaging' in change) salvaging = change.salvaging ?? null;
    context().session.set('session:health', 'repair', context().clock.nowMs());
  };

  const drop = async () => {
    const { pending, ...known } = await here().read();
    say({ salvage: null });
    if (pending !== null && isOurs({ pending, ...known })) await here().drop(pending.place.id);
  };

  const fill = async (place: Place, { signal, onProgress }: CheckOptions): Promise<SalvageReport> => {
    const { store, blobs, clock } = context();
    const backup = await restoreNewest(here(), place, backups, context());
    const target = await here().open(place);
    try {
      if (backup !== null) await finishRestore({ store: target, migrations: MIGRATIONS, clock });
      const tables = await salvageStore({ source: store, target, signal, onProgress });
      await oneSelf(store, target);
      const nowMs = () => performance.now();
      const { findings } = await deepCheck({ store: target, blobs, allOriginals: true, signal, nowMs });
      const left = findings.filter(({ check }) => check !== 'texts');
      return { backupMs: backup?.madeMs ?? null, tables, left: briefly(left) };
    } finally {
      await target.close();
    }
  };

  return {
    async start(options) {
      if (salvaging !== null) throw new AppError('conflict', 'A repair is under way already.');
      const known = await here().read();
      if (isOurs(known)) await drop();
      else refuseSecond(known);
      const { ids, clock, place: current } = context();
      const place = newPlace(ids.next(), current?.kind ?? 'sqlite', 'repair', clock.nowMs());
      say({ salvaging: { done: 0, total: null }, salvage: null });
      await here().begin({ place, note: { task: 'repair' } });
      try {
        const onProgress = (progress: Progress) => {
          say({ salvaging: progress });
          options.onProgress?.(progress);
        };
        const report = await fill(place, { ...options, onProgress });
        say({ salvage: report });
        return report;
      } catch (thrown) {
        await drop();
        throw thrown;
      } finally {
        say({ salvaging: null });
      }
    },
    async take() {
      const known = await here().read();
      if (salvage === null || known.pending === null || !isOurs(known)) {
        throw new AppError('not-found', 'What was saved is not here any more. Repair it again.');
      }
      await here().switchTo(known.pending.place);
      context().restart();
    },
    drop,
    view: () => ({ salvage, salvaging }),
  };
}

/** The newest backup, into the store of the place; null where there is none, or where it cannot be restored. */
async function restoreNewest(
  places: StorePlaces,
  place: Place,
  files: BackupFiles | null,
  { incidents }: KernelContext,
): Promise<BackupManifest | null> {
  const manifest = files === null ? undefined : (await listBackups(files)).backups[0];
  if (files === null || manifest === undefined) return null;
  const store = await places.open(place, manifest.schemaVersion);
  try {
    await restoreBackup({ files, manifest, store });
    return manifest;
  } catch (thrown) {
    incidents.record('repair', thrown); // what it left is merged with what can be read
    return null;
  } finally {
    await store.close();
  }
}

/** The device goes on as the one that it was, where that can be read. */
async function oneSelf(source: Store, target: Store): Promise<void> {
  const own = await source
    .query<{ id: string }>('select id from devices where is_self = $1', [true])
    .then(({ rows }) => rows[0]?.id ?? null)
    .catch(() => null);
  if (own === null) return;
  await target.query('update devices set is_self = $1 where id <> $2', [false, own]);
}
