import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DIST } from '../../scripts/build.ts';
import { type StaticServer, serveStatic } from '../../scripts/serve.ts';
import { forgetAnswers, launchProfile } from '../browser/harness/browser.ts';

interface Watched {
  readonly violations: string[];
}

let folder: string;
let server: StaticServer;
let context: BrowserContext;
let errors: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-pwa-'));
  server = await serveStatic({ dir: DIST, basePath: '/apps/hearth/' });
  context = await launchProfile(folder);
  errors = [];
  context.on('weberror', (error) => errors.push(String(error.error())));
  await context.addInitScript(() => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(
        `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      ),
    );
    Object.assign(window, { violations });
  });
});

afterEach(async () => {
  await context.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const violationsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as Window & Partial<Watched>).violations ?? []);

/** Opens Hearth and waits until the service worker has taken over. */
async function openKept(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
  return page;
}

/** By the commands; waits until it is said what came of it. */
async function lookForVersion(page: Page, said: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Look for a new version');
  await page.getByRole('option', { name: 'Look for a new version', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(said).waitFor();
}

/** Scripts and styles, without their hashes, that were asked for before anything was painted. */
const beforePaint = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint') as (PerformanceEntry & {
      paintTime: number;
    })[];
    return performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => /\.(?:js|css)$/.test(name) && startTime < (paint?.paintTime ?? 0))
      .map(({ name }) => name.replace(/^.*\/|-[\w-]{8}(?=\.\w+$)/g, ''));
  });

describe('the built app, in a folder of its host', () => {
  test('is installable, and paints its first screen from three files', async () => {
    const page = await openKept();
    expect(new Set(await beforePaint(page))).toEqual(new Set(['index.js', 'rolldown-runtime.js', 'index.css']));
    const devtools = await context.newCDPSession(page);
    expect(await devtools.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
    const { errors: manifestErrors, manifest } = await devtools.send('Page.getAppManifest');
    expect(manifestErrors).toEqual([]);
    expect(manifest.startUrl).toBe(server.url);
  });

  test('opens again without a network, keeps to its policy, starts its kernel and says why no new version is found', async () => {
    const page = await openKept();
    await page.evaluate(() => location.assign('#/library'));
    await page.getByRole('heading', { level: 1, name: 'Library', exact: true }).waitFor();
    await lookForVersion(page, 'This is the newest version.');
    await server.close();
    await forgetAnswers(page);
    await page.reload();
    await page.getByRole('main').waitFor();
    await page.waitForFunction(() => (globalThis as { hearth?: { ready(): Promise<unknown> } }).hearth !== undefined);
    await page.evaluate(async () => {
      await (globalThis as { hearth?: { ready(): Promise<unknown> } }).hearth?.ready();
    });
    for (const area of ['Ask', 'Find', 'Notes', 'Library', 'Settings']) {
      await page.evaluate((hash) => location.assign(`#/${hash}`), area.toLowerCase());
      await page.getByRole('heading', { level: 1, name: area, exact: true }).waitFor();
    }
    await lookForVersion(page, 'Could not look for a new version: the server gave none.');
    await context.setOffline(true);
    await lookForVersion(page, 'Could not look for a new version: there is no network.');
    expect(await violationsOf(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
