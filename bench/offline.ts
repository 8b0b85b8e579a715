import { readdirSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright';
import { buildPage } from '../tests/browser/harness/build-page.ts';
import { serve } from '../tests/browser/harness/serve.ts';
import { inProfile, untilControlled, withApp } from './app.ts';
import { type Figure, figure, median } from './figure.ts';

/** Largest contentful paint of a start without network, the app against a bare React page. A minute. */
export async function measureOffline(rounds = 7): Promise<Figure[]> {
  const bare = await measureBare(rounds);
  const ours = await withApp(false, async ({ page, context }) => {
    await untilControlled(page);
    return offlinePaints(context, page, rounds);
  });
  const expected = { unit: 'ms', better: 'lower', baseline: median(bare), goal: 2 } as const;
  return [figure('offline-largest-contentful-paint', median(ours), expected)];
}

async function measureBare(rounds: number): Promise<number[]> {
  const folder = await buildPage({ page: 'bench/pages/react' });
  const server = await serve({ base: '/bare/', folders: [folder], headers: {} });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(folder.length)}/${entry.name}`.replace(/^\/+/, './'));
  server.files.set('sw.js', new TextEncoder().encode(serviceWorker(['./', ...files])));
  try {
    return await inProfile(async (context) => {
      const page = await context.newPage();
      await page.goto(server.url);
      await untilControlled(page);
      return offlinePaints(context, page, rounds);
    });
  } finally {
    await server.close();
  }
}

/** What a simple precaching service worker does. */
const serviceWorker = (files: readonly string[]) => `
  addEventListener('install', (event) => {
    skipWaiting();
    event.waitUntil(caches.open('all').then((cache) => cache.addAll(${JSON.stringify(files)})));
  });
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) =>
    event.respondWith(caches.match(event.request).then((found) => found ?? fetch(event.request))));`;

/** Settled two seconds after the load: nothing larger comes after that. */
const SETTLED_MS = 2000;

async function offlinePaints(context: BrowserContext, page: Page, rounds: number): Promise<number[]> {
  await context.setOffline(true);
  const paints: number[] = [];
  for (let round = -1; round < rounds; round++) {
    await page.reload();
    const paint = await page.evaluate(largestPaint, SETTLED_MS);
    if (round >= 0) paints.push(paint);
  }
  return paints;
}

function largestPaint(settledMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let latest = 0;
    const observer = new PerformanceObserver((list) => {
      latest = list.getEntries().at(-1)?.startTime ?? latest;
    });
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(() => (latest > 0 ? resolve(latest) : reject(new Error('nothing was painted'))), settledMs);
  });
}
