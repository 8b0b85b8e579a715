import type { CDPSession, Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { skipWelcome } from '../tests/e2e/app.ts';
import { withApp } from './app.ts';
import { type Figure, figure } from './figure.ts';

declare const window: Window & { readonly hearth: HearthClient };

/** As much as an hour holds; what is loaded when it is met first is there after a quarter of it. */
const ROUNDS = 40;
const WARM = 10;
/** The engine makes machine code of what runs often, for an hour and longer: that is no leak, and would hide one. */
const FLAGS = ['--js-flags=--no-opt --no-maglev --no-sparkplug'];
const AREAS = ['#/library', '#/find?q=boiler', '#/notes', '#/conversations', '#/settings/appearance'] as const;

/**
 * An hour of use without its pauses: areas opened, a list scrolled and looked through, a note written, words searched, a question
 * asked, each thing deleted again. Heaps, nodes and listeners after a forced collection, after ten rounds and at the end. Two minutes on a calm machine.
 */
export async function measureMemoryHour(): Promise<Figure[]> {
  return withApp(
    false,
    async ({ page, context }) => {
      await skipWelcome(page);
      await page.evaluate(async () => {
        await window.hearth.importSample();
        await window.hearth.settled();
      });
      const held = await openHeld(await context.newCDPSession(page));
      for (let round = 1; round <= WARM; round++) await goThroughIt(page, round);
      const before = await held();
      for (let round = WARM + 1; round <= ROUNDS; round++) await goThroughIt(page, round);
      const after = await held();
      return HELD.flatMap(({ name, unit, per }) => [
        figure(`hour-of-use-${name}`, after[name] / per, { unit, better: 'lower' }),
        figure(`hour-of-use-${name}-growth`, (100 * (after[name] - before[name])) / before[name], {
          ...{ unit: '%', better: 'lower', goal: 5 },
        }),
      ]);
    },
    FLAGS,
  );
}

async function goThroughIt(page: Page, round: number): Promise<void> {
  for (const area of AREAS) {
    await page.evaluate((to) => {
      location.hash = to;
    }, area);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  }
  await page.evaluate(() => {
    location.hash = '#/library';
  });
  const list = page.getByRole('listbox', { name: 'Things' });
  await list.getByRole('option').nth(3).waitFor();
  await list.focus();
  for (const key of ['End', 'Home', 'Space', 'Escape']) await page.keyboard.press(key);
  await writeAndDelete(page, round);
  await askAndDelete(page, round);
}

async function writeAndDelete(page: Page, round: number): Promise<void> {
  const itemId = await page.evaluate(async (at) => {
    const { hearth } = window;
    const id = hearth.newId();
    await hearth.command('create-note', { itemId: id, title: `Round ${at}`, text: 'Begun.' });
    location.hash = `#/notes/${id}`;
    return id;
  }, round);
  const body = page.getByRole('textbox', { name: 'Body of the note' });
  await body.click();
  await page.keyboard.type(` The ferry leaves at noon, for the ${round}th time.`);
  await page.evaluate(async (id) => {
    location.hash = '#/find?q=ferry';
    await window.hearth.settled();
    await window.hearth.command('delete-item', { itemId: id });
    await window.hearth.command('delete-for-good', { itemIds: [id] });
  }, itemId);
}

async function askAndDelete(page: Page, round: number): Promise<void> {
  await page.evaluate(async (at) => {
    const { hearth } = window;
    let conversationId = '';
    for await (const part of hearth.ask(`When was the boiler serviced, for the ${at}th time?`)) {
      if (part.type === 'started') ({ conversationId } = part);
    }
    location.hash = `#/ask/${conversationId}`;
  }, round);
  await page.getByRole('article').first().waitFor();
  await page.evaluate(async () => {
    const { hearth } = window;
    location.hash = '#/library';
    for (const { id } of await hearth.query('conversations', {})) {
      await hearth.command('delete-conversation', { conversationId: id });
    }
  });
}

const HELD = [
  { name: 'page-heap', unit: 'MB', per: 1e6 },
  { name: 'workers-heap', unit: 'MB', per: 1e6 },
  { name: 'nodes', unit: '', per: 1 },
  { name: 'listeners', unit: '', per: 1 },
] as const;

/** What is held after a collection: heaps in bytes, of the page and of its workers together; nodes with those that are detached. */
type Held = Readonly<Record<(typeof HELD)[number]['name'], number>>;

async function openHeld(page: CDPSession): Promise<() => Promise<Held>> {
  const workers = await attachWorkers(page);
  return async () => {
    const ofPage = await usedBy((method) => page.send(method));
    const ofWorkers = await Promise.all(workers.map(usedBy));
    const { nodes, jsEventListeners } = await page.send('Memory.getDOMCounters');
    return {
      'page-heap': ofPage,
      'workers-heap': ofWorkers.reduce((sum, bytes) => sum + bytes, 0),
      ...{ nodes, listeners: jsEventListeners },
    };
  };
}

type Method = 'HeapProfiler.collectGarbage' | 'Runtime.getHeapUsage';
type Send = (method: Method) => Promise<unknown>;

/** Twice: what the first one finds dead may hold what the second one does. */
async function usedBy(send: Send): Promise<number> {
  await send('HeapProfiler.collectGarbage');
  await send('HeapProfiler.collectGarbage');
  const { usedSize } = (await send('Runtime.getHeapUsage')) as { readonly usedSize: number };
  return usedSize;
}

/** A way to send to each of the page's dedicated workers, through the page's session. */
async function attachWorkers(page: CDPSession): Promise<readonly Send[]> {
  const sessions: string[] = [];
  const waiting = new Map<number, (result: unknown) => void>();
  page.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') sessions.push(sessionId);
  });
  page.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { readonly id?: number; readonly result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let last = 0;
  return sessions.map((sessionId) => (method) => {
    const id = ++last;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      void page.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    });
  });
}
