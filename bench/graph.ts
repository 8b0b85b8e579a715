import type { Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { settled, skipWelcome } from '../tests/e2e/app.ts';
import { withApp } from './app.ts';
import { type Figure, figure, percentile } from './figure.ts';

declare const window: Window & { readonly hearth: HearthClient };

const NODES = 10_000;
const LINKS_OF_EACH = 3;
const FRAMES = 120;

/**
 * The graph of 10,000 notes with three links each: from its address to the first picture, and the frames while it is
 * moved and laid out. Notes come in by an import, which takes most of the time.
 */
export async function measureGraph(): Promise<Figure[]> {
  return withApp(true, async ({ page }) => {
    await skipWelcome(page);
    await importNotes(page);
    const firstPaint = await paintFirst(page);
    const frames = await frameTimes(page);
    const time = { unit: 'ms', better: 'lower' } as const;
    return [
      figure('graph-10k-first-paint', firstPaint, { ...time, goal: 2_000 }),
      figure('graph-10k-frame-p95', percentile(frames, 0.95), { ...time, goal: 50 }),
    ];
  });
}

async function importNotes(page: Page): Promise<void> {
  await page.evaluate(
    async ([nodes, links]) => {
      await window.hearth.command('set-setting', { key: 'search.vectors', value: false });
      const files = Array.from({ length: nodes }, (_, at) => {
        const targets = Array.from({ length: links }, (_, link) => (at * (link + 7) + link * 977 + 1) % nodes);
        const text = `# Note ${at}\n\n${targets.map((target) => `[[Note ${target}]]`).join(' ')}\n`;
        return { path: `Graph/${at % 40}/Note ${at}.md`, file: new File([text], `Note ${at}.md`) };
      });
      await window.hearth.import(files, { label: 'Graph' });
    },
    [NODES, LINKS_OF_EACH] as const,
  );
  const state = () =>
    page.evaluate(async () => (await window.hearth.query('imports', { limit: 1 }))[0]?.status ?? 'none');
  while ((await state()) !== 'done') await page.waitForTimeout(1_000);
  await settled(page);
}

/** From the change of the address to the first frame after the drawing is there. */
function paintFirst(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        location.hash = '#/graph';
        const look = () => {
          if (document.querySelector('[data-calm] canvas') === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - from));
        };
        look();
      }),
  );
}

/** Between frames while the wheel moves the picture. */
async function frameTimes(page: Page): Promise<readonly number[]> {
  const frames = page.evaluate(
    (count) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last = performance.now();
        const frame = (now: number) => {
          times.push(now - last);
          last = now;
          if (times.length >= count) resolve(times.slice(1));
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    FRAMES,
  );
  await page.mouse.move(760, 500);
  for (let step = 0; step < 20; step++) await page.mouse.wheel(0, step % 2 === 0 ? -120 : 120);
  return frames;
}
