import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrillReport } from '../../src/core/backup/restore-report.ts';
import { launchBrowser } from './harness/browser.ts';
import type { TestServer } from './harness/serve.ts';
import type { BackedUp } from './store-harness/backup.ts';
import { openStoreTab, type StoreTab, serveStorePage } from './store-harness/page.ts';

/** Backups in the real files of a browser, with both engines. */

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveStorePage();
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function inNewProfile(run: (tab: StoreTab) => Promise<void>): Promise<void> {
  const context: BrowserContext = await browser.newContext();
  try {
    await run(await openStoreTab(context, server.url));
  } finally {
    await context.close();
  }
}

interface Here {
  readonly ids: readonly string[];
  readonly segments: number;
}

test.each([
  ['pglite', 'sqlite'],
  ['sqlite', 'pglite'],
] as const)('a store of %s is backed up in files, and comes back in %s', { timeout: 90_000 }, async (kind, other) => {
  await inNewProfile(async (tab) => {
    await tab.call('open', { kind });
    await tab.call('fillLibrary', { chunks: 2000 });
    const base = await tab.call<BackedUp>('backUp', { isBase: true });
    expect(base.kind).toBe('base');
    await tab.call('editOne', { at: 77 });
    const increment = await tab.call<BackedUp>('backUp', { isBase: false });
    expect(increment.kind).toBe('increment');
    expect(increment.writtenBytes).toBeLessThan(base.writtenBytes / 2);
    const report = await tab.call<DrillReport>('drill', { kind: other });
    expect(report.tables.filter(({ isSame }) => !isSame)).toEqual([]);
    expect(report.tables.find(({ name }) => name === 'chunks')?.rows).toBe(2000);
    await tab.call('close');
  });
});

test('a segment that is cut short on the disk is named, removed, and written again', { timeout: 90_000 }, async () => {
  await inNewProfile(async (tab) => {
    await tab.call('open', { kind: 'sqlite' });
    await tab.call('fillLibrary', { chunks: 500 });
    await tab.call('backUp', { isBase: true });
    expect(await tab.call('spoilSegment')).toBe(1);
    await expect(tab.call('drill', { kind: 'sqlite' })).rejects.toThrow('“items”');
    await tab.call('backUp', { isBase: false });
    const healed = await tab.call<DrillReport>('drill', { kind: 'sqlite' });
    expect(healed.tables.every(({ isSame }) => isSame)).toBe(true);
    for (const _ of [1, 2]) await tab.call('removeNewest');
    expect(await tab.call<Here>('backups')).toMatchObject({ ids: [], segments: 0 });
    await tab.call('close');
  });
});
