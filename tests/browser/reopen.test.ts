import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureReopening } from '../../bench/reopen.ts';
import { launchBrowser } from './harness/browser.ts';
import type { TestServer } from './harness/serve.ts';
import { serveStorePage } from './store-harness/page.ts';

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

/** A segment of PostgreSQL's log, or a page or two of a table. */
const BOUND_BYTES = 4_500_000;

test.each(['pglite', 'sqlite'] as const)(
  'opening, changing one thing and closing again and again adds no files: %s',
  async (kind) => {
    const context = await browser.newContext();
    try {
      const { files, bytes } = await measureReopening(context, server.url, kind, 7);
      // What a first opening leaves is made by the second.
      expect(Math.max(...files.slice(2)) - (files[2] ?? 0)).toBeLessThanOrEqual(2);
      expect(Math.max(...bytes.slice(2)) - (bytes[2] ?? 0)).toBeLessThan(BOUND_BYTES);
    } finally {
      await context.close();
    }
  },
  60_000,
);
