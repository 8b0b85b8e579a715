import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TestServer } from '../browser/harness/serve.ts';
import type { KernelPage } from '../browser/kernel-page/main.ts';
import { type Account, newAccount, openTab, roleOf, serveKernelPage } from '../browser/kernel-page/page.ts';
import { copyProfile, endedImport, expectWhole, killDuring, removeProfile, withBrowser } from './driver.ts';
import { planKills } from './setting.ts';

declare const window: KernelPage;

/**
 * `kill -9` of the browser at moments taken by chance, in each phase of Hearth's life. What was acknowledged is noted in
 * this process; afterwards Hearth opens, has it, and has nothing by halves.
 */

const { kills, shareOf, ownProfile, timeoutMs: TIMEOUT_MS } = planKills('kill tests');
const momentOf = (kill: number, fromMs: number, toMs: number) => fromMs + shareOf(kill) * (toMs - fromMs);

let server: TestServer;

beforeAll(async () => {
  server = await serveKernelPage({ models: true });
});
afterAll(() => server?.close());

/** A tab that writes from its first moment on. */
async function openBusyTab(context: BrowserContext): Promise<Page> {
  const page = await openTab(context, server.url);
  await page.evaluate(() => window.load.start());
  return page;
}

const isReady = (page: Page) => page.evaluate(() => window.hearth.ready());

async function timeToReady(profile: string): Promise<number> {
  return withBrowser(profile, async (context) => {
    const startedMs = performance.now();
    await isReady(await openBusyTab(context));
    return performance.now() - startedMs;
  });
}

describe('after a kill, everything acknowledged is there, nothing is there by halves, and Hearth opens', () => {
  test('while the store is made for the first time', { timeout: TIMEOUT_MS }, async () => {
    const spanMs = 1.3 * (await timeToReady(ownProfile()));
    for (const kill of kills) {
      const profile = ownProfile();
      const account = newAccount();
      await killDuring(profile, account, momentOf(kill, 0, spanMs), async (context, begun) => {
        begun();
        await openBusyTab(context);
      });
      const { itemIds, schemaVersion } = await expectWhole(profile, server.url, account);
      expect(itemIds.filter((id) => !account.sent.has(id))).toEqual([]);
      expect(schemaVersion).toBeGreaterThan(1);
      removeProfile(profile);
    }
  });

  test('while a store of the first version is migrated', { timeout: TIMEOUT_MS }, async () => {
    const template = ownProfile();
    const first = await withBrowser(template, async (context) => {
      const page = await openTab(context, server.url, '?idle');
      return (await page.evaluate(() => window.inspect('make-first-version', { notes: 30 }))) as string[];
    });
    expect(first).toHaveLength(30);
    const spanMs = 1.2 * (await timeToReady(ownProfile(copyProfile(template))));
    for (const kill of kills) {
      const profile = ownProfile(copyProfile(template));
      const account = newAccount();
      for (const id of first) account.acknowledged.add(id);
      await killDuring(profile, account, momentOf(kill, 0, spanMs), async (context, begun) => {
        begun();
        await openBusyTab(context);
      });
      const { schemaVersion } = await expectWhole(profile, server.url, account);
      expect(schemaVersion).toBeGreaterThan(1);
      removeProfile(profile);
    }
  });

  test('while the leader changes', { timeout: TIMEOUT_MS }, async () => {
    const profile = ownProfile();
    const account = newAccount();
    for (const kill of kills) {
      await killDuring(profile, account, momentOf(kill, 0, 2500), async (context, begun) => {
        const tabs = await Promise.all([openBusyTab(context), openBusyTab(context), openBusyTab(context)]);
        await Promise.all(tabs.map(isReady));
        const roles = await Promise.all(tabs.map(roleOf));
        await vi.waitUntil(() => account.acknowledged.size > 0, { timeout: 60_000 });
        begun();
        await tabs[roles.indexOf('leader')]?.close();
      });
      const { itemIds } = await expectWhole(profile, server.url, account);
      expect(itemIds.filter((id) => !account.sent.has(id))).toEqual([]);
    }
  });
});

const FILES = 120;

