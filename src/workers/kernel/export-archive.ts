import type { DraftFile } from '../../adapters/export/draft-files.ts';

import { createZipWriter, type ZipWriter } from '../../adapters/export/zip-writer.ts';

import { EXPORT_GUIDE } from '../../core/export/guide.ts';
import {
  EXPORT_FORMAT,
  type ExportedTable,
  type ExportManifest,
  GUIDE_PATH,
  MANIFEST_PATH,
  tablePath,
} from '../../core/export/manifest.ts';
import { createSafePaths } from '../../core/export/safe-paths.ts';
import { exportedNotes, exportedOriginals } from '../../db/export/exported-files.ts';
import { countRows, tableLines } from '../../db/export/table-lines.ts';
import { readShapes } from '../../db/logical/shapes.ts';
import type { KernelContext } from './context.ts';
import { addNotes, addOriginals, type ExportCall } from './export-files.ts';

/** Everything as one ZIP. */

export interface MadeArchive {
  readonly bytes: Blob;
  readonly manifest: ExportManifest;
}

type Context = Pick<KernelContext, 'store' | 'db' | 'clock' | 'blobs' | 'schemaVersion'> & {
  readonly writer: Pick<KernelContext['writer'], 'exclusive'>;
  readonly originals: Pick<KernelContext['originals'], 'whileCopying'>;
};

/**
 * Writes wait while rows are read, so that the tables fit each other; originals are read afterwards, which nothing changes.
 * Rejects with `storage-full` or `cancelled`; the draft is the caller's.
 */
export function makeArchive(
  context: Context,
  draft: DraftFile,
  appVersion: string,
  call: ExportCall,
): Promise<MadeArchive> {
  return context.originals.whileCopying(async () => {
    const madeMs = context.clock.nowMs();
    const zip = await createZipWriter(draft, madeMs);
    const paths = createSafePaths();
    await zip.stream(GUIDE_PATH, [encoder.encode(EXPORT_GUIDE)]);
    const { tables, notes, named } = await context.writer.exclusive(async () => ({
      tables: await addTables(context, zip, call),
      notes: await addNotes({ zip, paths, top: 'notes' }, exportedNotes(context.db), call),
      named: await exportedOriginals(context.db),
    }));
    const { originals, missing } = await addOriginals(context.blobs, { zip, paths, top: 'originals' }, named, call);
    const manifest: ExportManifest = {
      format: EXPORT_FORMAT,
      schemaVersion: context.schemaVersion,
      appVersion,
      engine: `${context.store.capabilities.name} ${context.store.capabilities.version}`,
      madeMs,
      tables,
      originals,
      notes,
      missing,
    };
    await zip.stream(MANIFEST_PATH, [encoder.encode(JSON.stringify(manifest))]);
    return { bytes: await zip.finish(), manifest };
  });
}

const encoder = new TextEncoder();

async function addTables(
  { store }: Context,
  zip: ZipWriter,
  { signal, onProgress }: ExportCall,
): Promise<ExportedTable[]> {
  const shapes = await readShapes(store);
  const total = await countRows(store, shapes);
  const tables: ExportedTable[] = [];
  let done = 0;
  for (const shape of shapes) {
    let rows = 0;
    const onRows = (count: number) => {
      rows += count;
      done += count;
      onProgress?.({ done, total, note: 'tables' });
    };
    const path = tablePath(shape.name);
    const written = await zip.stream(path, tableLines(store, shape, { signal, onRows }));
    tables.push({ name: shape.name, path, columns: [...shape.columns], rows, ...written });
  }
  return tables;
}
