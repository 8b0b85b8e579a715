import type { Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { skipWelcome } from '../tests/e2e/app.ts';
import { withApp } from './app.ts';
import { type Figure, figure, percentile } from './figure.ts';
import { longestTask } from './long-tasks.ts';
import { openPageCpu } from './page-cpu.ts';

declare const window: Window & {
  readonly hearth: HearthClient;
  /** Of each key, how long until it was painted. */
  keys: Map<number, number>;
};

const KEYS = 160;
const KEY_MS = 90;
/** What the browser does not report took less. */
const UNREPORTED_KEY_MS = 8;
const PHRASE = 'the ledger of the harbour says that the ferry leaves at noon ';

/** A note of 1 MB with all that live preview draws: headings, lists, boxes, tables, code, links and formulas. */
function longNote(): string {
  const part = (at: number): string =>
    `## Part ${at}\n\nThe **ledger** of the *harbour*, page ${at}, see [[Part ${at}|there]] and \`code\` #tag $x^${at}$.\n\n` +
    `- one\n  - two\n- [ ] open\n\n> [!note] Mind\n> The ferry leaves at noon.\n\n` +
    `| a | b |\n|---|---|\n| ${at} | **two** |\n\n\`\`\`js\nlet page = ${at};\n\`\`\`\n\n${PHRASE.repeat(6)}\n\n`;
  const parts: string[] = [];
  for (let size = 0, at = 0; size < 1_000_000; at++) {
    parts.push(part(at));
    size += parts[at]?.length ?? 0;
  }
  return parts.join('');
}

interface Typing {
  readonly place: 'start' | 'end';
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly keyCpuMs: number;
  /** Of each key, how long until it was painted. */
  readonly keyMs: readonly number[];
}

/** Keys in a note of 1 MB, at its beginning and at its end. Half a minute. */
export async function measureEditor(): Promise<Figure[]> {
  return withApp(false, async ({ page }) => {
    await skipWelcome(page);
    await openLongNote(page);
    await watchKeys(page);
    const worked = await openPageCpu(page);
    const typings: Typing[] = [];
    for (const place of ['start', 'end'] as const) {
      await goTo(page, place === 'start' ? 'Control+Home' : 'Control+End');
      await page.evaluate(() => window.keys.clear());
      const before = await worked();
      const longest = await longestTask(page, () => typeThere(page));
      const keyCpuMs = ((await worked()) - before) / KEYS;
      const keys = await page.evaluate(() => [...window.keys.values()]);
      const unreported = Array.from({ length: Math.max(0, KEYS - keys.length) }, () => UNREPORTED_KEY_MS);
      typings.push({ place, ...longest, keyCpuMs, keyMs: [...keys, ...unreported] });
    }
    return figuresOf(typings);
  });
}

function figuresOf(typings: readonly Typing[]): Figure[] {
  const time = { unit: 'ms', better: 'lower' } as const;
  const most = (of: (typing: Typing) => number) => Math.max(...typings.map(of));
  const mean = typings.reduce((sum, { keyCpuMs }) => sum + keyCpuMs, 0) / typings.length;
  const all = typings.flatMap(({ keyMs }) => keyMs);
  return [
    figure(
      'typing-1mb-note-longest-task',
      most(({ wallMs }) => wallMs),
      { ...time, goal: 50 },
    ),
    figure(
      'typing-1mb-note-longest-task-cpu',
      most(({ cpuMs }) => cpuMs),
      { ...time, goal: 50 },
    ),
    figure('typing-1mb-note-key-cpu', mean, time),
    figure('typing-1mb-note-key-to-paint-p95', percentile(all, 0.95), { ...time, goal: 100 }),
    ...typings.flatMap(({ place, cpuMs, keyCpuMs, keyMs }) => [
      figure(`typing-1mb-note-${place}-longest-task-cpu`, cpuMs, { ...time, goal: 50 }),
      figure(`typing-1mb-note-${place}-key-cpu`, keyCpuMs, time),
      figure(`typing-1mb-note-${place}-key-to-paint-p95`, percentile(keyMs, 0.95), { ...time, goal: 100 }),
    ]),
  ];
}

async function openLongNote(page: Page): Promise<void> {
  await page.evaluate(async (text) => {
    const id = window.hearth.newId();
    await window.hearth.command('create-note', { itemId: id, title: 'Long', text });
    await window.hearth.settled();
    location.hash = `#/notes/${id}`;
  }, longNote());
  await page.getByRole('textbox', { name: 'Body of the note' }).focus();
}

/** What it takes to come to the place is not counted: from there on every task is. */
async function goTo(page: Page, place: string): Promise<void> {
  await page.keyboard.press(place);
  await page.keyboard.type('\n\n', { delay: 400 });
}

async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.keys = new Map();
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (!entry.interactionId) continue;
        window.keys.set(entry.interactionId, Math.max(window.keys.get(entry.interactionId) ?? 0, entry.duration));
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
}

async function typeThere(page: Page): Promise<void> {
  const typed = Array.from({ length: KEYS }, (_, at) => PHRASE[at % PHRASE.length]).join('');
  await page.keyboard.type(typed, { delay: KEY_MS });
}
