import type { Page } from 'playwright';
import { type Figure, figure, percentile } from './figure.ts';
import { graphNotes } from './graph-notes.ts';
import { longestTask } from './long-tasks.ts';
import { withFilledStore } from './many-items.ts';

const NODES = 10_000;
const LINKS_OF_EACH = 3;
const FRAMES = 120;
const FRAMES_OF_PICTURE = 60;

/**
 * The graph of 10,000 notes with three links each, which are written into the store in bulk: from its address to the
 * first picture, the frames while it is moved, until it is calm, while its filter is typed; then the list of those
 * notes, scrolled.
 */
export async function measureGraph(): Promise<Figure[]> {
  return withFilledStore(graphNotes(NODES, LINKS_OF_EACH), async ({ page }) => {
    // Where the app goes by itself as it starts; only then is it sent elsewhere.
    await page.getByRole('option').first().waitFor();
    const figures: Figure[] = [];
    const time = { unit: 'ms', better: 'lower', goal: 50 } as const;
    const measure = async (name: string, act: () => Promise<unknown>) => {
      const { wallMs, cpuMs } = await longestTask(page, act);
      figures.push(figure(`${name}-longest-task`, wallMs, time), figure(`${name}-longest-task-cpu`, cpuMs, time));
    };
    await measure('graph-10k', async () => {
      figures.push(figure('graph-10k-first-paint', await paintFirst(page), { ...time, goal: 2_000 }));
      const { page: frames, picture } = await moveAbout(page);
      figures.push(
        figure('graph-10k-frame-p95', percentile(frames, 0.95), time),
        figure('graph-10k-picture-frame-p95', percentile(picture, 0.95), time),
      );
      const begun = performance.now();
      await page.locator('[data-calm="true"]').waitFor({ timeout: 120_000 });
      figures.push(figure('graph-10k-calm', performance.now() - begun, { unit: 'ms', better: 'lower' }));
    });
    await measure('graph-10k-filter', () => typeFilter(page));
    await measure('notes-10k-scroll', () => scrollList(page));
    return figures;
  });
}

/** From the change of the address to the first frame after the picture is there. */
function paintFirst(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const from = performance.now();
        location.hash = '#/graph';
        const look = () => {
          if (performance.now() - from > 60_000) reject(new Error('the graph was not drawn in a minute'));
          else if (document.querySelector('[data-drawn]') === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - from));
        };
        look();
      }),
  );
}

/** Between so many frames from now on, in ms; runs in the page and in a worker. */
function framesOf(count: number): Promise<number[]> {
  return new Promise((resolve) => {
    const times: number[] = [];
    let last = performance.now();
    const frame = (now: number) => {
      times.push(now - last);
      last = now;
      if (times.length >= count) resolve(times.slice(1));
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Frames of the page, and of the worker that draws, while the wheel and a drag move the picture. */
async function moveAbout(page: Page): Promise<{ readonly page: number[]; readonly picture: number[] }> {
  const drawing = page.workers().find((worker) => worker.url().includes('picture.worker'));
  if (drawing === undefined) throw new Error('there is no worker that draws');
  const frames = Promise.all([page.evaluate(framesOf, FRAMES), drawing.evaluate(framesOf, FRAMES_OF_PICTURE)]);
  await page.mouse.move(760, 500);
  for (let step = 0; step < 20; step++) await page.mouse.wheel(0, step % 2 === 0 ? -120 : 120);
  await page.mouse.down();
  for (let step = 0; step < 40; step++) await page.mouse.move(760 + step * 5, 500 - step * 3);
  await page.mouse.up();
  const [ofPage, ofPicture] = await frames;
  return { page: ofPage, picture: ofPicture };
}

/** Words are typed and taken back; each key changes what is shown. */
async function typeFilter(page: Page): Promise<void> {
  const words = 'Note 12';
  await page.getByRole('searchbox', { name: 'Filter by title' }).click();
  await page.keyboard.type(words, { delay: 80 });
  await page.getByRole('status').filter({ hasText: '111 things' }).waitFor();
  for (let at = 0; at < words.length; at++) await page.keyboard.press('Backspace', { delay: 40 });
  await page.getByRole('status').filter({ hasText: '10,000 things' }).waitFor();
}

/** From the top of the list a long way down, by the wheel. */
async function scrollList(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/notes';
  });
  const list = page.getByRole('list', { name: 'Notes' });
  await list.getByRole('link').first().waitFor();
  await list.hover();
  for (let step = 0; step < 150; step++) await page.mouse.wheel(0, 700);
  await page.waitForFunction(() => {
    const rows = [...document.querySelectorAll('[role="listitem"]')];
    return rows.some((row) => Number(row.getAttribute('aria-posinset')) > 1_000 && row.querySelector('a') !== null);
  });
}
