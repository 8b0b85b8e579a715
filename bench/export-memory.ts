import type { EngineKind } from '../src/db/stores/directory.ts';
import { browserOf, collectGarbage, watchPeak } from '../tests/browser/harness/renderer-memory.ts';
import { openStoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import type { TransferArgument } from '../tests/browser/store-harness/transfer.ts';
import { inProfile } from './app.ts';
import { CHUNKS, ORIGINAL_BYTES, ORIGINALS } from './export.ts';
import { type Figure, figure } from './figure.ts';

/** Above idle, of the 256 MB and more that are exported: a few pieces of them, and what the browser has not collected yet. */
const BOUND_MB = 200;

/**
 * Resident memory of the tab's renderer while 10,000 passages with vectors and 256 MB of originals are exported, saved,
 * checked and brought in again, above what it has with the same store open and idle. Linux.
 */
export async function measureExportMemory(chunks = CHUNKS, originals = ORIGINALS): Promise<Figure[]> {
  const server = await serveStorePage();
  const figures: Figure[] = [];
  try {
    for (const kind of ['pglite', 'sqlite'] as const) {
      const riseMb = await inProfile(async (context) => {
        const tab = await openStoreTab(context, server.url);
        await tab.call('open', { kind });
        await tab.call('fill', { from: 0, rows: chunks });
        await collectGarbage(context, tab.page);
        const meter = await watchPeak(browserOf(context), 'renderer');
        await tab.call('transfer', argumentOf(kind, originals));
        return meter.peakMb() - meter.idleMb;
      });
      figures.push(figure(`export-memory-peak-${kind}`, riseMb, { unit: 'MB', better: 'lower', goal: BOUND_MB }));
    }
  } finally {
    await server.close();
  }
  return figures;
}

const argumentOf = (kind: EngineKind, originals: number): TransferArgument => ({
  kind,
  originals,
  originalBytes: ORIGINAL_BYTES,
});
