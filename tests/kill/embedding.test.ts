import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../browser/harness/serve.ts';
import type { LearnedChunk } from '../browser/kernel-page/inspect-import.ts';
import type { KernelPage } from '../browser/kernel-page/main.ts';
import { newAccount, openTab, serveKernelPage } from '../browser/kernel-page/page.ts';
import { copyProfile, expectWhole, killDuring, withBrowser } from './driver.ts';
import { planKills } from './setting.ts';

declare const window: KernelPage;

/** `kill -9` of the browser while it learns what texts mean: what was learned stays, and the rest is learned, each once. */

const { kills, shareOf, ownProfile, timeoutMs } = planKills('learning of meanings');

let server: TestServer;

beforeAll(async () => {
  server = await serveKernelPage({ models: true });
});
afterAll(() => server?.close());

const SUBJECTS = [
  ['Harbour', 'The sailing boat is moored at the pier and its hull wants paint before the summer.'],
  ['Kitchen', 'Knead flour, yeast and water, let it rise for an hour, and put the loaf into the oven.'],
  ['Teeth', 'The dentist filled a cavity in a molar and asks for another appointment in autumn.'],
] as const;

/** Sixty notes; the first three are about something. */
const NOTES = Array.from({ length: 60 }, (_, at) => {
  const [title, text] = SUBJECTS[at] ?? [
    `Ledger ${at}`,
    `Invoice ${at * 7919} of the office, paid in month ${at % 12}.`,
  ];
  return { path: `${title}.md`, text: `# ${title}\n\n${text} This is number ${at} of the folder.\n` };
});

const importNotes = (context: BrowserContext): Promise<void> =>
  openTab(context, server.url).then((page) =>
    page.evaluate(async (notes) => {
      await window.hearth.command('set-setting', { key: 'model.enabled', value: false });
      await window.hearth.command('set-setting', { key: 'search.vectors', value: false });
      await window.hearth.import(notes.map(({ path, text }) => ({ path, file: new File([text], path) })));
    }, NOTES),
  );

/** Resolves when this share of the notes has been learned. There is something to learn: the first that is said is not yet known. */
const learnUntil = (page: Page, share: number): Promise<void> =>
  page.evaluate(
    async ([wanted, all]) => {
      await window.hearth.command('set-setting', { key: 'search.vectors', value: true });
      let isBegun = false;
      await new Promise<void>((resolve, reject) => {
        window.hearth.live('status', {}, ({ embedding }) => {
          if (embedding.state === 'degraded') reject(new Error(embedding.reason));
          isBegun ||= embedding.state === 'learning';
          if (isBegun && all - embedding.waiting >= wanted * all) resolve();
        });
      });
    },
    [share, NOTES.length] as const,
  );

const learned = (context: BrowserContext): Promise<readonly LearnedChunk[]> =>
  openTab(context, server.url, '?idle').then(
    (page) => page.evaluate(() => window.inspect('learned')) as Promise<readonly LearnedChunk[]>,
  );

const firstFound = (page: Page, query: string): Promise<string | undefined> =>
  page.evaluate(async (words) => (await window.hearth.search(words, { mode: 'vector' })).items[0]?.item.title, query);

test('a kernel that was killed while it learned goes on, learns nothing twice, and finds by meaning', {
  timeout: timeoutMs,
}, async () => {
  const template = ownProfile();
  await withBrowser(template, importNotes);
  for (const kill of kills) {
    const profile = ownProfile(copyProfile(template));
    const share = shareOf(kill);
    await killDuring(profile, newAccount(), 200 * share, async (context, begun) => {
      await learnUntil(await openTab(context, server.url), 0.9 * share);
      begun();
    });
    const before = (await withBrowser(profile, learned)).filter(({ writtenBy }) => writtenBy !== null);
    await expectWhole(profile, server.url, newAccount(), async (page) => {
      if (before.length < NOTES.length) await learnUntil(page, 1);
      await expect.poll(() => firstFound(page, 'ships in the port')).toBe('Harbour');
      await expect.poll(() => firstFound(page, 'how to bake bread')).toBe('Kitchen');
    });
    const after = await withBrowser(profile, learned);
    expect(after.map(({ writtenBy }) => writtenBy)).not.toContain(null);
    expect(new Set(after.map(({ chunkId }) => chunkId)).size).toBe(NOTES.length);
    expect(after.length).toBe(NOTES.length);
    const kept = new Set(after.map(({ chunkId, writtenBy }) => `${chunkId} ${writtenBy}`));
    expect(before.filter(({ chunkId, writtenBy }) => !kept.has(`${chunkId} ${writtenBy}`))).toEqual([]);
  }
});
