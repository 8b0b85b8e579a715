import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableDigest } from '../../src/db/logical/digest.ts';
import type { Places } from '../../src/db/places.ts';
import { launchBrowser, launchProfile } from './harness/browser.ts';
import type { TestServer } from './harness/serve.ts';
import { killBrowserOf } from './store-harness/kill.ts';
import { openStoreTab, type StoreTab, serveStorePage } from './store-harness/page.ts';

/** Moves on the real private file system. What a move is, `src/db/move` tests in every step; here are the files. */

type Kind = 'pglite' | 'sqlite';

/** So many that a disk can be full and a browser be killed while they are copied. */
const ROWS = 2500;
const FEW = 200;

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

const openCurrent = (tab: StoreTab, wish: Kind | null = null) =>
  tab.call<{ engine: string; created: string }>('openChosen', { wish });
const digests = (tab: StoreTab) => tab.call<TableDigest[]>('digests');

async function reopen(tab: StoreTab): Promise<string> {
  await tab.call('close');
  await tab.restart();
  return (await openCurrent(tab)).engine;
}

test('from PostgreSQL to SQLite, into another place of SQLite, and back: every table is the same each time', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'hearth-move-'));
  const context = await launchProfile(profile);
  const tab = await openStoreTab(context, server.url);
  await openCurrent(tab);
  await tab.call('fill', { from: 0, rows: FEW });
  const before = await digests(tab);
  for (const [kind, engine] of [
    ['sqlite', 'sqlite-opfs'],
    ['sqlite', 'sqlite-opfs'],
    ['pglite', 'pglite-opfs'],
    ['pglite', 'pglite-opfs'],
  ] as const) {
    await tab.call('move', { kind });
    expect(await reopen(tab)).toBe(engine);
    expect(await digests(tab)).toEqual(before);
  }
  const { current, kept, pending } = await tab.call<Places>('places');
  expect([current?.kind, ...kept.map(({ kind }) => kind), pending]).toEqual([
    ...['pglite', 'pglite', 'sqlite', 'sqlite', 'pglite'],
    null,
  ]);
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}, 180_000);

describe.each([
  ['pglite', 'sqlite'],
  ['sqlite', 'pglite'],
] as const)('from %s to %s', (from, to) => {
  test('kill -9 in the middle loses nothing, and the move goes on', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'hearth-move-'));
    try {
      const context = await launchProfile(profile);
      const tab = await openStoreTab(context, server.url);
      await openCurrent(tab, from);
      await tab.call('fill', { from: 0, rows: ROWS });
      const before = await digests(tab);
      await tab.call('close');
      await context.close();
      // In the middle of: making the new store, its rows, the look at them.
      for (const [phase, afterMs] of [
        ['making', 60],
        ['copying', 150],
        ['copying', 300],
        ['comparing', 40],
      ] as const) {
        await killedWhile(profile, to, phase, afterMs, before);
      }
      const last = await launchProfile(profile);
      const end = await openStoreTab(last, server.url);
      await openCurrent(end);
      if ((await end.call<Places>('places')).current?.kind === from) await end.call('move', { kind: to });
      await reopen(end);
      expect(await digests(end)).toEqual(before);
      const { current, kept, pending } = await end.call<Places>('places');
      expect({ to: current?.kind, kept: kept.map(({ kind }) => kind), pending }).toEqual({
        to,
        kept: [from],
        pending: null,
      });
      await last.close();
    } finally {
      rmSync(profile, { recursive: true, force: true });
    }
  }, 90_000);

  test('a disk that is full in the middle leaves the old store as it is, and gives the room back', async () => {
    const context = await browser.newContext();
    const tab = await openStoreTab(context, server.url);
    await openCurrent(tab, from);
    await tab.call('fill', { from: 0, rows: ROWS });
    const before = await digests(tab);
    const devtools = await context.newCDPSession(tab.page);
    const origin = new URL(server.url).origin;
    const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
    // The new store can be made; its rows find no room.
    await devtools.send('Storage.overrideQuotaForOrigin', {
      origin,
      quotaSize: usage + (to === 'pglite' ? 13e6 : 2e6),
    });
    const refused = await tab.call('move', { kind: to }).then(
      () => 'moved',
      (thrown: Error) => thrown.message,
    );
    expect(refused).toMatch(/storage-full/);
    await tab.call('dropPending');
    expect((await devtools.send('Storage.getUsageAndQuota', { origin })).usage).toBeLessThan(usage + 4e6);
    expect(await digests(tab)).toEqual(before);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await reopen(tab);
    expect(await digests(tab)).toEqual(before);
    await tab.call('move', { kind: to });
    await reopen(tab);
    expect(await digests(tab)).toEqual(before);
    await context.close();
  }, 60_000);
});

/** Opens what counts, which must hold everything, begins or goes on with the move, and dies so long after the phase began. */
async function killedWhile(
  profile: string,
  to: Kind,
  phase: string,
  afterMs: number,
  before: readonly TableDigest[],
): Promise<void> {
  const context = await launchProfile(profile);
  const gone = new Promise<void>((resolve) => context.on('close', () => resolve()));
  const tab = await openStoreTab(context, server.url);
  await openCurrent(tab);
  expect(await digests(tab)).toEqual(before);
  if ((await tab.call<Places>('places')).current?.kind === to) return context.close();
  tab.page.on('console', (message) => {
    if (message.text() === `move ${phase}`) setTimeout(() => killBrowserOf(profile), afterMs);
  });
  await tab.call('move', { kind: to }).then(
    () => killBrowserOf(profile),
    (thrown: unknown) => {
      if (!/closed|crashed/i.test(String(thrown))) throw thrown;
    },
  );
  await gone;
}
