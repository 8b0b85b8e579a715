import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImportView } from '../../src/core/queries.ts';
import { type App, dropPaths, importTexts, openApp, setSetting, toast } from './app.ts';
import { writeFolder } from './household.ts';

const MANY = 2_000;
const GIB = 1024 ** 3;

let folder: string;
let app: App;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-import-'));
  const many = Array.from({ length: MANY }, (_, at) => [
    `Many/${at % 40}/paper-${at}.md`,
    `# Paper ${at}\n\nThe ledger number of this paper is ${at * 7919}. It was filed by clerk ${at % 13} in drawer ${at % 97}.\n`,
  ]);
  await writeFolder(folder, Object.fromEntries(many));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  app = await openApp();
  page = app.page;
});

afterEach(() => app?.close());

const newest = (tab: Page = page): Promise<ImportView | null> =>
  tab.evaluate(async () => (await window.hearth.query('imports', { limit: 1 }))[0] ?? null);

const statusOf = async (tab: Page = page) => (await newest(tab))?.status;

const itemCount = (tab: Page = page): Promise<number> =>
  tab.evaluate(async () => (await window.hearth.query('items', { limit: 1 })).total);

const card = (label: string, tab: Page = page) => tab.getByRole('region', { name: `Import of ${label}` });

/** Asks again and again until `done` says so; the longest wait for an answer, in ms. */
async function slowestSearch(done: () => Promise<boolean>): Promise<number> {
  let slowest = 0;
  for (let at = 0; !(await done()); at++) {
    const elapsed = await page.evaluate(async (number) => {
      const before = performance.now();
      await window.hearth.search(`ledger number ${number}`);
      return performance.now() - before;
    }, at * 7919);
    slowest = Math.max(slowest, elapsed);
    await page.waitForFunction(
      (until) => performance.now() > until,
      (await page.evaluate(() => performance.now())) + 250,
    );
  }
  return slowest;
}

describe('an import of 2,000 files', () => {
  test('can be paused and goes on, answers searches meanwhile, ends in bounded time, and can be taken back', async () => {
    await dropPaths(page, [join(folder, 'Many')]);
    await card('Many').getByRole('button', { name: 'Pause' }).click();
    await card('Many')
      .getByText(/Many is paused at \d+ of 2,000/)
      .waitFor();
    const paused = (await newest())?.added ?? 0;
    expect(paused).toBeLessThan(MANY);
    await page.evaluate(() => window.hearth.search('ledger'));
    expect((await newest())?.added).toBe(paused);

    const resumed = Date.now();
    await card('Many').getByRole('button', { name: 'Go on' }).click();
    const slowest = await slowestSearch(async () => (await statusOf()) === 'done');
    expect(slowest).toBeLessThan(1_000);
    expect(Date.now() - resumed).toBeLessThan(120_000);
    expect(await itemCount()).toBe(MANY);

    await card('Many').getByRole('button', { name: 'Take it back' }).click();
    await toast(page).getByText('Took back “Many”.').waitFor({ timeout: 60_000 });
    expect(await itemCount()).toBe(0);
  }, 240_000);

  test('that is stopped keeps what was read and says how far it came', async () => {
    await dropPaths(page, [join(folder, 'Many')]);
    await expect.poll(async () => (await newest())?.added ?? 0).toBeGreaterThan(20);
    await card('Many').getByRole('button', { name: 'Stop' }).click();
    await card('Many')
      .getByText(/Many was stopped at [\d,]+ of 2,000\. What was read stays\./)
      .waitFor();
    const { added = 0 } = (await newest()) ?? {};
    expect(added).toBeGreaterThan(20);
    expect(added).toBeLessThan(MANY);
    expect(await itemCount()).toBe(added);
  });

  test('that a power cut breaks off goes on with what was copied and names what was not', async () => {
    await dropPaths(page, [join(folder, 'Many')]);
    await expect.poll(async () => (await newest())?.copied ?? 0).toBeGreaterThan(60);
    app = await app.reopen({ hard: true });
    page = app.page;
    await expect.poll(() => statusOf(), { timeout: 60_000 }).toBe('done');
    const view = await newest();
    expect(view?.total).toBe(MANY);
    expect(view?.added).toBeGreaterThan(60);
    expect((view?.added ?? 0) + (view?.failed ?? 0)).toBe(MANY);
    expect(await itemCount()).toBe(view?.added);
    await app.go('#/library');
    await card('Many')
      .getByRole('button', { name: /could not be read/ })
      .click();
    const lost = page.getByRole('dialog').getByRole('listitem').first();
    await expect.poll(() => lost.textContent()).toMatch(/Many\/.*\.md.*Could not be read\. ./);
  }, 120_000);
});

