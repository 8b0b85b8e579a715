import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type StaticServer, serveStatic } from '../../scripts/serve.ts';
import { forgetAnswers, launchProfile } from '../browser/harness/browser.ts';
import type { ShellPage } from '../browser/pages/shell/main.ts';
import { buildShell, deploy } from './shell-build.ts';

declare const window: Window & { readonly shell: ShellPage };

const BASE = '/some/folder/';
let builds: { readonly one: string; readonly two: string };
let folder: string;
let site: string;
let server: StaticServer;
let foreign: StaticServer;
let context: BrowserContext;

beforeAll(async () => {
  builds = { one: await buildShell('one'), two: await buildShell('two') };
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-shell-'));
  site = join(folder, 'site');
  await deploy(builds.one, site);
  server = await serveStatic({ dir: site, basePath: BASE });
  foreign = await serveStatic({ dir: site, headers: { 'Access-Control-Allow-Origin': '*' } });
  context = await launchProfile(join(folder, 'profile'));
  await context.addInitScript(() => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
    Object.assign(window, { violations });
  });
});

afterEach(async () => {
  await context.close();
  await server.close();
  await foreign.close();
  await rm(folder, { recursive: true, force: true });
});

afterAll(async () => {
  await Promise.all([builds.one, builds.two].map((built) => rm(built, { recursive: true, force: true })));
});

async function openTab(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.url);
  return page;
}

const buildOf = (page: Page): Promise<string> => page.evaluate(() => window.shell.buildId);

async function untilOffline(page: Page): Promise<void> {
  await page.waitForFunction(() => window.shell.updates.state.offline === 'ready');
}

async function untilUpdate(page: Page): Promise<void> {
  await page.waitForFunction(() => window.shell.updates.state.updateReady);
}

const violationsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as Window & { readonly violations?: string[] }).violations ?? []);

describe('the offline shell in a sub-path', () => {
  test('is installable', async () => {
    const page = await openTab();
    await untilOffline(page);
    const devtools = await context.newCDPSession(page);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const { url, errors } = await devtools.send('Page.getAppManifest');
    expect(url).toBe(`${server.url}manifest.webmanifest`);
    expect(errors).toEqual([]);
  });

  test('opens with the server gone once it said so', async () => {
    const page = await openTab();
    await untilOffline(page);
    await server.close();
    await forgetAnswers(page);
    await page.reload();
    expect(await buildOf(page)).toBe('one');
    expect(await page.evaluate((url) => window.shell.fetchInWorker(url), `${server.url}index.html`)).toBe('ok');
    await page.goto(`${server.url}some-address`);
    expect(await buildOf(page)).toBe('one');
  });

  test('tells how far it has come, to the end', async () => {
    const page = await openTab();
    const { kept, total } = await page.evaluate(
      () =>
        new Promise<{ kept: number[]; total: number }>((resolve) => {
          const { updates } = window.shell;
          const kept = new Set<number>();
          let total = 0;
          const look = () => {
            const { progress, offline } = updates.state;
            if (progress !== null) {
              kept.add(progress.kept);
              total = progress.total;
            }
            if (offline === 'ready') resolve({ kept: [...kept], total });
          };
          updates.onChange(look);
          look();
        }),
    );
    expect(kept.at(-1)).toBe(total);
  });
});

describe('a new version', () => {
  test('waits until it is wanted, then saves the drafts of all tabs and moves all of them together', async () => {
    const first = await openTab();
    await untilOffline(first);
    const second = await openTab();
    await first.fill('#draft', 'an unsent question');
    await second.fill('#draft', 'half a note');

    await deploy(builds.two, site);
    await second.evaluate(() => window.shell.updates.check());
    await Promise.all([untilUpdate(first), untilUpdate(second)]);
    await first.reload();
    expect([await buildOf(first), await buildOf(second)]).toEqual(['one', 'one']);

    await first.fill('#draft', 'an unsent question');
    await untilUpdate(first);
    await first.evaluate(() => window.shell.updates.applyUpdate());
    for (const page of [first, second]) await page.waitForFunction(() => window.shell?.buildId === 'two');
    const draftOf = (page: Page) => page.evaluate(() => sessionStorage.getItem('draft'));
    expect(await draftOf(first)).toBe('an unsent question (kept by one)');
    expect(await draftOf(second)).toBe('half a note (kept by one)');
  });

  test('does not come while another tab cannot save its draft', async () => {
    const first = await openTab();
    await untilOffline(first);
    const second = await openTab();
    await deploy(builds.two, site);
    await first.evaluate(() => window.shell.updates.check());
    await untilUpdate(first);
    await second.evaluate(() => {
      window.shell.refuseDraft = true;
    });
    const code = await first.evaluate(() =>
      window.shell.updates.applyUpdate().then(
        () => 'applied',
        (error: { code: string }) => error.code,
      ),
    );
    expect(code).toBe('conflict');
    expect([await buildOf(first), await buildOf(second)]).toEqual(['one', 'one']);
  });
});

describe('the content security policy', () => {
  for (const sender of ['the server', 'the service worker']) {
    test(`lets no request out of page or worker and runs no inline script, as sent by ${sender}`, async () => {
      const page = await openTab();
      await untilOffline(page);
      if (sender === 'the service worker') {
        await server.close();
        await page.reload();
      }
      expect(await violationsOf(page)).toEqual([]);
      const fromPage = await page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'ok',
            (error: Error) => error.name,
          ),
        foreign.url,
      );
      expect(fromPage).toBe('TypeError');
      expect(await page.evaluate((url) => window.shell.fetchInWorker(url), foreign.url)).toBe('TypeError');
      expect(await violationsOf(page)).toContain('connect-src');
    });
  }

  test('runs no inline script, and makes no script or markup out of text', async () => {
    const html = await readFile(join(site, 'index.html'), 'utf8');
    await writeFile(join(site, 'index.html'), html.replace('</body>', '<script>window.planted = 1</script></body>'));
    const page = await openTab();
    await untilOffline(page);
    expect(await page.evaluate(() => 'planted' in window)).toBe(false);
    expect(new Set(await violationsOf(page))).toEqual(new Set(['script-src-elem']));
    const made = await page.evaluate(() => {
      const attempt = (make: () => void): string => {
        try {
          make();
          return 'made';
        } catch (error) {
          return error instanceof Error ? error.name : 'refused';
        }
      };
      const foreignWorker = () => new Worker('https://example.org/worker.js');
      return [
        attempt(() => document.createElement('p').setAttribute('onclick', 'planted = 1')),
        attempt(() => Object.assign(document.createElement('p'), { innerHTML: '<b>bold</b>' })),
        attempt(() => Object.assign(document.createElement('script'), { text: 'planted = 1' })),
        attempt(foreignWorker),
      ];
    });
    expect(made).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
  });
});
