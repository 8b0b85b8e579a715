import storeImageUrl from 'virtual:store-image';
import { z } from 'zod';
import { openBackupFiles } from '../../adapters/backup/opfs-backup-files.ts';
import { openBlobStore } from '../../adapters/files/blob-store.ts';
import { BACKUPS_LOCK } from '../../core/backup/backup-files.ts';
import { type BackupManifest, summarize } from '../../core/backup/manifest.ts';
import { checkInput } from '../../core/check-input.ts';
import { encodeError } from '../../core/errors.ts';
import { createIdSource } from '../../core/ids.ts';
import { drillBackup } from '../../db/backup/drill.ts';
import { listBackups, readManifest } from '../../db/backup/manifest-file.ts';
import { originalsOf } from '../../db/backup/originals-of.ts';
import { finishRestore, migrationsFor, restoreBackup } from '../../db/backup/restore-backup.ts';
import { readablePlaces } from '../../db/find-places.ts';
import { readWitness } from '../../db/integrity/witness.ts';
import type { Migration } from '../../db/migrate.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import { openStore } from '../../db/open.ts';
import { beginRestore, dropMove, dropRestored, endRestore, RESTORE_LOCK } from '../../db/pending-restore.ts';
import { dropPlace, newPlace, type Place, rootOf } from '../../db/places.ts';
import { LAYOUTS, storeFolder } from '../../db/stores/directory.ts';
import { orNull, privateRoot } from '../../db/stores/opfs.ts';
import type { CallContext } from '../link/expose.ts';
import { STORE_LOCK } from '../link/locks.ts';
import type { BackupCalls, RestoredPlace } from './backups.api.ts';

/** What a drill fills lies here, and is removed with it; what a drill that was cut off has left is removed by the next. */
const DRILLS = 'hearth-drills';

const clock = { nowMs: () => Date.now() };
const ids = createIdSource(clock, { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) });

const restoreRequest = z.strictObject({ id: z.string(), kind: z.enum(['pglite', 'sqlite']) });
const drillRequest = z.strictObject({ id: z.string() });

export const backupCalls = {
  async backups() {
    const { backups, unreadable } = await listBackups(await backupFiles());
    return {
      backups: backups.map(summarize),
      unreadable: unreadable.map(({ id, error }) => ({ id, error: encodeError(error) })),
      later: await laterThan(backups),
    };
  },
  restore: (input, context) => alone(context, () => restore(checkInput(restoreRequest, input, 'restore'), context)),
  'drop-restored': (_, context) =>
    alone(context, async () => {
      await dropRestored();
      return null;
    }),
  drill: (input, context) => alone(context, () => drill(checkInput(drillRequest, input, 'drill').id, context)),
} satisfies {
  [M in keyof BackupCalls]: (input: BackupCalls[M]['input'], context: CallContext) => Promise<BackupCalls[M]['output']>;
};

/** As the witness beside the store says, which can be read where the store itself cannot be opened. */
async function laterThan(backups: readonly BackupManifest[]): Promise<Record<string, number>> {
  const { current } = (await readablePlaces()) ?? { current: null };
  const folder = current === null ? null : await storeFolder(rootOf(current), LAYOUTS[current.kind]);
  const note = folder === null ? null : await readWitness(folder);
  if (note === null) return {};
  const own = backups.filter(({ place }) => place === current?.id);
  return Object.fromEntries(
    own.map(({ id, position }) => [id, Math.max(0, note.sequence - (position.sequences[note.deviceId] ?? 0))]),
  );
}

const alone = <T>({ signal }: CallContext, work: () => Promise<T>): Promise<T> =>
  navigator.locks.request(RESTORE_LOCK, { signal }, () =>
    navigator.locks.request(BACKUPS_LOCK, { mode: 'shared', signal }, work),
  );

const backupFiles = async () => openBackupFiles(await privateRoot());

async function restore(
  { id, kind }: z.output<typeof restoreRequest>,
  { signal, progress }: CallContext,
): Promise<RestoredPlace> {
  const files = await backupFiles();
  const manifest = await readManifest(files, id);
  const migrations = migrationsFor(manifest, MIGRATIONS);
  await dropRestored();
  await dropIdleMove();
  const place = newPlace(ids.next(), kind, 'restore', clock.nowMs());
  await beginRestore(place);
  try {
    const store = await openAt(place, rootOf(place), migrations);
    try {
      await restoreBackup({ files, manifest, store, signal, onProgress: progress });
      await finishRestore({ store, migrations: MIGRATIONS, clock });
    } finally {
      await store.close();
    }
    await endRestore(place);
    return { placeId: place.id, items: summarize(manifest).items, missingOriginals: await countMissing(manifest) };
  } catch (thrown) {
    await dropPlace(place.id);
    throw thrown;
  }
}

/** Where no kernel has the store, nobody goes on with a move of it; its copy would be in the way. */
const dropIdleMove = (): Promise<void> =>
  navigator.locks.request(STORE_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await dropMove();
  });

async function countMissing(manifest: BackupManifest): Promise<number> {
  const there = new Set(await (await openBlobStore(await privateRoot())).list());
  return (await originalsOf(await backupFiles(), manifest)).filter((hash) => !there.has(hash)).length;
}

async function openAt({ kind }: Pick<Place, 'kind'>, root: string, migrations: readonly Migration[]) {
  // The image is of the newest schema: a backup of an older one begins with its own migrations.
  const imageUrl = migrations.length === MIGRATIONS.length ? storeImageUrl : null;
  return (await openStore({ migrations, clock, kind, imageUrl, root })).store;
}

async function drill(id: string, { signal, progress }: CallContext) {
  const root = await privateRoot();
  const files = await openBackupFiles(root);
  const manifest = await readManifest(files, id);
  const removeAll = () => orNull(root.removeEntry(DRILLS, { recursive: true }));
  await removeAll();
  return drillBackup({
    ...{ files, manifest, migrations: MIGRATIONS, clock, signal, onProgress: progress },
    originals: await openBlobStore(root),
    async openScratch(migrations) {
      // The engine that opens quickly: what is tried is the backup.
      const store = await openAt({ kind: 'sqlite' }, `${DRILLS}/${ids.next()}`, migrations);
      return {
        store,
        async remove() {
          await store.close();
          await removeAll();
        },
      };
    },
  });
}
