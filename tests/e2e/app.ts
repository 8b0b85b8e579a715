import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { DIST } from '../../scripts/build.ts';
import { type StaticServer, serveStatic } from '../../scripts/serve.ts';
import type { HearthClient } from '../../src/workers/kernel/kernel.api.ts';
import { forgetAnswers, launchProfile } from '../browser/harness/browser.ts';
import { openTrap, type Trap } from './trap.ts';

declare global {
  interface Window {
    readonly hearth: HearthClient;
    /** Whether the drop under way has reached the page. */
    dropped: boolean;
  }
}

export const PHONE = { width: 390, height: 780 };
export const DESKTOP = { width: 1280, height: 800 };

export interface AppOptions {
  readonly flags?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Whether the starter model is fetched. Default false: then answers are quotations. */
  readonly model?: boolean;
  /** Before anything of the page runs. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
  /** Keeps the first page blank: the test goes to the address itself. */
  readonly blank?: boolean;
  readonly dir?: string;
}

/** The built app in a browser with a profile of its own, watched: whatever goes wrong in any tab fails `check`. */
export interface App {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  readonly profile: string;
  /** Addresses outside the own origin that anything in the browser asked for. */
  foreign(): readonly string[];
  /** What the console, the content security policy and uncaught errors have said. */
  readonly problems: readonly string[];
  /** Takes from `problems` what the test provoked. */
  forgive(what: RegExp): void;
  newTab(route?: string): Promise<Page>;
  go(route: string, page?: Page): Promise<void>;
  /** No server, no network, nothing in the browser's own cache: what still works is what Hearth has kept. */
  goOffline(): Promise<void>;
  /** Ends the browser (`kill -9` when `hard`) and opens the profile anew. */
  reopen(how?: { readonly hard?: boolean }): Promise<App>;
  /** Fails when there was a problem or a request to elsewhere; then ends everything. */
  close(): Promise<void>;
}

interface Opened {
  readonly server: StaticServer;
  readonly trap: Trap;
  readonly profile: string;
  readonly problems: string[];
  readonly requests: string[];
}

export async function openApp(options: AppOptions = {}): Promise<App> {
  const server = await serveStatic({ dir: options.dir ?? process.env['HEARTH_DIST'] ?? DIST });
  const trap = await openTrap();
  const profile = await mkdtemp(join(tmpdir(), 'hearth-e2e-'));
  return launch({ server, trap, profile, problems: [], requests: [] }, options);
}