/** Resolves when the import is done; tells how many files were read. */
const importNotes = (page: Page, kill: number): Promise<unknown> =>
  page.evaluate(
    ([part, count]) => {
      const files = Array.from({ length: count }, (_, at) => {
        const text = `# Note ${at} of ${part}\n\nThe number of note ${at} is ${part * 1000 + at}. See [[Note ${at + 1} of ${part}]].`;
        return { path: `Part ${part}/note-${at}.md`, file: new File([text], `note-${at}.md`) };
      });
      const onProgress = ({ done }: { done: number }) => void window.tell?.('progress', String(done));
      return window.hearth.import(files, { label: `Part ${part}`, onProgress });
    },
    [kill, FILES] as const,
  );

test('an import that was killed goes on and completes with what was copied', { timeout: TIMEOUT_MS }, async () => {
  const profile = ownProfile();
  for (const kill of kills) {
    const account = newAccount();
    await killDuring(profile, account, momentOf(kill, 100, 4000), async (context, begun) => {
      const page = await openTab(context, server.url);
      await isReady(page);
      begun();
      await importNotes(page, kill);
    });
    const read = Math.max(0, ...[...account.progress].map(Number));
    await expectWhole(profile, server.url, account, async (page) => {
      const ended = await endedImport(page);
      if (ended?.label !== `Part ${kill}`) return expect(read).toBe(0);
      expect(ended.status).toBe('done');
      expect(ended.added).toBeGreaterThanOrEqual(read);
      expect(ended.added).toBe(ended.copied);
      expect(ended.added + ended.failed).toBe(FILES);
      await importNotes(page, kill);
      const again = await endedImport(page);
      expect([again?.added, again?.unchanged, again?.failed]).toEqual([FILES - ended.added, ended.added, 0]);
    });
  }
});

interface ToldPart {
  readonly type: 'started' | 'stage' | 'text' | 'answer';
  readonly answerId?: string;
}

const ask = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for await (const part of window.hearth.ask('What is the number of note 7?')) {
      const answerId = part.type === 'started' ? part.answerId : undefined;
      await window.tell?.('part', JSON.stringify({ type: part.type, answerId }));
    }
  });

const toldParts = ({ part }: Account): ToldPart[] => [...part].map((text) => JSON.parse(text) as ToldPart);

interface SeenAnswer {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly quoted: number | undefined;
}

/** What the conversation says of the answer; and, where it was interrupted, what it says after `move`. */
const lookAtAnswer = (page: Page, answerId: string, move: 'resume-run' | 'stop-run'): Promise<SeenAnswer> =>
  page.evaluate(
    async ([id, command]) => {
      const [newest] = await window.hearth.query('conversations', { limit: 1 });
      const view = await window.hearth.query('conversation', { conversationId: newest?.id ?? '' });
      const message = view?.messages.find((one) => one.id === id);
      const before = message?.status;
      if (before !== 'interrupted') return { before, after: before, quoted: message?.answer?.quotes.length };
      await window.hearth.command(command, { runId: message?.runId ?? '' });
      for (;;) {
        const turn = await window.hearth.query('turn', { answerId: id });
        if (turn?.status !== 'running') return { before, after: turn?.status, quoted: turn?.answer?.quotes.length };
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    [answerId, move] as const,
  );

test('a turn that was killed says that it was interrupted, keeps what it had, and goes on', {
  timeout: TIMEOUT_MS,
}, async () => {
  const profile = ownProfile();
  await withBrowser(profile, async (context) => {
    const page = await openTab(context, server.url);
    await importNotes(page, 0);
    await page.evaluate(() => window.hearth.loadModel());
  });
  let interrupted = 0;
  for (const kill of kills) {
    const account = newAccount();
    await killDuring(profile, account, momentOf(kill, 0, 4000), async (context, begun) => {
      const page = await openTab(context, server.url);
      await isReady(page);
      begun();
      await ask(page);
    });
    const parts = toldParts(account);
    await expectWhole(profile, server.url, account, async (page) => {
      const answerId = parts.find(({ type }) => type === 'started')?.answerId;
      if (answerId === undefined) return;
      // One is finished, which takes the model's time; the others are ended where they are.
      const move = interrupted === 0 ? 'resume-run' : 'stop-run';
      const seen = await lookAtAnswer(page, answerId, move);
      const ended = parts.some(({ type }) => type === 'answer');
      expect(['interrupted', 'done']).toContain(seen.before);
      if (ended) expect(seen.before).toBe('done');
      expect(seen.after).toBe(seen.before === 'done' || move === 'resume-run' ? 'done' : 'stopped');
      if (seen.after === 'done') expect(seen.quoted).toBeGreaterThan(0);
      if (seen.before === 'interrupted') interrupted++;
    });
  }
  expect(interrupted).toBeGreaterThan(0);
});
