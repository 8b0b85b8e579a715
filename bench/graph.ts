import type { Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { settled, skipWelcome } from '../tests/e2e/app.ts';
import { withApp } from './app.ts';
import { type Figure, figure, percentile } from './figure.ts';

declare const window: Window & {
  readonly hearth: HearthClient;
  /** Of each task over 50 ms, how long it was. */
  tasks: number[];
};

const NODES = 10_000;
const LINKS_OF_EACH = 3;
const FRAMES = 120;
/** What the browser does not report took less. */
const UNREPORTED_TASK_MS = 50;

/**
 * The graph of 10,000 notes with three links each: from its address to the first picture, and the frames while it is
 * moved and laid out; then the list of those notes, scrolled. Notes come in by an import, which takes most of the time.
 */
export async function measureGraph(): Promise<Figure[]> {
  return withApp(true, async ({ page }) => {
    await skipWelcome(page);
    await importNotes(page);
    const firstPaint = await paintFirst(page);
    const drawing = await watchTasks(page);
    const frames = await frameTimes(page);
    await page.locator('[data-calm="true"]').waitFor({ timeout: 120_000 });
    const longestDrawing = await drawing();
    const longestScrolling = await scrollList(page);
    const time = { unit: 'ms', better: 'lower' } as const;
    return [
      figure('graph-10k-first-paint', firstPaint, { ...time, goal: 2_000 }),
      figure('graph-10k-frame-p95', percentile(frames, 0.95), { ...time, goal: 50 }),
      figure('graph-10k-longest-task', longestDrawing, { ...time, goal: 50 }),
      figure('notes-10k-scroll-longest-task', longestScrolling, { ...time, goal: 50 }),
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

/** Between frames while the wheel and a drag move the picture. */
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
  await page.mouse.down();
  for (let step = 0; step < 20; step++) await page.mouse.move(760 + step * 10, 500 - step * 6);
  await page.mouse.up();
  return frames;
}

/** Returns the way to the longest task of the page from now on, in ms. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  return async () => Math.max(UNREPORTED_TASK_MS, ...(await page.evaluate(() => window.tasks)));
}

/** From the top of the list a long way down, by the wheel. */
async function scrollList(page: Page): Promise<number> {
  await page.evaluate(() => {
    location.hash = '#/notes';
  });
  const list = page.getByRole('list', { name: 'Notes' });
  await list.getByRole('link').first().waitFor();
  await list.hover();
  const longest = await watchTasks(page);
  for (let step = 0; step < 150; step++) await page.mouse.wheel(0, 700);
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('[role="listitem"]')];
    return rows.some((row) => Number(row.getAttribute('aria-posinset')) > 1_000 && row.querySelector('a') !== null);
  });
  return longest();
}
