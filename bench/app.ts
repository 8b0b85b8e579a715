import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { DIST } from '../scripts/build.ts';
import { serveStatic } from '../scripts/serve.ts';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { launchProfile } from '../tests/browser/harness/browser.ts';

declare const window: Window & { readonly hearth: HearthClient };

export interface BenchApp {
  readonly page: Page;
  readonly context: BrowserContext;
  stopServer(): Promise<void>;
}

/** The built app in a browser with a profile of its own; gone when `measure` has settled. */
export async function withApp<T>(
  model: boolean,
  measure: (app: BenchApp) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const server = await serveStatic({ dir: DIST, basePath: '/hearth/' });
  try {
    return await inProfile(async (context) => {
      const page = await context.newPage();
      await page.goto(server.url);
      await page.evaluate(async (wanted) => {
        await window.hearth.ready();
        await window.hearth.command('set-setting', { key: 'model.enabled', value: wanted });
        await window.hearth.command('set-setting', { key: 'search.vectors', value: wanted });
      }, model);
      return measure({ page, context, stopServer: () => server.close() });
    }, flags);
  } finally {
    await server.close();
  }
}

export async function inProfile<T>(
  act: (context: BrowserContext) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const context = await launchProfile(profile, flags);
  context.setDefaultTimeout(60_000);
  try {
    return await act(context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

export const untilControlled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
