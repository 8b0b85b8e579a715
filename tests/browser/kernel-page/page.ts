import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright';
import { ortRuntimes } from '../../../scripts/vite-ort.ts';
import { sqliteAlone } from '../../../scripts/vite-sqlite.ts';
import { storeImage } from '../../../scripts/vite-store-image.ts';
import { buildPage } from '../harness/build-page.ts';
import { serve, type TestServer } from '../harness/serve.ts';
import type { StoreReport } from './inspect.worker.ts';
import type { LoadReport } from './load.ts';
import type { KernelPage } from './main.ts';

declare const window: KernelPage;

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));

/** Hearth without its interface, built as production code. Returns the folder. */
export const buildKernelPage = (): Promise<string> =>
  buildPage({
    page: 'tests/browser/kernel-page',
    plugins: () => [ortRuntimes(), sqliteAlone(), storeImage()],
  });

/** Served in a sub-path, under Hearth's policy. */
export async function serveKernelPage({ models = false } = {}): Promise<TestServer> {
  const folder = await buildKernelPage();
  return serve({ folders: models ? [folder, PUBLIC] : [folder], base: '/hearth/' });
}

/** The engine that new stores are made with: `HEARTH_STORE=sqlite` for the second one. */
const { HEARTH_STORE } = process.env;

/** A new tab with a client; it may still be opening. */
export async function openTab(context: BrowserContext, url: string, query = ''): Promise<Page> {
  const page = await context.newPage();
  const address = new URL(query, url);
  if (HEARTH_STORE !== undefined) address.searchParams.set('store', HEARTH_STORE);
  await page.goto(address.href);
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

export interface Account {
  readonly sent: Set<string>;
  readonly acknowledged: Set<string>;
  /** Of an import: files done, as numbers. */
  readonly progress: Set<string>;
  /** Of an answer: its parts, as JSON. */
  readonly part: Set<string>;
}

export const newAccount = (): Account => ({
  sent: new Set(),
  acknowledged: new Set(),
  progress: new Set(),
  part: new Set(),
});

/** What tabs send and what is acknowledged to them, kept here, where no crash of theirs can lose it. */
export async function keepAccount(context: BrowserContext, account: Account): Promise<Account> {
  await context.exposeBinding('tell', (_, event: keyof Account, value: string) => void account[event].add(value));
  return account;
}
