import { statementsFor } from '../src/db/migrate.ts';
import { MIGRATIONS } from '../src/db/migrations/index.ts';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import { openStoreTab, type StoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import { type Figure, figure, median } from './figure.ts';

interface Times {
  readonly createMs: number;
  readonly reopenMs: number;
}

/**
 * First create and reopening, medians of `rounds`, against bare PGlite on opfs-ahp with as many tables. Each measure has a
 * browser of its own, so that none profits from code that another one compiled; they take turns.
 */
export async function measureStore(rounds = 3): Promise<Figure[]> {
  const server = await serveStorePage();
  const ours: Times[] = [];
  const bare: Times[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      bare.push(await inNewBrowser(server.url, measureBare));
      ours.push(await inNewBrowser(server.url, measureOurs));
    }
  } finally {
    await server.close();
  }
  const compared = (name: string, of: (times: Times) => number, goal: number): Figure =>
    figure(name, median(ours.map(of)), { unit: 'ms', better: 'lower', baseline: median(bare.map(of)), goal });
  return [
    compared('store-first-create', ({ createMs }) => createMs, 0.2),
    compared('store-reopen', ({ reopenMs }) => reopenMs, 1.1),
  ];
}

async function inNewBrowser<T>(url: string, measure: (tab: StoreTab) => Promise<T>): Promise<T> {
  const browser = await launchBrowser();
  try {
    return await measure(await openStoreTab(await browser.newContext(), url));
  } finally {
    await browser.close();
  }
}

async function measureOurs(tab: StoreTab): Promise<Times> {
  const open = async () => (await tab.call<{ timings: { readyMs: number } }>('open')).timings.readyMs;
  const createMs = await open();
  await tab.call('close');
  await tab.restart();
  return { createMs, reopenMs: await open() };
}

async function measureBare(tab: StoreTab): Promise<Times> {
  const tables = MIGRATIONS.flatMap((migration) => statementsFor(migration, 'postgresql')).filter((sql) =>
    /^\s*create table/i.test(sql),
  ).length;
  const open = async () => (await tab.call<{ totalMs: number }>('bareOpen', { tables })).totalMs;
  const createMs = await open();
  await tab.call('bareClose');
  await tab.restart();
  const { openMs: reopenMs } = await tab.call<{ openMs: number }>('bareOpen', { tables: 0 });
  return { createMs, reopenMs };
}
