import type { BrowserContext, Page } from 'playwright';
import { ortPlain } from '../../../scripts/vite-ort.ts';
import { storeImage } from '../../../scripts/vite-store-image.ts';
import { buildPage } from '../harness/build-page.ts';
import { serve, type TestServer } from '../harness/serve.ts';
import type { StoreReport } from './inspect.worker.ts';
import type { LoadReport } from './load.ts';
import type { KernelPage } from './main.ts';

declare const window: KernelPage;

/** Hearth without its interface, built as production code and served in a sub-path, under Hearth's policy. */
export async function serveKernelPage(): Promise<TestServer> {
  const plugins = () => [ortPlain(), storeImage()];
  const folder = await buildPage({ page: 'tests/browser/kernel-page', plugins });
  return serve({ folders: [folder], base: '/hearth/' });
}

/** A new tab with a client; it may still be opening. */
export async function openTab(context: BrowserContext, url: string, query = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}${query}`);
  await page.waitForFunction(() => 'inspect' in window);
  return page;
}

export const roleOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { connection } = window.hearth;
    return connection.state === 'ready' ? connection.role : connection.state;
  });

export const loadReport = (page: Page): Promise<LoadReport> => page.evaluate(() => window.load.report());

/** What the store holds, read past the kernel. No tab with a client may be open. */
export async function inspectStore(context: BrowserContext, url: string): Promise<StoreReport> {
  const page = await openTab(context, url, '?idle');
  try {
    return (await page.evaluate(() => window.inspect('report'))) as StoreReport;
  } finally {
    await page.close();
  }
}
