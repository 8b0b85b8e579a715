import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page, Worker } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { TestServer } from '../browser/harness/serve.ts';
import { type BrowserProcess, startBrowser } from '../browser/kernel-page/browser-process.ts';
import type { KernelPage } from '../browser/kernel-page/main.ts';
import { buildKernelPage, openTab, roleOf, serveKernelPage } from '../browser/kernel-page/page.ts';

declare const window: KernelPage;

let server: TestServer;
let folder: string;
let browser: BrowserProcess;
let context: BrowserContext;

beforeAll(async () => {
  server = await serveKernelPage();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-troubles-'));
  browser = await startBrowser(folder);
  context = browser.context;
});
afterEach(async () => {
  server.files.clear();
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => server?.close());

const ready = (page: Page): Promise<void> => page.evaluate(() => window.hearth.ready());

async function openReady(query = ''): Promise<Page> {
  const page = await openTab(context, server.url, query);
  await ready(page);
  return page;
}

/** What a call comes to: `done`, or the code and the sentence of its error. */
const failureOf = (page: Page, call: 'ready' | 'status'): Promise<{ code: string; message: string }> =>
  page.evaluate(
    (name) =>
      window.hearth[name]().then(
        () => ({ code: 'done', message: '' }),
        (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
      ),
    call,
  );

const untilRole = (page: Page, role: string, timeout = 40_000): Promise<void> =>
  vi.waitFor(async () => expect(await roleOf(page)).toBe(role), { timeout, interval: 50 });

const writeNote = (page: Page, title: string): Promise<string> =>
  page.evaluate(async (text) => {
    const { hearth } = window;
    const itemId = hearth.newId();
    await hearth.command('create-note', { itemId, title: text });
    return itemId;
  }, title);

function kernelWorker(page: Page): Worker {
  const worker = page.workers().find((one) => one.url().includes('kernel.worker'));
  if (worker === undefined) throw new Error('this page has no kernel');
  return worker;
}

/** Ends the worker from inside, without a word to its page. */
const endWorker = (worker: Worker): Promise<unknown> => worker.evaluate(() => self.close()).catch(() => undefined);

test('tabs that are opened while the kernel opens are served as soon as it is there', async () => {
  const pages = await Promise.all([0, 1, 2].map(() => openTab(context, server.url)));
  await Promise.all(pages.map((page, at) => writeNote(page, `Note ${at}`)));
  const roles = await Promise.all(pages.map(roleOf));
  expect(roles.toSorted()).toEqual(['follower', 'follower', 'leader']);
  const status = await pages[0]?.evaluate(() => window.hearth.status());
  expect(status).toMatchObject({ items: 3, engine: 'pglite-opfs', engineReason: null });
}, 120_000);

test('a kernel whose worker dies is started again, and after three in a row the tab says so', async () => {
  const page = await openReady();
  const itemId = await writeNote(page, 'Before');
  for (let death = 0; death < 2; death++) {
    await endWorker(kernelWorker(page));
    await untilRole(page, 'reconnecting');
    await untilRole(page, 'leader');
    const item = await page.evaluate((id) => window.hearth.query('item', { itemId: id }), itemId);
    expect(item).toMatchObject({ item: { title: 'Before' } });
  }
  await endWorker(kernelWorker(page));
  await untilRole(page, 'failed');
  expect(await failureOf(page, 'status')).toEqual({ code: 'internal', message: 'Hearth’s kernel stopped.' });
}, 120_000);

test('when the tab with the dying kernels gives up, another tab takes over, and both go on', async () => {
  const page = await openReady();
  const other = await openReady();
  for (let death = 0; death < 3; death++) {
    await untilRole(page, 'leader');
    await endWorker(kernelWorker(page));
    await untilRole(page, death < 2 ? 'reconnecting' : 'failed');
  }
  await untilRole(other, 'leader');
  await untilRole(page, 'follower');
  await writeNote(page, 'After');
}, 120_000);

test('a tab of another version is told so, and leads when the older ones are gone', async () => {
  const older = await openReady('?build=older');
  const newer = await openTab(context, server.url, '?build=newer');
  expect(await failureOf(newer, 'ready')).toEqual({
    code: 'version-mismatch',
    message: 'Another tab runs a different version of Hearth. Reload this one.',
  });
  await writeNote(older, 'Still served');
  await older.close();
  await untilRole(newer, 'leader');
  expect(await newer.evaluate(() => window.hearth.query('items', {}))).toMatchObject({ total: 1 });
}, 120_000);

test('where the browser gives no place to keep data, Hearth works in memory and says why', async () => {
  const built = await buildKernelPage();
  const assets = readdirSync(join(built, 'assets'));
  const script = assets.find((name) => name.startsWith('kernel.worker')) ?? '';
  const denied = `navigator.storage.getDirectory = () => Promise.reject(new DOMException('denied', 'SecurityError'));\n`;
  const source = readFileSync(join(built, 'assets', script), 'utf8');
  server.files.set(`assets/${script}`, new TextEncoder().encode(denied + source));
  const page = await openReady();
  await writeNote(page, 'Kept for now');
  expect(await page.evaluate(() => window.hearth.status())).toMatchObject({
    engine: 'sqlite-memory',
    engineReason: 'This browser gives Hearth no place to keep data.',
    items: 1,
  });
}, 120_000);

test('a browser without locks or without workers is told so at once', async () => {
  const missing = { locks: 'no locks', Worker: 'starts no workers' };
  for (const [name, words] of Object.entries(missing)) {
    const page = await context.newPage();
    await page.addInitScript((what) => {
      if (what === 'locks') Object.defineProperty(navigator, 'locks', { value: undefined });
      else Reflect.deleteProperty(window, 'Worker');
    }, name);
    await page.goto(server.url);
    await page.waitForFunction(() => 'inspect' in window);
    const { code, message } = await failureOf(page, 'ready');
    expect(code).toBe('unsupported');
    expect(message).toContain(words);
    await page.close();
  }
}, 120_000);

test('where the kernel lives and does not answer, the other tabs say so, and go on when it answers', async () => {
  const leader = await openReady();
  const other = await openReady();
  const worker = kernelWorker(leader);
  const blocked = worker.evaluate(() => {
    for (const endMs = Date.now() + 22_000; Date.now() < endMs; );
  });
  const note = writeNote(other, 'Patient');
  await untilRole(other, 'stuck', 20_000);
  const { connection } = await other.evaluate(() => ({ connection: window.hearth.connection }));
  expect(connection).toMatchObject({ message: expect.stringContaining('Open that tab, or close it.') });
  await blocked;
  await untilRole(other, 'follower', 20_000);
  await note;
}, 120_000);

test('an import from a tab goes on while the kernel moves to another, and every file arrives once', async () => {
  const leader = await openReady();
  const importer = await openReady();
  const importing = importer.evaluate(async () => {
    const files = Array.from({ length: 150 }, (_, at) => {
      const file = new File([`# Number ${at}\n\nThe square of ${at} is ${at * at}.`], `n${at}.md`);
      return { path: `Numbers/n${at}.md`, file };
    });
    const report = await window.hearth.import(files);
    return report.import;
  });
  await vi.waitFor(
    async () => {
      const [running] = await importer.evaluate(() => window.hearth.query('imports', { limit: 1 }));
      expect(running?.added).toBeGreaterThan(5);
    },
    { timeout: 30_000, interval: 50 },
  );
  await leader.close();
  expect(await importing).toMatchObject({ status: 'done', added: 150, failed: 0, total: 150, copied: 150 });
  expect(await importer.evaluate(() => window.hearth.query('items', {}))).toMatchObject({ total: 150 });
}, 120_000);

test('a call ends with its signal or its time, in the tab of the kernel and in others', async () => {
  for (const page of [await openReady(), await openReady()]) {
    const codes = await page.evaluate(async () => {
      const code = (call: Promise<unknown>) =>
        call.then(
          () => 'done',
          (error: { code: string }) => error.code,
        );
      const { hearth } = window;
      const abort = new AbortController();
      const aborted = code(hearth.query('items', {}, { signal: abort.signal }));
      abort.abort();
      return [
        await aborted,
        await code(hearth.query('items', {}, { signal: AbortSignal.abort() })),
        await code(hearth.query('search', { query: 'word '.repeat(20_000) }, { timeoutMs: 1 })),
        await code(hearth.query('items', {})),
      ];
    });
    expect(codes.slice(0, 2)).toEqual(['cancelled', 'cancelled']);
    expect(['timeout', 'done']).toContain(codes[2]);
    expect(codes[3]).toBe('done');
  }
}, 120_000);
