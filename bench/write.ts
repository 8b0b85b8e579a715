import { sqliteAlone } from '../scripts/vite-sqlite.ts';
import { storeImage } from '../scripts/vite-store-image.ts';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import { buildPage } from '../tests/browser/harness/build-page.ts';
import { serve } from '../tests/browser/harness/serve.ts';
import { type Figure, figure, median, percentile } from './figure.ts';

/** A command with its change log against a bare insert, in one worker on the durable store. Half a minute. */
export async function measureWrite(pairs = 400): Promise<Figure[]> {
  const built = await buildPage({ page: 'bench/pages/write', plugins: () => [sqliteAlone(), storeImage()] });
  const server = await serve({ base: '/hearth/', folders: [built] });
  const browser = await launchBrowser();
  try {
    const tab = await browser.newPage();
    await tab.goto(server.url);
    const { bare, commands } = await tab.evaluate((count) => window.writeBench.measure(count), pairs);
    const baseline = median(bare);
    return [
      figure('command-with-change-log-p50', median(commands), { unit: 'ms', better: 'lower', baseline, goal: 1.2 }),
      figure('command-with-change-log-p95', percentile(commands, 0.95), {
        unit: 'ms',
        better: 'lower',
        baseline: percentile(bare, 0.95),
      }),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}
