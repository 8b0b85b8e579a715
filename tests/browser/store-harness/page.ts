import type { BrowserContext, Page } from 'playwright';
import { sqliteAlone } from '../../../scripts/vite-sqlite.ts';
import { storeImage } from '../../../scripts/vite-store-image.ts';
import { buildPage } from '../harness/build-page.ts';
import { serve, type TestServer } from '../harness/serve.ts';

/** Builds the page of the store's tests as production code and serves it in a sub-path, under Hearth's policy. */
export async function serveStorePage(): Promise<TestServer> {
  const folder = await buildPage({ page: 'tests/browser/store-harness', plugins: () => [sqliteAlone(), storeImage()] });
  return serve({ folders: [folder], base: '/hearth/' });
}

/** One tab with one store worker. */
export interface StoreTab {
  readonly page: Page;
  call<T = unknown>(name: string, argument?: unknown): Promise<T>;
  /** Ends the worker, as a closed tab would, and starts another. */
  restart(): Promise<void>;
}

export async function openStoreTab(context: BrowserContext, url: string): Promise<StoreTab> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'hearthStore' in window);
  await page.evaluate(() => window.hearthStore.start());
  return {
    page,
    async call<T>(name: string, argument?: unknown) {
      const value = await page.evaluate(([to, what]) => window.hearthStore.call(String(to), what), [name, argument]);
      return value as T;
    },
    async restart() {
      await page.evaluate(() => {
        window.hearthStore.stop();
        window.hearthStore.start();
      });
    },
  };
}
