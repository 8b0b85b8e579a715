import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineKind } from '../src/db/stores/directory.ts';
import { launchProfile } from '../tests/browser/harness/browser.ts';
import { openStoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import type { TransferArgument, Transferred } from '../tests/browser/store-harness/transfer.ts';
import { type Figure, figure } from './figure.ts';

export const CHUNKS = 10_000;
export const ORIGINALS = 64;
export const ORIGINAL_BYTES = 4 * 1024 * 1024;
const MB = 1024 * 1024;

/** 10,000 passages with vectors and 256 MB of originals, out of each engine and into it, against a copy of the same file. */
export async function measureExport(chunks = CHUNKS, originals = ORIGINALS): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of ['pglite', 'sqlite'] as const) {
    figures.push(...figuresOf(kind, await measureEngine(kind, chunks, originals)));
  }
  return figures;
}

function figuresOf(kind: EngineKind, measured: Transferred): Figure[] {
  const { bytes, tableBytes, heldMs, madeMs, savedMs, copiedMs, checkedMs, loadedMs } = measured;
  const rate = (ms: number) => bytes / MB / (ms / 1000);
  const against = { unit: 'MB/s', better: 'higher', baseline: rate(copiedMs), goal: 0.5 } as const;
  const engine = kind === 'pglite' ? '' : `-${kind}`;
  return [
    figure(`export-mb-per-s${engine}`, rate(madeMs + savedMs), against),
    figure(`import-archive-mb-per-s${engine}`, rate(checkedMs + loadedMs), against),
    figure(`export-held-ms${engine}`, heldMs, { unit: 'ms', better: 'lower' }),
    figure(`export-rows-mb-per-s${engine}`, tableBytes / MB / (heldMs / 1000), { unit: 'MB/s', better: 'higher' }),
  ];
}

async function measureEngine(kind: EngineKind, chunks: number, originals: number): Promise<Transferred> {
  // On a profile on the disk: in a private window each call to a file goes through another process.
  const profile = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const server = await serveStorePage();
  const context = await launchProfile(profile);
  try {
    const tab = await openStoreTab(context, server.url);
    await tab.call('open', { kind });
    await tab.call('fill', { from: 0, rows: chunks });
    const argument: TransferArgument = { kind, originals, originalBytes: ORIGINAL_BYTES };
    return await tab.call<Transferred>('transfer', argument);
  } finally {
    await context.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
}
