import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrillReport } from '../src/core/backup/restore-report.ts';
import type { EngineKind } from '../src/db/stores/directory.ts';
import { launchProfile } from '../tests/browser/harness/browser.ts';
import type { BackedUp } from '../tests/browser/store-harness/backup.ts';
import { openStoreTab, type StoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import { type Figure, figure, median } from './figure.ts';

const CHUNKS = 100_000;
const CHUNKS_OF_ITEM = 10;
const EDITS = 5;
const MB = 1024 * 1024;

/** Backups of 100,000 passages in both engines: the first one, one after an edit, and a restore that is tried. Eight minutes. */
export async function measureBackups(chunks = CHUNKS): Promise<Figure[]> {
  const stores = await serveStorePage();
  try {
    const figures: Figure[] = [];
    for (const kind of ['pglite', 'sqlite'] as const) figures.push(...(await measureEngine(stores.url, kind, chunks)));
    return figures;
  } finally {
    await stores.close();
  }
}

async function measureEngine(url: string, kind: EngineKind, chunks: number): Promise<Figure[]> {
  // On a profile on the disk: in a private window each call to a file goes through another process.
  const profile = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const context = await launchProfile(profile);
  try {
    const tab = await openStoreTab(context, url);
    await tab.call('open', { kind });
    await tab.call('fillLibrary', { chunks });
    const base = await tab.call<BackedUp>('backUp', { isBase: true });
    const increments = await increment(tab, chunks / CHUNKS_OF_ITEM);
    const report = await tab.call<DrillReport>('drill', { kind: 'sqlite' });
    const seconds = report.elapsedMs / 1000;
    const named = (name: string) => `backup-${name}-${kind}`;
    return [
      figure(named('base'), base.bytes / MB / (base.ms / 1000), { unit: 'MB/s', better: 'higher' }),
      figure(named('base-share'), base.writtenBytes / base.bytes, { unit: '', better: 'lower' }),
      figure(named('increment'), median(increments.map(({ ms }) => ms)), { unit: 'ms', better: 'lower', goal: 1000 }),
      figure(named('increment-bytes'), median(increments.map(({ writtenBytes }) => writtenBytes)), {
        unit: 'B',
        better: 'lower',
      }),
      figure(named('drill'), seconds, { unit: 's', better: 'lower' }),
      figure(named('restore'), report.bytes / MB / seconds, { unit: 'MB/s', better: 'higher' }),
    ];
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function increment(tab: StoreTab, items: number): Promise<BackedUp[]> {
  const made: BackedUp[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    await tab.call('editOne', { at: (1000 + 997 * edit) % items });
    made.push(await tab.call<BackedUp>('backUp', { isBase: false }));
  }
  return made;
}
