import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright';
import { sqliteAlone } from '../scripts/vite-sqlite.ts';
import { storeImage } from '../scripts/vite-store-image.ts';
import type { EngineKind } from '../src/db/stores/directory.ts';
import { launchProfile } from '../tests/browser/harness/browser.ts';
import { buildPage } from '../tests/browser/harness/build-page.ts';
import { browserOf, collectGarbage, residentMb } from '../tests/browser/harness/renderer-memory.ts';
import { serve } from '../tests/browser/harness/serve.ts';
import { openStoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import { type Figure, figure, median } from './figure.ts';

interface Measured {
  readonly createMs: number[];
  readonly reopenMs: number[];
  readonly commands: number[];
  readonly bulkMs: number[];
  readonly readMs: number[];
  readonly bytes: number[];
  readonly rebuildMs: number[];
  readonly fullBytes: number[];
  readonly fullMb: number[];
}

const COMMANDS = 200;
const BULK_ROWS = 10_000;
const FULL_CHUNKS = 100_000;

/** SQLite against PostgreSQL, in turn, each in a browser of its own: medians of `rounds`, and one store of 100,000 passages. Five minutes. */
export async function measureEngines(rounds = 3): Promise<Figure[]> {
  const stores = await serveStorePage();
  const page = await buildPage({ page: 'bench/pages/write', plugins: () => [sqliteAlone(), storeImage()] });
  const writes = await serve({ base: '/hearth/', folders: [page] });
  const measured = { pglite: nothing(), sqlite: nothing() };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const kind of ['pglite', 'sqlite'] as const) {
        await inNewProfile((context) => measureOpening(context, stores.url, kind, measured[kind]));
        await inNewProfile((context) => measureWriting(context, writes.url, kind, measured[kind]));
      }
    }
    for (const kind of ['pglite', 'sqlite'] as const) {
      await inNewProfile((context) => measureFull(context, writes.url, kind, measured[kind]));
    }
  } finally {
    await Promise.all([stores.close(), writes.close()]);
  }
  const compared = (name: string, of: keyof Measured, unit: string): Figure =>
    figure(name, median(measured.sqlite[of]), { unit, better: 'lower', baseline: median(measured.pglite[of]) });
  return [
    compared('engines-create', 'createMs', 'ms'),
    compared('engines-reopen', 'reopenMs', 'ms'),
    compared('engines-command-p50', 'commands', 'ms'),
    compared('engines-insert-10k', 'bulkMs', 'ms'),
    compared('engines-read-10k', 'readMs', 'ms'),
    compared('engines-size-10k', 'bytes', 'B'),
    compared('engines-rebuild-index-100k', 'rebuildMs', 'ms'),
    compared('engines-size-100k', 'fullBytes', 'B'),
    compared('engines-memory-100k', 'fullMb', 'MB'),
  ];
}

const nothing = (): Measured => ({
  createMs: [],
  reopenMs: [],
  commands: [],
  bulkMs: [],
  readMs: [],
  bytes: [],
  rebuildMs: [],
  fullBytes: [],
  fullMb: [],
});

/** On a profile on the disk: in a private window each call to a file goes through another process. */
async function inNewProfile(measure: (context: BrowserContext) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const context = await launchProfile(profile);
  try {
    await measure(context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function measureOpening(context: BrowserContext, url: string, kind: EngineKind, into: Measured): Promise<void> {
  const tab = await openStoreTab(context, url);
  const open = async () => (await tab.call<{ timings: { readyMs: number } }>('open', { kind })).timings.readyMs;
  into.createMs.push(await open());
  await tab.call('close');
  await tab.restart();
  into.reopenMs.push(await open());
}

async function measureWriting(context: BrowserContext, url: string, kind: EngineKind, into: Measured): Promise<void> {
  const tab = await context.newPage();
  await tab.goto(url);
  const times = await tab.evaluate(([count, engine, rows]) => window.writeBench.measure(count, engine, rows), [
    COMMANDS,
    kind,
    BULK_ROWS,
  ] as const);
  into.commands.push(median(times.commands));
  into.bulkMs.push(times.bulkMs);
  into.readMs.push(times.readMs);
  into.bytes.push(times.bytes);
}

async function measureFull(context: BrowserContext, url: string, kind: EngineKind, into: Measured): Promise<void> {
  const tab = await context.newPage();
  await tab.goto(url);
  const times = await tab.evaluate(([chunks, engine]) => window.writeBench.rebuild(chunks, engine), [
    FULL_CHUNKS,
    kind,
  ] as const);
  await collectGarbage(context, tab);
  into.rebuildMs.push(times.rebuildMs);
  into.fullBytes.push(times.bytes);
  into.fullMb.push(await residentMb(browserOf(context)));
}
