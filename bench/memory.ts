import type { BrowserContext, Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { browserOf, collectGarbage, residentMb } from '../tests/browser/harness/renderer-memory.ts';
import { openStoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import { inProfile, withApp } from './app.ts';
import { type Figure, figure } from './figure.ts';

declare const window: Window & { readonly hearth: HearthClient };

/** Until the engine has given back what a start leaves behind. */
const IDLE_MS = 15_000;

/**
 * Resident memory of an idle tab with the sample library and no model, against a tab with bare PGlite, each opened on what
 * an earlier tab has made. A minute; Linux.
 */
export async function measureMemory(): Promise<Figure[]> {
  const bareMb = await measureBare();
  const oursMb = await withApp(false, async ({ page, context }) => {
    await page.evaluate(async () => {
      await window.hearth.importSample();
      await window.hearth.settled();
    });
    const url = page.url();
    await page.close();
    const next = await context.newPage();
    await next.goto(url);
    await next.evaluate(() => window.hearth.settled());
    return idleMb(context, next);
  });
  return [figure('idle-tab-memory', oursMb, { unit: 'MB', better: 'lower', baseline: bareMb, goal: 1.3 })];
}

async function measureBare(): Promise<number> {
  const server = await serveStorePage();
  try {
    return await inProfile(async (context) => {
      const first = await openStoreTab(context, server.url);
      await first.call('bareOpen', { tables: 0 });
      await first.call('bareClose');
      await first.page.close();
      const tab = await openStoreTab(context, server.url);
      await tab.call('bareOpen', { tables: 0 });
      return idleMb(context, tab.page);
    });
  } finally {
    await server.close();
  }
}

async function idleMb(context: BrowserContext, page: Page): Promise<number> {
  await collectGarbage(context, page);
  await page.waitForTimeout(IDLE_MS);
  return residentMb(browserOf(context));
}
