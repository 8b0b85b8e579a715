import type { Page } from 'playwright';
import { type Figure, figure } from './figure.ts';
import { longestTask } from './long-tasks.ts';
import { withManyItems } from './many-items.ts';

const ITEMS = 100_000;
const FRAMES = 180;

/** The library with 100,000 things: scrolled from top to bottom as list and as table, ordered anew, all of it selected. Two minutes. */
export async function measureLibraryScroll(): Promise<Figure[]> {
  return withManyItems(ITEMS, async ({ page, url }) => {
    await page.goto(`${url}#/library`);
    await untilShown(page);
    const figures: Figure[] = [];
    const time = { unit: 'ms', better: 'lower' } as const;
    /** The longest task meanwhile, and how long it took until what it leads to was there. */
    const measure = async (name: string, act: () => Promise<unknown>) => {
      const begun = performance.now();
      let doneMs = 0;
      const { wallMs, cpuMs } = await longestTask(page, async () => {
        await act();
        doneMs = performance.now() - begun;
      });
      figures.push(
        figure(`library-${name}-100k-longest-task`, wallMs, { ...time, goal: 50 }),
        figure(`library-${name}-100k-longest-task-cpu`, cpuMs, { ...time, goal: 50 }),
      );
      return doneMs;
    };
    await measure('scroll', () => scrollThrough(page));
    await page.getByRole('radio', { name: 'Table' }).click();
    await measure('table-scroll', () => scrollThrough(page));
    const sortedMs = await measure('sort', () => sortByTitle(page));
    const selectedMs = await measure('select-all', () => selectAll(page));
    await measure('selected-scroll', () => scrollThrough(page));
    figures.push(figure('library-sort-100k', sortedMs, time), figure('library-select-all-100k', selectedMs, time));
    return figures;
  });
}

async function sortByTitle(page: Page): Promise<void> {
  const first = await page.getByRole('option').first().textContent();
  await page.getByRole('group', { name: 'Columns' }).getByRole('button', { name: 'Title' }).click();
  await page.waitForFunction((old) => document.querySelector('[role="option"]')?.textContent !== old, first);
  await untilShown(page);
}

async function selectAll(page: Page): Promise<void> {
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Control+A');
  await page.getByRole('status').filter({ hasText: '100,000 selected' }).waitFor();
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
