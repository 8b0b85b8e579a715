import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeMailbox } from '../big-files.ts';
import { browserOf, watchPeak } from '../browser/harness/renderer-memory.ts';
import type { TestServer } from '../browser/harness/serve.ts';
import { chooseFiles } from '../browser/kernel-page/choose-files.ts';
import type { KernelPage } from '../browser/kernel-page/main.ts';
import { newAccount, openTab, serveKernelPage } from '../browser/kernel-page/page.ts';
import { endedImport, expectWhole, killDuring } from './driver.ts';
import { planKills } from './setting.ts';

declare const window: KernelPage;

/**
 * A mailbox of 2 GB (in `npm test`: of 60 MB) from the disk to its last message, with `kill -9` of the browser half-way. Most of
 * it are scans that are attached.
 */

const { kills, ownProfile } = planKills('mailboxes');
const IS_LONG = kills.length > 2;
const SIZE = {
  messages: IS_LONG ? 1_470 : 120,
  attachedEvery: IS_LONG ? 10 : 20,
  attachmentBytes: IS_LONG ? 1e7 : 7e6,
};
const ATTACHED = Math.ceil(SIZE.messages / SIZE.attachedEvery);
/** Of the renderer, whatever the size of the mailbox: a batch, what its largest message becomes, and the engine. */
const MOST_MB = 500;

let server: TestServer;
let folder: string;
let path: string;

beforeAll(async () => {
  server = await serveKernelPage();
  folder = mkdtempSync(join(tmpdir(), 'hearth-mailbox-'));
  path = join(folder, 'letters.mbox');
  await writeMailbox(path, SIZE);
}, 600_000);
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How many messages and scans are here. */
const itemsOf = (page: Page): Promise<number> =>
  page.evaluate(async () => (await window.hearth.query('items', { limit: 1 })).total);

test('a mailbox of any size is read to its end in bounded memory, also when the browser is killed half-way', {
  timeout: IS_LONG ? 3_600_000 : 240_000,
}, async () => {
  if (IS_LONG) expect(statSync(path).size).toBeGreaterThan(2e9);
  const profile = ownProfile();
  const account = newAccount();
  const memory: number[] = [];
  await killDuring(profile, account, 0, async (context, begun) => {
    const page = await openTab(context, server.url);
    for (const key of ['model.enabled', 'search.vectors'] as const)
      await page.evaluate((name) => window.hearth.command('set-setting', { key: name, value: false }), key);
    const { idleMb, peakMb } = await watchPeak(browserOf(context), 'renderer');
    const importing = chooseFiles(page, path).then(() => page.evaluate(() => window.importChosen()));
    await expect.poll(() => itemsOf(page), { timeout: 1_800_000, interval: 500 }).toBeGreaterThan(SIZE.messages / 2);
    memory.push(peakMb() - idleMb);
    begun();
    await importing;
  });
  await expectWhole(profile, server.url, account, async (page) => {
    const { idleMb, peakMb } = await watchPeak(browserOf(page.context()), 'renderer');
    const ended = await endedImport(page);
    memory.push(peakMb() - idleMb);
    const messages = { added: SIZE.messages + ATTACHED, failed: 0, unchanged: 0 };
    expect(ended).toMatchObject({ status: 'done', ...messages });
    const find = (query: string) =>
      page.evaluate(async (words) => (await window.hearth.search(words)).items.map(({ item }) => item.title), query);
    await page.evaluate(() => window.hearth.settled());
    expect(await find(`"Letter ${SIZE.messages - 1}"`)).toEqual([`Letter ${SIZE.messages - 1}`]);
    expect(await find(`"Scan number ${(ATTACHED - 1) * SIZE.attachedEvery}"`)).toHaveLength(1);
  });
  console.log(
    `mailbox of ${statSync(path).size} bytes: renderer ${memory.map(Math.round).join(' and ')} MB above idle`,
  );
  expect(Math.max(...memory)).toBeLessThan(MOST_MB);
});
