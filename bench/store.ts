import { MIGRATIONS } from '../src/db/migrations/index.ts';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import { openStoreTab, type StoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';

export interface StoreFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms';
  /** The bare library in the same run. */
  readonly baseline: number;
  readonly ratio: number;
  readonly goal: number;
  readonly better: 'lower';
}

interface Times {
  readonly createMs: number;
  readonly reopenMs: number;
}

/**
 * First create and reopening, medians of `rounds`, against bare PGlite on opfs-ahp with as many tables. Each measure has a
 * browser of its own, so that none profits from code that another one compiled; they take turns.
 */
export async function measureStore(rounds = 3): Promise<readonly StoreFigure[]> {
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
  const figure = (name: string, of: (times: Times) => number, goal: number): StoreFigure => {
    const value = median(ours.map(of));
    const baseline = median(bare.map(of));
    return { name, value, unit: 'ms', baseline, ratio: value / baseline, goal, better: 'lower' };
  };
  return [
    figure('store: first create', ({ createMs }) => createMs, 0.2),
    figure('store: reopen', ({ reopenMs }) => reopenMs, 1.1),
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
  const tables = MIGRATIONS.flatMap(({ statements }) => statements).filter((sql) =>
    /^\s*create table/i.test(sql),
  ).length;
  const open = async () => (await tab.call<{ totalMs: number }>('bareOpen', { tables })).totalMs;
  const createMs = await open();
  await tab.call('bareClose');
  await tab.restart();
  const { openMs: reopenMs } = await tab.call<{ openMs: number }>('bareOpen', { tables: 0 });
  return { createMs, reopenMs };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