describe('an import of what is here already', () => {
  const long = (middle: string): string =>
    Array.from({ length: 12 }, (_, at) => {
      const text =
        at === 6 ? middle : `Chapter ${at} tells of the harbour, its cranes and the ${at}th captain. `.repeat(18);
      return `## Chapter ${at}\n\n${text}\n`;
    }).join('\n');

  test('changes nothing, and a changed file is found by its new words and no more by its old ones', async () => {
    const files = { 'Books/harbour.md': long('An old middle with a barnacle.'), 'Books/other.md': '# Other\n\nStays.' };
    await importTexts(page, files);
    const again = await importTexts(page, files);
    expect(again.import).toMatchObject({ added: 0, updated: 0, unchanged: 2, failed: 0 });

    const changed = await importTexts(page, { ...files, 'Books/harbour.md': long('A new middle with a periwinkle.') });
    expect(changed.import).toMatchObject({ added: 0, updated: 1, unchanged: 1, failed: 0 });
    const passages = (query: string) =>
      page.evaluate(async (text) => (await window.hearth.search(text)).items.flatMap(({ hits }) => hits).length, query);
    expect(await passages('periwinkle')).toBe(1);
    expect(await passages('barnacle')).toBe(0);
    expect(await passages('cranes captain')).toBeGreaterThan(5);
    expect(await itemCount()).toBe(2);
  });
});

describe('what is too much', () => {
  test('a file of 2 GB is refused by its size and not read', async () => {
    const big = join(folder, 'Big', 'dump.txt');
    await mkdir(join(folder, 'Big'));
    const file = await open(big, 'w');
    await file.truncate(2 * GIB);
    await file.close();
    await writeFile(join(folder, 'Big', 'small.txt'), 'A small text beside it.');
    const began = Date.now();
    await dropPaths(page, [join(folder, 'Big')]);
    await card('Big').getByRole('button', { name: '1 could not be read' }).click();
    const line = page.getByRole('dialog').getByRole('listitem');
    await expect
      .poll(() => line.textContent())
      .toMatch(/Big\/dump\.txt.*This file has 2 GB; at most 48 MB are allowed\./);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await itemCount()).toBe(1);
  });

  test('of 50,000 files those over the limit are named and the rest is read', async () => {
    await setSetting(page, 'import.maxFiles', 100);
    const counts = await page.evaluate(async () => {
      const files = Array.from({ length: 50_000 }, (_, at) => ({
        path: `Flood/${at}.txt`,
        file: new File([`Text number ${at}.`], `${at}.txt`),
      }));
      const before = performance.now();
      const { import: view } = await window.hearth.import(files, { label: 'Flood' });
      const last = await window.hearth.query('import-report', { runId: view.runId, limit: 1, offset: 49_000 });
      return { ...view, last: last?.files[0], elapsedMs: performance.now() - before };
    });
    expect(counts).toMatchObject({ total: 50_000, added: 100, failed: 49_900 });
    expect(counts.last).toMatchObject({
      status: 'failed',
      reason: 'One import takes at most 100 files; import the rest afterwards.',
    });
    expect(counts.elapsedMs).toBeLessThan(150_000);
  }, 200_000);

  test('paths that lead outside, drives and control characters are refused with the reason', async () => {
    const { files } = await importTexts(page, {
      '../escape.md': 'x',
      'a/../../b.md': 'x',
      '/etc/passwd.txt': 'x',
      'C:\\secrets.txt': 'x',
      'bell\u0007.md': 'x',
      [`${'deep/'.repeat(40)}a.md`]: 'x',
      [`${'long'.repeat(400)}.md`]: 'x',
      'fine.md': 'Fine.',
    });
    const reasons = files.filter(({ status }) => status === 'failed').map(({ reason }) => reason);
    expect(reasons).toHaveLength(7);
    expect(reasons.every((reason) => /path|folders deep/.test(reason ?? ''))).toBe(true);
    expect(await itemCount()).toBe(1);
  });

  test('a folder that holds a link to itself ends, and its files are read', async () => {
    const loop = join(folder, 'Loop');
    await writeFolder(loop, { 'a.md': '# A\n\nIn the loop.', 'inner/b.md': '# B\n\nDeeper.' });
    await symlink(loop, join(loop, 'inner', 'around'), 'dir');
    await dropPaths(page, [loop]);
    await expect.poll(() => statusOf()).toBe('done');
    expect(await itemCount()).toBe(2);
  });
});
