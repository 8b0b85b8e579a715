import type { Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { skipWelcome, untilReady } from '../tests/e2e/app.ts';
import { type BenchApp, withApp } from './app.ts';
import { type Figure, figure, percentile } from './figure.ts';

declare const window: Window & { readonly hearth: HearthClient; shownAt: Promise<number> };

const CHANGES = 40;

/**
 * A note renamed in one tab: how long until the new title stands in the library of another tab, and in that of another window,
 * and is painted there. Both clocks are the machine's.
 */
export async function measureSecondTab(): Promise<Figure[]> {
  return withApp(false, async (app) => {
    const { page, context } = app;
    await skipWelcome(page);
    await page.evaluate(async () => {
      await window.hearth.importSample();
      await window.hearth.settled();
    });
    const time = { unit: 'ms', better: 'lower', goal: 100 } as const;
    const tab = await context.newPage();
    const secondWindow = await openWindow(app);
    const figures: Figure[] = [];
    for (const [name, other] of [
      ['change-to-second-tab', tab],
      ['change-to-second-window', secondWindow],
    ] as const) {
      await other.goto(`${page.url().split('#')[0]}#/library`);
      await untilReady(other);
      await other.getByRole('option').first().waitFor();
      await other.bringToFront();
      const times = await changesSeen(page, other);
      figures.push(
        figure(`${name}-p50`, percentile(times, 0.5), time),
        figure(`${name}-p95`, percentile(times, 0.95), time),
      );
    }
    return figures;
  });
}

/** Of the same profile, on top of the other one. */
async function openWindow({ context, page }: BenchApp): Promise<Page> {
  const devtools = await context.browser()?.newBrowserCDPSession();
  const made = context.waitForEvent('page');
  if (devtools) await devtools.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  else await page.evaluate(() => void window.open('about:blank', '_blank', 'popup,width=1000,height=800'));
  return made;
}

async function changesSeen(from: Page, to: Page): Promise<readonly number[]> {
  const itemId = await from.evaluate(async () => (await window.hearth.query('items', { limit: 1 })).items[0]?.id ?? '');
  const times: number[] = [];
  for (let at = 0; at < CHANGES; at++) {
    const title = `Renamed ${at} ${Math.round(performance.now())}`;
    await to.evaluate((wanted) => {
      window.shownAt = new Promise((resolve) => {
        const look = () => {
          if (!document.querySelector('[role="listbox"]')?.textContent?.includes(wanted)) return;
          watcher.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
      });
    }, title);
    const begunMs = await from.evaluate(
      ([id, next]) => {
        const begun = performance.timeOrigin + performance.now();
        void window.hearth.command('rename-item', { itemId: id, title: next });
        return begun;
      },
      [itemId, title] as const,
    );
    times.push((await to.evaluate(() => window.shownAt)) - begunMs);
  }
  return times;
}
