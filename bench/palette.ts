import type { Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { skipWelcome } from '../tests/e2e/app.ts';
import { withApp } from './app.ts';
import { type Figure, figure, median, percentile } from './figure.ts';

declare const window: Window & { readonly hearth: HearthClient };

const OPENINGS = 15;
const WORDS = ['harbour', 'theme', 'paper 41', 'back up', 'ferry'] as const;
const NOTES = 300;

/** The palette over 300 notes: from the key until its first line is there and painted, and from each key to the lines for it. */
export async function measurePalette(): Promise<Figure[]> {
  return withApp(false, async ({ page }) => {
    await skipWelcome(page);
    await page.evaluate(async (count) => {
      const files = Array.from({ length: count }, (_, at) => {
        return { path: `Papers/Paper ${at}.md`, file: new File([`# Paper ${at}\n\nOf the harbour.\n`], `${at}.md`) };
      });
      await window.hearth.import(files, { label: 'Papers' });
      await window.hearth.settled();
    }, NOTES);
    const opened: number[] = [];
    const typed: number[] = [];
    // The first opening fetches its code where the page was never idle: it is not counted.
    await openPalette(page);
    for (let at = 0; at < OPENINGS; at++) opened.push(await openPalette(page));
    for (const words of WORDS) typed.push(...(await typeInPalette(page, words)));
    const time = { unit: 'ms', better: 'lower', goal: 50 } as const;
    return [
      figure('palette-open-to-first-result', median(opened), time),
      figure('palette-key-to-results-p95', percentile(typed, 0.95), time),
    ];
  });
}

/** Presses the palette's key, waits until a line is painted, and closes it. */
async function openPalette(page: Page): Promise<number> {
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        const look = () => {
          if (document.querySelector('[role="dialog"] [role="option"]') === null) return;
          watcher.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document.body, { childList: true, subtree: true });
        const press = { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent('keydown', press));
      }),
  );
  await page.keyboard.press('Escape');
  await page.locator('[role="dialog"]').waitFor({ state: 'detached' });
  return time;
}

/** How long after each key the lines were other ones, or the count was told again, and painted. */
async function typeInPalette(page: Page, words: string): Promise<readonly number[]> {
  await page.keyboard.press('Control+K');
  const field = page.getByRole('combobox');
  await field.waitFor();
  const times: number[] = [];
  for (let end = 1; end <= words.length; end++) {
    times.push(
      await field.evaluate(
        (element, text) => {
          const input = element as HTMLInputElement;
          return new Promise<number>((resolve) => {
            const begun = performance.now();
            const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
            setter?.call(input, text);
            input.dispatchEvent(new InputEvent('input', { bubbles: true }));
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
          });
        },
        words.slice(0, end),
      ),
    );
  }
  await page.keyboard.press('Escape');
  await page.locator('[role="dialog"]').waitFor({ state: 'detached' });
  return times;
}
