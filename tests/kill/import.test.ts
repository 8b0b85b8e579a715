import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../browser/harness/serve.ts';
import { chooseFiles } from '../browser/kernel-page/choose-files.ts';
import type { ImportedReport } from '../browser/kernel-page/inspect-import.ts';
import type { KernelPage } from '../browser/kernel-page/main.ts';
import { newAccount, openTab, serveKernelPage } from '../browser/kernel-page/page.ts';
import { copyProfile, endedImport, expectWhole, killDuring, withBrowser } from './driver.ts';
import { planKills } from './setting.ts';

declare const window: KernelPage;

/**
 * `kill -9` of the browser while files of every format are imported: mailboxes and archives of several batches among them.
 * Afterwards the import goes on by itself with what was copied; and when the same folder is given once more, all is as if
 * nothing had happened.
 */

const { kills, shareOf, ownProfile, timeoutMs } = planKills('imports');
const FIXTURES = fileURLToPath(new URL('../fixtures/formats', import.meta.url));

let server: TestServer;
let folder: string;
let formats: readonly string[];

beforeAll(async () => {
  server = await serveKernelPage();
  folder = join(mkdtempSync(join(tmpdir(), 'hearth-formats-')), 'Formats');
  formats = makeFolder();
});
afterAll(async () => {
  await server?.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

/** The fixtures, and a mailbox and an archive that are read in several batches. Returns the formats. */
function makeFolder(): readonly string[] {
  const isInput = (path: string) => !/\.expected\.|\/make-[a-z]+\./.test(path);
  cpSync(FIXTURES, folder, { recursive: true, filter: isInput });
  mkdirSync(join(folder, 'many'));
  const messages = Array.from({ length: 110 }, (_, at) => message(at));
  writeFileSync(join(folder, 'many', 'letters.mbox'), messages.join('\n'));
  const notes = Array.from({ length: 80 }, (_, at) => [
    `vault/note-${at}.md`,
    strToU8(`# Note ${at} of the archive\n\nThe number ${at * 7919} stands in it.\n`),
  ]);
  writeFileSync(join(folder, 'many', 'vault.zip'), zipSync(Object.fromEntries(notes)));
  return readdirSync(folder).sort();
}

/** Every eighth has an attachment. */
function message(at: number): string {
  const head = [
    'From anna@example.org Mon Mar  3 10:00:00 2025',
    ...['From: Anna <anna@example.org>', 'To: ben@example.org', `Subject: Letter ${at}`],
    ...[`Message-ID: <letter-${at}@example.org>`, 'Date: Mon, 3 Mar 2025 10:00:00 +0100', 'MIME-Version: 1.0'],
  ];
  const text = `The number of letter ${at} is ${at * 31}.`;
  if (at % 8 > 0) return [...head, 'Content-Type: text/plain', '', text, ''].join('\n');
  const part = ['--b', 'Content-Type: text/plain'];
  return [
    ...[...head, 'Content-Type: multipart/mixed; boundary=b', '', ...part, '', text, ...part],
    ...[`Content-Disposition: attachment; filename="paper-${at}.txt"`, '', `Paper ${at} says ${at * 13}.`, '--b--', ''],
  ].join('\n');
}

/** Imports the folder: first the formats from `first` on. */
async function importFolder(page: Page, first = 0): Promise<void> {
  await chooseFiles(page, folder);
  const order = [...formats.slice(first), ...formats.slice(0, first)];
  await page.evaluate((folders) => window.importChosen(folders), order);
}

/** A tab that imports and does nothing else. */
async function openQuietTab(context: BrowserContext): Promise<Page> {
  const page = await openTab(context, server.url);
  await page.evaluate(async () => {
    for (const key of ['model.enabled', 'search.vectors', 'pictures.read'] as const)
      await window.hearth.command('set-setting', { key, value: false });
  });
  return page;
}

const inspect = (context: BrowserContext): Promise<ImportedReport> =>
  openTab(context, server.url, '?idle').then(
    (page) => page.evaluate(() => window.inspect('imported')) as Promise<ImportedReport>,
  );

/** What no item needs is removed soon after the import: so many originals are there that none needs, or that are missing. */
const surplus = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { items, total } = await window.hearth.query('items', { limit: 1000 });
    if (items.length < total) throw new Error('there are more items than were looked at');
    const hearth = await (await navigator.storage.getDirectory()).getDirectoryHandle('hearth');
    let count = 0;
    for await (const below of (await hearth.getDirectoryHandle('blobs')).values()) {
      if (below.kind !== 'directory') continue;
      for await (const name of (below as FileSystemDirectoryHandle).keys()) if (!name.endsWith('.crswap')) count++;
    }
    return count - new Set(items.map(({ blobHash }) => blobHash)).size;
  });

test('an import of every format that was killed goes on, and has each document once and whole', {
  timeout: timeoutMs,
}, async () => {
  const empty = ownProfile();
  const clean = ownProfile();
  await withBrowser(empty, openQuietTab);
  cpSync(empty, clean, { recursive: true });
  const wanted = await withBrowser(clean, async (context) => {
    const page = await openQuietTab(context);
    await importFolder(page);
    const ended = await endedImport(page);
    expect(ended).toMatchObject({ status: 'done' });
    await expect.poll(() => surplus(page)).toBe(0);
    await page.close();
    return { failed: ended?.failed ?? 0, ...(await inspect(context)) };
  });
  expect(wanted.documents.length).toBeGreaterThan(280);

  for (const kill of kills) {
    const profile = ownProfile(copyProfile(empty));
    const account = newAccount();
    const share = shareOf(kill);
    const first = Math.floor(shareOf(kills.length - 1 - kill) * formats.length);
    await killDuring(profile, account, 300 * share, async (context, begun) => {
      const page = await openQuietTab(context);
      const importing = importFolder(page, first);
      await Promise.race([importing, reached(page, account.progress, 0.95 * share)]);
      begun();
      await importing;
    });
    await expectWhole(profile, server.url, account, async (page) => {
      const seen = await endedImport(page);
      if (seen !== undefined) {
        expect(seen.status).toBe('done');
        expect(seen.done).toBe(seen.total);
      }
      await importFolder(page);
      expect(await endedImport(page)).toMatchObject({ status: 'done', failed: wanted.failed });
      await expect.poll(() => surplus(page)).toBe(0);
    });
    const found = await withBrowser(profile, inspect);
    expect(found.documents, `killed at ${share}, from ${formats[first]} on`).toEqual(wanted.documents);
    expect(found.originals).toEqual(wanted.originals);
  }
});

/** Resolves when so much of the import has been read. */
async function reached(page: Page, progress: ReadonlySet<string>, share: number): Promise<void> {
  while (![...progress].some((told) => Number(told) >= share))
    await page.evaluate(() => new Promise(requestAnimationFrame));
}
