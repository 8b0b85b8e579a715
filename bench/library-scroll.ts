import type { Page } from 'playwright';
import { type Figure, figure } from './figure.ts';
import { longestTask, watchTasks } from './long-tasks.ts';
import { withManyItems } from './many-items.ts';

const ITEMS = 100_000;
const FRAMES = 180;

/** The library with 100,000 things: scrolled from top to bottom as list and as table, ordered anew, all of it selected. Two minutes. */
export async function measureLibraryScroll(): Promise<Figure[]> {
  return withManyItems(ITEMS, async ({ page, url }) => {
    await page.goto(`${url}#/library`);
    await untilShown(page);
    await watchTasks(page);
    await longestTask(page);
    const figures: Figure[] = [];
    const time = { unit: 'ms', better: 'lower' } as const;
    const task = async (name: string) => {
      figures.push(figure(`library-${name}-longest-task`, await longestTask(page), { ...time, goal: 50 }));
    };
    for (const look of ['List', 'Table'] as const) {
      await page.getByRole('radio', { name: look }).click();
      await untilShown(page);
      await longestTask(page);
      await scrollThrough(page);
      await task(look === 'List' ? 'scroll-100k' : 'table-scroll-100k');
    }
    const first = await page.getByRole('option').first().textContent();
    const sortedMs = await timed(async () => {
      await page.getByRole('group', { name: 'Columns' }).getByRole('button', { name: 'Title' }).click();
      await page.waitForFunction((old) => document.querySelector('[role="option"]')?.textContent !== old, first);
      await untilShown(page);
    });
    await task('sort-100k');
    const selectedMs = await timed(async () => {
      await page.getByRole('listbox').focus();
      await page.keyboard.press('Control+A');
      await page.getByRole('status').filter({ hasText: '100,000 selected' }).waitFor();
    });
    await task('select-all-100k');
    await scrollThrough(page);
    await task('selected-scroll-100k');
    figures.push(figure('library-sort-100k', sortedMs, time), figure('library-select-all-100k', selectedMs, time));
    return figures;
  });
}

async function timed(act: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

/** Until the rows in view have their things. */
const untilShown = (page: Page) =>
  page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('[role="option"]')];
    return rows.length > 10 && rows.every((row) => (row.textContent ?? '').includes('Paper'));
  });

/** To the bottom in even steps, one a frame, then back; and waits for what is in view then. */
async function scrollThrough(page: Page): Promise<void> {
  await page.getByRole('listbox').evaluate(
    (list, frames) =>
      new Promise<void>((resolve) => {
        const whole = list.scrollHeight - list.clientHeight;
        let at = 0;
        const step = () => {
          at += 1;
          list.scrollTop = whole * (at <= frames ? at / frames : 2 - at / frames);
          if (at < 2 * frames) requestAnimationFrame(step);
          else resolve();
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );
  await untilShown(page);
}
