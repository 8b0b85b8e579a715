import type { CDPSession, Page } from 'playwright';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { withApp } from './app.ts';
import { type Figure, figure } from './figure.ts';

declare const window: Window & { readonly hearth: HearthClient };

/** An hour of use, two rounds a minute; what is loaded when it is met first is there after a sixth of it. */
const ROUNDS = 120;
const WARM = 20;
const AREAS = ['#/library', '#/find?q=boiler', '#/notes', '#/conversations', '#/settings/appearance'] as const;

/**
 * Scripted use of an hour: areas opened, a list scrolled and looked through, a note written, words searched, a question asked,
 * each thing deleted again. The page's and the kernel's heaps after a forced collection, after a sixth and at the end. Ten minutes.
 */
export async function measureMemoryHour(): Promise<Figure[]> {
  return withApp(false, async ({ page, context }) => {
    await page.evaluate(async () => {
      await window.hearth.importSample();
      await window.hearth.settled();
    });
    const heaps = await openHeaps(await context.newCDPSession(page));
    let before = new Map<string, number>();
    for (let round = 1; round <= ROUNDS; round++) {
      await goThroughIt(page, round);
      if (round === WARM) before = await heaps.used();
      if (round % 40 === 0) console.error(`round ${round}:`, Object.fromEntries(await heaps.used()));
    }
    const after = await heaps.used();
    return ['page', 'kernel'].flatMap((name) => {
      const [first = Number.NaN, last = Number.NaN] = [before.get(name), after.get(name)];
      return [
        figure(`hour-of-use-${name}-heap`, last / 1e6, { unit: 'MB', better: 'lower' }),
        figure(`hour-of-use-${name}-heap-growth`, (100 * (last - first)) / first, {
          unit: '%',
          better: 'lower',
          goal: 5,
        }),
      ];
    });
  });
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

interface Heaps {
  /** Bytes that are held after a collection, by what holds them: the page, and its kernel. */
  used(): Promise<Map<string, number>>;
}

/** The page's own heap, and those of its dedicated workers: the largest of them is the kernel's. */
async function openHeaps(page: CDPSession): Promise<Heaps> {
  const workers = await attachWorkers(page);
  return {
    async used() {
      const own = await usedBy((method) => page.send(method));
      const others = await Promise.all(workers.map((send) => usedBy(send)));
      return new Map([
        ['page', own],
        ['kernel', Math.max(...others)],
      ]);
    },
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