async function launch(opened: Opened, options: AppOptions): Promise<App> {
  const { server, trap, profile, problems, requests } = opened;
  const flags = [`--proxy-server=${trap.address}`, '--proxy-bypass-list=localhost', ...(options.flags ?? [])];
  const context = await launchProfile(profile, flags);
  context.setDefaultTimeout(20_000);
  await watch(context, problems, requests);
  await options.prepare?.(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize(options.viewport ?? DESKTOP);
  let closed = false;
  const stop = async (): Promise<void> => {
    if (!closed) await context.close();
    closed = true;
  };
  const app: App = {
    page,
    context,
    url: server.url,
    profile,
    problems,
    foreign: () => [...requests.filter((url) => !isOwn(url, server.url)), ...trap.seen],
    forgive(what) {
      for (let at = problems.length - 1; at >= 0; at--) if (what.test(problems[at] ?? '')) problems.splice(at, 1);
    },
    async newTab(route = '') {
      const tab = await context.newPage();
      await tab.goto(server.url + route);
      await untilReady(tab);
      return tab;
    },
    async go(route, tab = page) {
      await tab.goto(server.url + route);
    },
    async goOffline() {
      await server.close();
      await forgetAnswers(page);
      await context.setOffline(true);
    },
    async reopen({ hard = false } = {}) {
      if (hard) await kill(profile);
      await stop();
      return launch(opened, options);
    },
    async close() {
      const seen = { problems: [...problems], foreign: app.foreign() };
      const { HEARTH_E2E_SHOT } = process.env; // a place for a picture of the end, to see why a test failed
      if (HEARTH_E2E_SHOT && !closed) await page.screenshot({ path: HEARTH_E2E_SHOT }).catch(() => undefined);
      await stop();
      await server.close();
      await trap.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      expect(seen).toEqual({ problems: [], foreign: [] });
    },
  };
  if (options.blank !== true) {
    await page.goto(server.url);
    await untilReady(page);
    if (options.model !== true) {
      await setSetting(page, 'model.enabled', false);
      await setSetting(page, 'search.vectors', false);
    }
  }
  return app;
}

const isOwn = (url: string, own: string): boolean => url.startsWith(own) || /^(blob|data|about|chrome)/.test(url);

async function watch(context: BrowserContext, problems: string[], requests: string[]): Promise<void> {
  context.on('request', (request) => requests.push(request.url()));
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (event) => {
    const thrown = event.error();
    problems.push(`uncaught: ${thrown.stack ?? thrown.message}`);
  });
  context.on('page', (page) => page.on('crash', () => problems.push('crash: the page crashed')));
  await context.exposeBinding('reportViolation', (_source, violation: string) => problems.push(`policy: ${violation}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'reportViolation');
      const { effectiveDirective, blockedURI, sample } = event;
      if (typeof report === 'function') report(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
}

/** Ends every process of the browser with this profile, as a power cut does. */
async function kill(profile: string): Promise<void> {
  const { readdir, readFile } = await import('node:fs/promises');
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(`--user-data-dir=${profile}`)) process.kill(Number(pid), 'SIGKILL');
  }
}

export async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(() => 'hearth' in window);
  await page.evaluate(() => window.hearth.ready());
}

export const settled = (page: Page): Promise<void> => page.evaluate(() => window.hearth.settled());

export async function setSetting(page: Page, key: string, value: string | number | boolean): Promise<void> {
  await page.evaluate(([name, next]) => window.hearth.command('set-setting', { key: name, value: next }), [
    key,
    value,
  ] as const);
}

export type TextFiles = Readonly<Record<string, string>>;

/** Imports texts by path through the client, for tests that are about something else than the import. */
export async function importTexts(page: Page, files: TextFiles, label = 'Seed') {
  const report = await page.evaluate(
    ([texts, name]) =>
      window.hearth.import(
        Object.entries(texts).map(([path, text]) => ({
          path,
          file: new File([text], path.slice(path.lastIndexOf('/') + 1), { lastModified: 1_760_000_000_000 }),
        })),
        { label: name },
      ),
    [files, label] as const,
  );
  await settled(page);
  return report;
}

/** Drops files and folders of the disk, as the desktop does: on the middle of the window, or at a place. */
export async function dropPaths(
  page: Page,
  paths: readonly string[],
  at?: { readonly x: number; readonly y: number },
): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const { width, height } = page.viewportSize() ?? DESKTOP;
  const place = at ?? { x: width / 2, y: height / 2 };
  await page.evaluate(() => {
    window.dropped = false;
    window.addEventListener(
      'drop',
      () => {
        window.dropped = true;
      },
      { once: true, capture: true },
    );
  });
  // What is under the hand changes while it moves, and then the browser may not let the drop through: it is tried again.
  const drop = async () => {
    for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, ...place, data });
    }
    return page.evaluate(() => window.dropped);
  };
  await expect.poll(drop).toBe(true);
  await devtools.detach();
}

/** Goes from the first screen to the areas, with nothing added. */
export async function skipWelcome(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start with nothing' }).click();
  await page.getByRole('navigation', { name: 'Areas' }).first().waitFor();
}

export async function goToArea(page: Page, name: 'Ask' | 'Find' | 'Notes' | 'Library' | 'Settings'): Promise<void> {
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name }).first().click();
  // Until then the view before it is there, whose buttons may have the same names.
  await page.getByRole('main').getByRole('heading', { level: 1, name }).waitFor();
}

/** Asks in the composer and waits until the answer is finished. Returns the answer. */
export async function askInPage(page: Page, question: string): Promise<Locator> {
  const turns = page.locator('[data-turn]').filter({ has: page.locator('[data-question]', { hasText: question }) });
  const before = await turns.count();
  const field = page.getByRole('textbox', { name: /^Ask (about your things|something else)$/ });
  await field.fill(question);
  await field.press('Enter');
  const answer = turns.nth(before).getByRole('article');
  await answer.getByRole('button', { name: 'How this answer was made' }).waitFor({ timeout: 45_000 });
  return answer;
}

export const toast = (page: Page): Locator => page.getByRole('region', { name: 'Messages' });
