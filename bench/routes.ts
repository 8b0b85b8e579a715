import { skipWelcome } from '../tests/e2e/app.ts';
import { withApp } from './app.ts';
import { type Figure, figure, percentile } from './figure.ts';
import { openPageCpu } from './page-cpu.ts';

const ROUNDS = 12;
const AREAS = ['/ask', '/find', '/notes', '/library', '/settings'] as const;

/** From the press on an area's link until its heading is there and painted, on the warm app, over all areas in turn. */
export async function measureRoutes(): Promise<Figure[]> {
  return withApp(false, async ({ page }) => {
    await skipWelcome(page);
    const cpu = await openPageCpu(page);
    const times: number[] = [];
    const work: number[] = [];
    // From the last of the areas, so that each press leads to another one.
    await page.locator('nav a[href$="#/settings"]').first().click();
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    for (let round = 0; round <= ROUNDS; round++) {
      for (const area of AREAS) {
        const before = await cpu();
        const time = await page.evaluate(
          (to) =>
            new Promise<number>((resolve) => {
              const link = document.querySelector<HTMLElement>(`nav a[href$="#${to}"]`);
              if (link === null) throw new Error(`no link to ${to}`);
              const begun = performance.now();
              const before = document.title;
              const look = () => {
                if (document.title === before) return;
                watcher.disconnect();
                requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
              };
              const watcher = new MutationObserver(look);
              watcher.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
              link.click();
            }),
          area,
        );
        // The first round loads each area.
        if (round === 0) continue;
        times.push(time);
        work.push((await cpu()) - before);
      }
    }
    const expected = { unit: 'ms', better: 'lower' } as const;
    return [
      figure('route-change-p50', percentile(times, 0.5), { ...expected, goal: 50 }),
      figure('route-change-p95', percentile(times, 0.95), { ...expected, goal: 50 }),
      figure('route-change-cpu-p95', percentile(work, 0.95), expected),
    ];
  });
}
