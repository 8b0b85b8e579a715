import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tryCorruptions } from './corruption.ts';
import { launchBrowser } from './harness/browser.ts';
import type { TestServer } from './harness/serve.ts';
import type { Repaired } from './store-harness/damage.ts';
import { openStoreTab, serveStorePage } from './store-harness/page.ts';

/** Stores whose files are altered: `npm run test:corrupt` tries a thousand, here are the first few. */

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

describe.each([
  { kind: 'sqlite', count: 5 },
  { kind: 'pglite', count: 3 },
] as const)('on $kind', ({ kind, count }) => {
  test('a page overwritten with garbage is named, other tables are read, and the repair gives all back', async () => {
    const context = await browser.newContext();
    const tab = await openStoreTab(context, server.url);
    await tab.call('makeStore', { kind, closed: true });
    await tab.restart();
    await tab.call('keepFiles');
    const { found, ...repaired } = await tab.call<Repaired>('tryRepair', { kind });
    expect(found.some((each) => / tags$/.test(each))).toBe(true);
    expect(repaired).toMatchObject({ itemsRead: 240, left: [], sameTags: true });
    await context.close();
  }, 90_000);

  test.each([true, false])(
    'nothing wrong is shown as right whatever file is altered, closed in order: %s',
    async (closed) => {
      const seeds = Array.from({ length: count }, (_, at) => at + 1);
      const tried = await tryCorruptions(server.url, { kind, closed, seeds });
      expect(tried.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
    },
    120_000,
  );
});
