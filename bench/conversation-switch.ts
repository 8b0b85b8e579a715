import type { Page } from 'playwright';
import { LINGER_MS } from '../src/app/live-store.ts';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { importTexts, skipWelcome } from '../tests/e2e/app.ts';
import { withApp } from './app.ts';
import { type Figure, figure, percentile } from './figure.ts';
import { openPageCpu } from './page-cpu.ts';

declare const window: Window & { readonly hearth: HearthClient };

/** Questions; each has its answer. */
const QUESTIONS = 500;
const ROUNDS = 12;
/** Of one that the page no longer knows. */
const FRESH_ROUNDS = 5;

/**
 * From the press on a conversation of 1,000 messages, out of a short one, until its last answer is painted. Two minutes, most of them for
 * asking all that and for the page to forget it.
 */
export async function measureConversationSwitch(): Promise<Figure[]> {
  return withApp(false, async ({ page }) => {
    await skipWelcome(page);
    await importTexts(page, { 'Boiler.md': '# Boiler\n\nThe boiler was last serviced on 12 March 2024 by Mr Okafor.' });
    const long = await talk(page, QUESTIONS, 'Who was it that serviced the boiler');
    const short = await talk(page, 1, 'When was the boiler serviced');
    const cpu = await openPageCpu(page);
    const times: number[] = [];
    const work: number[] = [];
    await switchTo(page, short);
    for (let round = 0; round <= ROUNDS; round++) {
      const before = await cpu();
      const time = await switchTo(page, long);
      const worked = (await cpu()) - before;
      await switchTo(page, short);
      // The first round loads the parts.
      if (round === 0) continue;
      times.push(time);
      work.push(worked);
    }
    const fresh: number[] = [];
    for (let round = 0; round < FRESH_ROUNDS; round++) {
      await page.waitForTimeout(LINGER_MS + 1_000);
      fresh.push(await switchTo(page, long));
      await switchTo(page, short);
    }
    const expected = { unit: 'ms', better: 'lower' } as const;
    return [
      figure('conversation-switch-1000-p50', percentile(times, 0.5), { ...expected, goal: 100 }),
      figure('conversation-switch-1000-p95', percentile(times, 0.95), { ...expected, goal: 100 }),
      figure('conversation-switch-1000-fresh-p50', percentile(fresh, 0.5), { ...expected, goal: 100 }),
      figure('conversation-switch-1000-cpu-p50', percentile(work, 0.5), expected),
    ];
  });
}

interface Talk {
  readonly conversationId: string;
  readonly lastAnswerId: string;
}

function talk(page: Page, questions: number, text: string): Promise<Talk> {
  return page.evaluate(
    async ([count, asked]) => {
      const { hearth } = window;
      const conversationId = hearth.newId();
      let parentId: string | null = null;
      for (let at = 0; at < count; at++) {
        const [messageId, answerId, runId] = [hearth.newId(), hearth.newId(), hearth.newId()];
        const ids = { conversationId, messageId, answerId, runId, parentId };
        await hearth.command('send-message', { ...ids, text: `${asked}, time ${at}?` });
        parentId = answerId;
      }
      while ((await hearth.query('turn', { answerId: parentId ?? '' }))?.status === 'running')
        await new Promise((resolve) => setTimeout(resolve, 50));
      await hearth.settled();
      return { conversationId, lastAnswerId: parentId ?? '' };
    },
    [questions, text] as const,
  );
}

function switchTo(page: Page, { conversationId, lastAnswerId }: Talk): Promise<number> {
  return page.evaluate(
    ([id, last]) =>
      new Promise<number>((resolve, reject) => {
        const link = document.querySelector<HTMLElement>(`nav a[href*="/ask/${id}"]`);
        if (link === null) return reject(new Error('the conversation is not in the list'));
        const begun = performance.now();
        const look = () => {
          if (document.querySelector(`[data-message="${last}"]`) === null) return;
          watcher.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document.documentElement, { childList: true, subtree: true });
        link.click();
        look();
      }),
    [conversationId, lastAnswerId] as const,
  );
}
