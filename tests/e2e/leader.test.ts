import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { TestServer } from '../browser/harness/serve.ts';
import { type BrowserProcess, startBrowser } from '../browser/kernel-page/browser-process.ts';
import type { KernelPage } from '../browser/kernel-page/main.ts';
import {
  inspectStore,
  keepAccount,
  loadReport,
  newAccount,
  openTab,
  roleOf,
  serveKernelPage,
} from '../browser/kernel-page/page.ts';

declare const window: KernelPage;

const FULL = Boolean(process.env['HEARTH_FULL']);
const CHANGES = FULL ? 50 : 12;
const TABS = FULL ? 4 : 3;
/** Every call settles within its timeout of 30 s, however slow the machine. */
const LOST_MS = 40_000;

/** Names the step that never ends: a page that does not answer would else cost the whole time of the test. */
async function within<T>(step: string, work: Promise<T>): Promise<T> {
  const stuck = Promise.withResolvers<never>();
  const timer = setTimeout(() => stuck.reject(new Error(`stuck: ${step}`)), LOST_MS + 20_000);
  try {
    return await Promise.race([work, stuck.promise]);
  } finally {
    clearTimeout(timer);
  }
}

type Way = 'close' | 'crash' | 'freeze';
const WAYS: readonly Way[] = ['close', 'crash', 'freeze'];

let server: TestServer;
let folder: string;
let browser: BrowserProcess;
let context: BrowserContext;

beforeAll(async () => {
  server = await serveKernelPage();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-leader-'));
  browser = await startBrowser(folder);
  context = browser.context;
});
afterEach(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => server?.close());

async function openBusyTab(): Promise<Page> {
  const page = await openTab(context, server.url);
  await page.evaluate(() => window.load.start());
  return page;
}

async function leaderOf(pages: readonly Page[]): Promise<Page> {
  return vi.waitFor(
    async () => {
      const leader = await findLeader(pages);
      if (leader === undefined) throw new Error(`no tab leads: ${await Promise.all(pages.map(roleOf))}`);
      return leader;
    },
    { timeout: LOST_MS, interval: 50 },
  );
}

async function findLeader(pages: readonly Page[]): Promise<Page | undefined> {
  const roles = await Promise.all(pages.map(roleOf));
  return pages[roles.indexOf('leader')];
}

/** Takes the leader away; returns how to bring the tab, or another in its place, back. */
async function takeAway(leader: Page, way: Way): Promise<() => Promise<Page>> {
  if (way === 'close') {
    await leader.close();
    return openBusyTab;
  }
  const session = await context.newCDPSession(leader);
  if (way === 'crash') {
    await crash(leader, session);
    return () => {
      // Whether a crashed tab answers that it is closed is the browser's affair.
      leader.close().catch(() => undefined);
      return openBusyTab();
    };
  }
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    return leader;
  };
}

async function crash(page: Page, session: CDPSession): Promise<void> {
  const crashed = page.waitForEvent('crash');
  // The answer never comes: who should give it is dead.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** Writes a note, and resolves with the number of notes when it is acknowledged. */
const writeMarker = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const itemId = window.hearth.newId();
    await window.tell?.('sent', itemId);
    await window.load.persistently((id) => window.hearth.command('create-note', { itemId, title: 'Marker' }, { id }));
    await window.tell?.('acknowledged', itemId);
    return (await window.hearth.query('items', { limit: 1 })).total;
  });

/** Every tab is served, every live query delivers what is new, and no call is left behind. */
async function expectServed(pages: readonly Page[], notes: number): Promise<void> {
  const lives = async () => (await Promise.all(pages.map(loadReport))).map(({ live }) => live.total);
  await expect.poll(async () => Math.min(...(await lives())), { timeout: LOST_MS }).toBeGreaterThanOrEqual(notes);
  for (const { open, live, refused } of await Promise.all(pages.map(loadReport))) {
    expect(Math.max(0, ...open)).toBeLessThan(LOST_MS);
    expect({ refused, errors: live.errors }).toEqual({ refused: [], errors: [] });
  }
  const roles = await Promise.all(pages.map(roleOf));
  expect(roles.toSorted()).toEqual(['leader', ...pages.slice(1).map(() => 'follower')].toSorted());
}

const share = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

test(
  `after each of ${CHANGES} closings, crashes and freezes of the leader under load, another leads, and nothing is lost or done twice`,
  async () => {
    const account = await keepAccount(context, newAccount());
    let pages = await Promise.all(Array.from({ length: TABS }, openBusyTab));
    await Promise.all(pages.map((page) => page.evaluate(() => window.hearth.ready())));
    await expectServed(pages, await writeMarker(await leaderOf(pages)));
    const times: number[] = [];
    for (let change = 0; change < CHANGES; change++) {
      const way = WAYS[change % WAYS.length] ?? 'close';
      const step = (what: string) => `change ${change}, ${way}: ${what}`;
      const leader = await within(step('who leads'), leaderOf(pages));
      const others = pages.filter((page) => page !== leader);
      const startedMs = performance.now();
      const bringBack = await within(step('the leader is taken away'), takeAway(leader, way));
      const notes = await within(step('the others write'), Promise.all(others.map(writeMarker)));
      times.push(Math.round(performance.now() - startedMs));
      await within(step('the others are served'), expectServed(others, Math.max(...notes)));
      pages = [...others, await within(step('a tab comes back'), bringBack())];
      await within(step('all are served'), expectServed(pages, Math.max(...notes)));
    }
    await Promise.all(pages.map((page) => page.evaluate(() => window.load.stop())));
    const reports = await Promise.all(pages.map(loadReport));
    expect(reports.flatMap(({ open }) => open)).toEqual([]);
    await Promise.all(pages.map((page) => page.close()));

    const { itemIds, faults } = await inspectStore(context, server.url);
    expect(faults).toEqual([]);
    expect(new Set(itemIds).size).toBe(itemIds.length);
    expect([...account.acknowledged].filter((id) => !itemIds.includes(id))).toEqual([]);
    expect(itemIds.filter((id) => !account.sent.has(id))).toEqual([]);
    const sorted = times.toSorted((a, b) => a - b);
    const slowestMs = Math.max(...reports.map((report) => report.slowestMs));
    console.log(
      `leader changes: ${CHANGES}, p50 ${share(sorted, 0.5)} ms, p95 ${share(sorted, 0.95)} ms to a command in every tab; ` +
        `slowest call ${slowestMs} ms; ${account.acknowledged.size} commands acknowledged`,
    );
  },
  CHANGES * 30_000,
);
