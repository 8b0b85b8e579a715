import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { ExportManifest } from '../../core/export/manifest.ts';
import type { BroughtIn } from '../../core/export/transfer.ts';
import type { EngineKind } from '../../core/place-queries.ts';
import { countStore, leaveDevice } from '../../db/export/store-counts.ts';
import { newPlace, type Place, type Places } from '../../db/places.ts';
import { refuseSecond, type StorePlaces } from '../../db/store-places.ts';
import type { KernelContext } from './context.ts';
import type { ExportCall } from './export-files.ts';
import { type CheckedArchive, checkArchive, loadOriginals, loadTables } from './import-archive.ts';

/**
 * Brings an export into a store of its own beside the one in use. Nothing counts before `take`: until then, and after a cut at
 * any step, what was made is removed and all is as it was.
 */
export interface BringIn {
  /**
   * Checks the whole file before anything is made. Rejects with `backup-damaged`, `version-mismatch`, `storage-full`,
   * `unsupported` where nothing is kept, `conflict` while another store is being made, or `cancelled`.
   */
  start(file: Blob, kind: EngineKind, call: ExportCall): Promise<BroughtIn>;
  /** From now on it counts, and the store before it is kept; this kernel ends. Rejects with `not-found`. */
  take(): Promise<void>;
  drop(): Promise<void>;
  /** Removes what an earlier kernel had begun, or nobody decided on. */
  sweep(): Promise<void>;
}

/** The engine packs rows in its own way, and keeps a log. */
const ROOM_SHARE = 2;
const noteSchema = z.object({ task: z.literal('bring-in') });
const isOurs = ({ pending }: Places) => noteSchema.safeParse(pending?.note).success;

export function createBringIn(context: () => KernelContext, places: StorePlaces | null): BringIn {
  let isBusy = false;

  const here = () => {
    if (places === null) throw new AppError('unsupported', 'Nothing is kept here, so nothing can be brought in.');
    return places;
  };

  /** A store that is half-made is of no use to anybody. */
  const removeWhatIsThere = async () => {
    const known = await here().read();
    if (known.pending === null || !isOurs(known)) return;
    await here().drop(known.pending.place.id);
    context().originals.sweep();
  };

  const make = async (archive: CheckedArchive, kind: EngineKind, call: ExportCall): Promise<BroughtIn> => {
    const { clock, ids, store, blobs } = context();
    const place = newPlace(ids.next(), kind, 'restore', clock.nowMs());
    await here().begin({ place, note: { task: 'bring-in' } });
    try {
      await fill(here(), place, archive, call);
      await loadOriginals(blobs, archive, call);
      const there = await finish(here(), place);
      return summary(archive.manifest, kind, there, await countStore(store));
    } catch (thrown) {
      await removeWhatIsThere();
      throw thrown;
    }
  };

  return {
    async start(file, kind, call) {
      if (isBusy) throw new AppError('conflict', 'An export is being brought in already. Wait for it, or stop it.');
      isBusy = true;
      try {
        const known = await here().read();
        if (isOurs(known)) await removeWhatIsThere();
        else refuseSecond(known);
        const archive = await checkArchive(file, context().schemaVersion, call);
        await refuseWithoutRoom(context(), archive.manifest);
        return await make(archive, kind, call);
      } finally {
        isBusy = false;
      }
    },
    async take() {
      const known = await here().read();
      if (isBusy || known.pending === null || !isOurs(known)) {
        throw new AppError('not-found', 'What was brought in is not here any more. Bring it in again.');
      }
      await here().switchTo(known.pending.place);
      context().restart();
    },
    drop: removeWhatIsThere,
    async sweep() {
      if (places !== null && !isBusy) await removeWhatIsThere();
    },
  };
}

/** In the version of the export, so that its rows fit. */
async function fill(places: StorePlaces, place: Place, archive: CheckedArchive, call: ExportCall): Promise<void> {
  const store = await places.open(place, archive.manifest.schemaVersion);
  try {
    await loadTables(store, archive, call);
  } finally {
    await store.close();
  }
}

/** Opened anew, in the version of today: as the next kernel will. */
async function finish(places: StorePlaces, place: Place) {
  const store = await places.open(place);
  try {
    await leaveDevice(store);
    return await countStore(store);
  } finally {
    await store.close();
  }
}

async function refuseWithoutRoom({ usage }: KernelContext, { tables, originals }: ExportManifest): Promise<void> {
  const rows = tables.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const files = originals.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const wanted = Math.round(rows * ROOM_SHARE) + files;
  const { storage } = await usage.read();
  const free = storage.quotaBytes === 0 ? Number.POSITIVE_INFINITY : storage.quotaBytes - storage.usageBytes;
  if (wanted <= free) return;
  const message =
    'There is no room in this browser for what the export holds beside what is here now. Nothing was changed.';
  throw new AppError('storage-full', message, { details: { wanted, free } });
}

const summary = (
  { madeMs, appVersion, originals, missing }: ExportManifest,
  engine: EngineKind,
  there: BroughtIn['there'],
  here: BroughtIn['here'],
): BroughtIn => ({ madeMs, appVersion, engine, there, here, originals: originals.length, missing: missing.length });
