import type { DraftFile, DraftFiles } from '../../adapters/export/draft-files.ts';
import { AppError } from '../../core/errors.ts';
import { dumpSql } from '../../db/export/sql-dump.ts';
import { countRows } from '../../db/export/table-lines.ts';
import { readShapes } from '../../db/logical/shapes.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import type { KernelContext } from './context.ts';
import { makeArchive } from './export-archive.ts';
import type { ExportCall } from './export-files.ts';
import { type ItemsToExport, makeItemsArchive } from './export-items.ts';
import type { MadeExport } from './kernel.api.ts';

/** Everything, or chosen things, as one file: made in the kernel, saved by the page. */
export interface Exports {
  /** Rejects with `storage-full`, `cancelled`, and `conflict` while another one is made. */
  archive(call: ExportCall): Promise<MadeExport>;
  sql(call: ExportCall): Promise<MadeExport>;
  /** Chosen things: their texts and files. */
  items(asked: ItemsToExport, call: ExportCall): Promise<MadeExport>;
  /** The file that was made last has been saved: what lay here for it is removed. */
  saved(): Promise<void>;
  /** Removes what an earlier kernel left. */
  sweep(): Promise<void>;
}

/** A page may go on saving what the kernel before made; longer than that nobody does. */
const KEPT_MS = 24 * 3_600_000;

export function createExports(context: () => KernelContext, drafts: DraftFiles, app: string): Exports {
  let last: DraftFile | null = null;
  let isBusy = false;

  const saved = async () => {
    const draft = last;
    last = null;
    await draft?.discard();
  };

  /** `make` has a draft of its own, which goes where it fails. */
  const alone = async <T>(make: (draft: DraftFile) => Promise<T>): Promise<T> => {
    if (isBusy) throw new AppError('conflict', 'An export is being made already. Wait for it, or stop it.');
    isBusy = true;
    try {
      await saved();
      const draft = await drafts.create();
      try {
        const made = await make(draft);
        last = draft;
        return made;
      } catch (thrown) {
        await draft.discard();
        throw thrown;
      }
    } finally {
      isBusy = false;
    }
  };

  return {
    archive: (call) =>
      alone(async (draft) => {
        const { bytes, manifest } = await makeArchive(context(), draft, app, call);
        return { name: `hearth-export-${dayOf(manifest.madeMs)}.zip`, bytes, missing: manifest.missing.length };
      }),
    sql: (call) => alone((draft) => makeDump(context(), draft, call)),
    items: (asked, call) =>
      alone(async (draft) => {
        const made = await makeItemsArchive(context(), draft, asked, call);
        return { name: `hearth-things-${dayOf(context().clock.nowMs())}.zip`, ...made };
      }),
    saved,
    sweep: () => drafts.sweep(context().clock.nowMs() - KEPT_MS),
  };
}

async function makeDump(
  { store, writer, clock }: KernelContext,
  draft: DraftFile,
  { signal, onProgress }: ExportCall,
): Promise<MadeExport> {
  const madeMs = clock.nowMs();
  const encoder = new TextEncoder();
  await writer.exclusive(async () => {
    const shapes = await readShapes(store);
    const total = await countRows(store, shapes);
    let done = 0;
    const onRows = (rows: number) => {
      done += rows;
      onProgress?.({ done, total, note: 'tables' });
    };
    for await (const text of dumpSql(store, shapes, { migrations: MIGRATIONS, madeMs, signal, onRows })) {
      await draft.write(encoder.encode(text));
    }
  });
  return { name: `hearth-${dayOf(madeMs)}.sql`, bytes: await draft.close(), missing: 0 };
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
