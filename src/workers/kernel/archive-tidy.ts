import { createMemoryCacheFiles } from '../../adapters/files/cache-files.ts';
import { persistIndex } from '../../core/search/persist.ts';
import { ARCHIVE_MEDIA_TYPE, openPart } from '../../db/archive/part-file.ts';
import {
  type ArchivePartRecord,
  archivedIdsOfPart,
  archiveParts,
  removePart,
  replacePartFile,
} from '../../db/tables/archives.ts';
import { putBlob } from '../../db/tables/texts.ts';
import { putFile } from './archive-parts.ts';
import { indexOfPart } from './archives.ts';
import type { KernelContext } from './context.ts';
import { ownWrite } from './own-write.ts';

/** Takes out of the files of archives what has come back from them, or was deleted for good: soon, one file at a time. */
export interface Tidying {
  ask(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const DELAY_MS = 3_000;

export function createTidying(
  context: () => KernelContext,
  after: (delayMs: number, run: () => void) => () => void,
): Tidying {
  let cancel: (() => void) | null = null;
  let work: Promise<void> = Promise.resolve();
  let closed = false;

  const tidy = () =>
    tidyArchives(context(), () => closed).catch((thrown: unknown) => context().incidents.record('archive', thrown));

  return {
    ask() {
      if (closed) return;
      cancel ??= after(DELAY_MS, () => {
        cancel = null;
        work = work.then(tidy);
      });
    },
    idle: () => work,
    close() {
      closed = true;
      cancel?.();
      return work;
    },
  };
}

/** Parts of which nothing is wanted are removed; of others the file is written anew without what has left it. */
export async function tidyArchives(context: KernelContext, isOver: () => boolean): Promise<void> {
  const { db, writer, ids, originals, archives } = context;
  for (const part of await archiveParts(db)) {
    if (isOver() || writer.refusal !== null) return;
    if (part.held === part.items) continue;
    if (part.held > 0) await rewritePart(context, part);
    else await writer.write(ownWrite('remove-archive-part', ids), (unit) => removePart(db, unit, part));
    archives.changed();
    originals.sweep();
  }
}

async function rewritePart(context: KernelContext, record: ArchivePartRecord): Promise<void> {
  const { db, writer, ids, originals, blobs } = context;
  await originals.whileCopying(async () => {
    const kept = await archivedIdsOfPart(db, record);
    const part = await openPart(await blobs.get(record.file));
    const items = await Promise.all(kept.map((itemId) => part.readItem(itemId)));
    const files = createMemoryCacheFiles();
    const index = await indexOfPart(part);
    for (const itemId of index.itemIds()) if (!kept.includes(itemId)) index.remove(itemId);
    index.compact();
    await persistIndex(index, files);
    const written = await putFile(context, items, files);
    await writer.write(ownWrite('rewrite-archive-part', ids), async (unit) => {
      // What has left meanwhile is in the new file once more, until the next time.
      if ((await archivedIdsOfPart(db, record)).length === 0) return;
      putBlob(db, unit, { hash: written.file, sizeBytes: written.sizeBytes, mediaType: ARCHIVE_MEDIA_TYPE });
      replacePartFile(db, unit, record, { ...written, items: items.length });
    });
  });
}
