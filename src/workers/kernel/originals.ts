import type { Kysely } from 'kysely';
import type { IdSource } from '../../core/ids.ts';
import type { BlobStore } from '../../core/ports.ts';
import { isCopyingRunning, unusedBlobs } from '../../db/tables/kept-blobs.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';
import { ownWrite } from './own-write.ts';

/**
 * Which originals are kept: those that an item has or had, and those that an import has yet to read. The others were left by
 * imports that were stopped or cut off, by archives that have been opened, and by files that could not be read.
 */
export interface Originals {
  /** Bytes are being copied that no row tells of yet: nothing is removed meanwhile. */
  whileCopying<T>(work: () => Promise<T>): Promise<T>;
  /** Removes what is not kept. Nothing is removed while an import acts: its end asks again. */
  sweep(): void;
  /** Resolves when no sweep is under way. */
  idle(): Promise<void>;
}

export interface OriginalsOptions {
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly blobs: BlobStore;
  /** Which of these a store that is kept, or a backup, may need although no row of this store tells of them. */
  readonly keptElsewhere: (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly record: Incidents['record'];
}

/** Removed at once: what is written waits for them. */
const PORTION = 64;

export function createOriginals({ db, writer, ids, blobs, keptElsewhere, record }: OriginalsOptions): Originals {
  let copying = 0;
  let removing: Promise<unknown> = Promise.resolve();
  let sweeping: Promise<void> = Promise.resolve();
  let isAsked = false;
  let isLate = false;

  const unusedOf = async (hashes: readonly string[]) => {
    const unused = await unusedBlobs(db, hashes);
    const kept = await keptElsewhere(unused);
    return unused.filter((hash) => !kept.has(hash));
  };

  const removeAll = (hashes: readonly string[]) => Promise.all(hashes.map((hash) => blobs.remove(hash)));

  /** In the queue of writes, where no import can begin, go on or tell of what it copied. False where one acts. */
  const remove = async (hashes: readonly string[]): Promise<boolean> => {
    const { value } = await writer.write(ownWrite('sweep', ids), async () => {
      if (await isCopyingRunning(db)) return false;
      const unused = await unusedOf(hashes);
      isLate = copying > 0;
      if (isLate) return false;
      removing = removeAll(unused);
      await removing;
      return true;
    });
    return value;
  };

  const sweepNow = async () => {
    isAsked = false;
    isLate = false;
    if (writer.refusal !== null) return;
    const unused = await unusedOf(await blobs.list());
    for (let at = 0; at < unused.length; at += PORTION) {
      if (!(await remove(unused.slice(at, at + PORTION)))) return;
    }
  };

  const sweep = () => {
    if (isAsked) return;
    isAsked = true;
    // What stays takes room and does no other harm: the next end of an import, or the next start, tries again.
    sweeping = sweeping.then(sweepNow).catch((thrown: unknown) => record('originals', thrown));
  };

  return {
    async whileCopying(work) {
      copying++;
      try {
        await removing.catch(() => undefined); // told by the sweep
        return await work();
      } finally {
        if (--copying === 0 && isLate) sweep();
      }
    },
    sweep,
    idle: () => sweeping,
  };
}
