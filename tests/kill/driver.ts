import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { expect } from 'vitest';
import type { ImportView } from '../../src/core/queries.ts';
import { startBrowser } from '../browser/kernel-page/browser-process.ts';
import type { StoreReport } from '../browser/kernel-page/inspect.worker.ts';
import type { KernelPage } from '../browser/kernel-page/main.ts';
import { type Account, inspectStore, keepAccount, openTab } from '../browser/kernel-page/page.ts';

declare const window: KernelPage;

/** Profiles on disk that browsers are killed on, and what must be true of them afterwards. */

export const makeProfile = (): string => mkdtempSync(join(tmpdir(), 'hearth-kill-'));
export const removeProfile = (profile: string): void => rmSync(profile, { recursive: true, force: true });

/** The lock of the browser that wrote the profile stays behind. */
export function copyProfile(template: string): string {
  const profile = makeProfile();
  cpSync(template, profile, { recursive: true, filter: (path) => !basename(path).startsWith('Singleton') });
  return profile;
}

/** Closed in order at the end, unlike in `killDuring`. */
export async function withBrowser<T>(profile: string, act: (context: BrowserContext) => Promise<T>): Promise<T> {
  const browser = await startBrowser(profile);
  try {
    return await act(browser.context);
  } finally {
    await browser.close();
  }
}

/** Starts `act`, kills the browser so long after `act` says that it has begun, and keeps what was acknowledged until then. */
export async function killDuring(
  profile: string,
  account: Account,
  afterMs: number,
  act: (context: BrowserContext, begun: () => void) => Promise<unknown>,
): Promise<void> {
  const browser = await startBrowser(profile);
  await keepAccount(browser.context, account);
  const begun = Promise.withResolvers<void>();
  let killed = false;
  // What was going on when the browser died cannot end well, or does not end at all: nobody waits for it.
  void act(browser.context, begun.resolve).catch((thrown: unknown) => {
    if (!killed) begun.reject(thrown);
  });
  try {
    await begun.promise;
    await new Promise((resolve) => setTimeout(resolve, afterMs));
  } finally {
    killed = true;
    await browser.kill();
  }
}

const OPEN_TIMEOUT_MS = 60_000;

/** Opens Hearth on the profile as a user would, looks, closes it, and reads the store past it: it must be whole. */
export async function expectWhole(
  profile: string,
  url: string,
  account: Account,
  look: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<StoreReport> {
  return withBrowser(profile, async (context) => {
    const page = await openTab(context, url);
    await page.evaluate((timeoutMs) => window.hearth.query('status', {}, { timeoutMs }), OPEN_TIMEOUT_MS);
    await look(page);
    await page.close();
    const report = await inspectStore(context, url);
    expect(report.faults).toEqual([]);
    expect(new Set(report.itemIds).size).toBe(report.itemIds.length);
    expect([...account.acknowledged].filter((id) => !report.itemIds.includes(id))).toEqual([]);
    return report;
  });
}

/** The newest import, when it has ended. */
export async function endedImport(page: Page): Promise<ImportView | undefined> {
  return page.evaluate(
    () =>
      new Promise<ImportView | undefined>((resolve) => {
        const end = window.hearth.live('imports', { limit: 1 }, ([newest]) => {
          if (newest?.status === 'copying' || newest?.status === 'reading') return;
          end();
          resolve(newest);
        });
      }),
  );
}

/** Mulberry32: the same seed, the same moments. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
