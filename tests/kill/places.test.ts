import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlacesView } from '../../src/core/place-queries.ts';
import type { TestServer } from '../browser/harness/serve.ts';
import type { KernelPage } from '../browser/kernel-page/main.ts';
import { type Account, keepAccount, newAccount, openTab, serveKernelPage } from '../browser/kernel-page/page.ts';
import { expectWhole, killDuring, removeProfile, withBrowser } from './driver.ts';
import { planKills } from './setting.ts';

declare const window: KernelPage;

/** `kill -9` while a whole store is moved, backed up or restored: what counts is one store or the other, and it is whole. */

const { kills, shareOf, ownProfile, timeoutMs: TIMEOUT_MS } = planKills('kill tests of places');

let server: TestServer;

beforeAll(async () => {
  server = await serveKernelPage();
});
afterAll(() => server?.close());

const NOTES = 80;

/** A store with something in it, and the account of what was acknowledged. */
async function fill(profile: string, account: Account): Promise<void> {
  await withBrowser(profile, async (context) => {
    await keepAccount(context, account);
    const page = await openTab(context, server.url);
    await page.evaluate(async (notes) => {
      for (let at = 0; at < notes; at++) {
        const itemId = window.hearth.newId();
        const text = `# Note ${at}\n\nThe number of note ${at} is ${at * 7}.`;
        await window.hearth.command('create-note', { itemId, title: `Note ${at}`, text });
        await window.tell?.('acknowledged', itemId);
      }
      await window.hearth.settled();
    }, NOTES);
  });
}

/** When nothing is being moved any more. */
const settledPlaces = (page: Page): Promise<PlacesView> =>
  page.evaluate(
    () =>
      new Promise<PlacesView>((resolve) => {
        const end = window.hearth.live('places', {}, (places) => {
          if (places.move !== null) return;
          end();
          resolve(places);
        });
      }),
  );

/** Begins to move to the engine that the store is not on, and goes on writing for as long as it may. */
async function beginMove(context: BrowserContext): Promise<void> {
  const page = await openTab(context, server.url);
  const { current } = await settledPlaces(page);
  await page.evaluate(
    async (kind) => {
      window.load.start();
      await window.hearth.moveStore(kind);
    },
    current?.kind === 'sqlite' ? ('pglite' as const) : ('sqlite' as const),
  );
}

test('while everything is moved to the other engine', { timeout: TIMEOUT_MS }, async () => {
  const profile = ownProfile();
  const account = newAccount();
  await fill(profile, account);
  const moved = new Set<string>();
  for (const kill of kills) {
    await killDuring(profile, account, 5000 * shareOf(kill), async (context, begun) => {
      await beginMove(context);
      begun();
    });
    await expectWhole(profile, server.url, account, async (page) => {
      const { current, failure } = await settledPlaces(page);
      expect(failure).toBeNull();
      moved.add(String(current?.kind));
    });
  }
  // What was cut off goes on by itself at the next start: each ends on the other engine.
  expect(moved.size).toBe(Math.min(2, kills.length));
  removeProfile(profile);
});

test('while backups are made', { timeout: TIMEOUT_MS }, async () => {
  const profile = ownProfile();
  const account = newAccount();
  await fill(profile, account);
  for (const kill of kills) {
    await killDuring(profile, account, 1500 * shareOf(kill), async (context, begun) => {
      const page = await openTab(context, server.url);
      await page.evaluate(() => window.hearth.ready());
      begun();
      await page.evaluate(async () => {
        window.load.start();
        for (;;) await window.hearth.backUpNow();
      });
    });
    await expectWhole(profile, server.url, account, async (page) => {
      const { backups, unreadable } = await page.evaluate(() => window.keeper.call('backups', null));
      expect(unreadable).toEqual([]);
      for (const { id } of backups.slice(0, 2)) {
        const report = await page.evaluate((backup) => window.keeper.call('drill', { id: backup }), id);
        expect(report.tables.filter(({ isSame }) => !isSame)).toEqual([]);
      }
    });
  }
  removeProfile(profile);
});

test('while a backup is restored and taken into use', { timeout: TIMEOUT_MS }, async () => {
  const profile = ownProfile();
  const account = newAccount();
  await fill(profile, account);
  const backup = await withBrowser(profile, async (context) => {
    const page = await openTab(context, server.url);
    return (await page.evaluate(() => window.hearth.backUpNow())).id;
  });
  let used = 0;
  for (const kill of kills) {
    await killDuring(profile, newAccount(), 6000 * shareOf(kill), async (context, begun) => {
      const page = await openTab(context, server.url);
      await page.evaluate(() => window.hearth.ready());
      begun();
      const kind = kill % 2 === 0 ? ('sqlite' as const) : ('pglite' as const);
      await page.evaluate(
        async (input) => {
          const { placeId } = await window.keeper.call('restore', input);
          await window.hearth.openPlace(placeId);
        },
        { id: backup, kind },
      );
    });
    // All that was acknowledged is in the backup too: whichever store counts has it.
    await expectWhole(profile, server.url, account, async (page) => {
      const { current } = await settledPlaces(page);
      if (current?.purpose === 'restore') used++;
    });
  }
  if (kills.length > 4) expect(used).toBeGreaterThan(0);
  removeProfile(profile);
});
