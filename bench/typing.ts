import type { Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { skipWelcome } from '../tests/e2e/app.ts';
import { withApp } from './app.ts';
import { type Figure, figure, percentile } from './figure.ts';

declare const window: Window & {
  readonly hearth: HearthClient;
  /** Of each interaction that took 16 ms or longer: how long until it was painted. */
  interactions: Map<number, number>;
};

const KEYS = 240;
/** Between two keys: a fast typist. */
const KEY_MS = 90;
const NOTES = 1_500;
/** What the browser does not report took less. */
const UNREPORTED_MS = 8;

const PHRASE = 'the ledger of the harbour says that the ferry leaves at noon ';

/**
 * Keys in the editor of a note while 1,500 notes are imported and their meanings are learned: until what was typed is painted
 * (Event Timing, as INP takes it); then once more while the model answers too. Three minutes.
 */
export async function measureTyping(): Promise<Figure[]> {
  return withApp(true, async ({ page }) => {
    await skipWelcome(page);
    const idle = await typeInNote(page, 'Quiet');
    await page.evaluate((count) => {
      const files = Array.from({ length: count }, (_, at) => {
        const line = `Paper ${at} was filed by clerk ${at % 13} in drawer ${at % 97} of the harbour office. `;
        return { path: `Papers/${at}.md`, file: new File([`# Paper ${at}\n\n${line.repeat(14)}`], `${at}.md`) };
      });
      // Its end is not waited for: what counts is that it is under way.
      void window.hearth.import(files, { label: 'Papers' });
    }, NOTES);
    await page.waitForFunction(async () => (await window.hearth.query('imports', { limit: 1 }))[0]?.added !== 0);
    const busy = await typeInNote(page, 'Busy');
    await page.evaluate(askOnAndOn);
    const both = await typeInNote(page, 'Busier');
    const { done, embedding } = await page.evaluate(async () => ({
      done: (await window.hearth.query('imports', { limit: 1 }))[0]?.status === 'done',
      embedding: (await window.hearth.query('status', {})).embedding,
    }));
    if (done && embedding.waiting === 0) throw new Error('all was imported and learned before the last key');
    const time = { unit: 'ms', better: 'lower' } as const;
    return [
      figure('typing-while-indexing-inp-p75', percentile(busy, 0.75), { ...time, goal: 100 }),
      figure('typing-while-indexing-inp-p98', percentile(busy, 0.98), time),
      figure('typing-while-indexing-and-generating-inp-p75', percentile(both, 0.75), { ...time, goal: 100 }),
      figure('typing-while-indexing-and-generating-inp-p98', percentile(both, 0.98), time),
      figure('typing-while-idle-inp-p75', percentile(idle, 0.75), time),
    ];
  });
}

/** One question after another, so that the model reads and writes all the time. */
async function askOnAndOn(): Promise<void> {
  await window.hearth.loadModel({ timeoutMs: 240_000 });
  const next = async (at: number): Promise<void> => {
    for await (const part of window.hearth.ask(`Which drawer holds paper ${at}?`)) if (part.type === 'answer') break;
    await next(at + 1);
  };
  void next(1);
}

/** Makes a note, types in it, and tells how long each key took. */
async function typeInNote(page: Page, title: string): Promise<readonly number[]> {
  const itemId = await page.evaluate(async (name) => {
    const id = window.hearth.newId();
    await window.hearth.command('create-note', { itemId: id, title: name, text: `# ${name}\n` });
    location.hash = `#/notes/${id}`;
    return id;
  }, title);
  const body = page.getByRole('textbox', { name: 'Body of the note' });
  await body.click();
  await page.evaluate(() => {
    window.interactions = new Map();
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (!entry.interactionId) continue;
        const before = window.interactions.get(entry.interactionId) ?? 0;
        window.interactions.set(entry.interactionId, Math.max(before, entry.duration));
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const typed = Array.from({ length: KEYS }, (_, at) => PHRASE[at % PHRASE.length]).join('');
  await page.keyboard.type(typed, { delay: KEY_MS });
  await page.waitForFunction(
    async ([id, text]) => (await window.hearth.query('item', { itemId: id }))?.text.includes(text.trim()),
    [itemId, typed] as const,
  );
  const reported = await page.evaluate(() => [...window.interactions.values()]);
  return [...reported, ...Array.from({ length: Math.max(0, KEYS - reported.length) }, () => UNREPORTED_MS)];
}
