import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentTypeOf } from '../../src/core/items/document-type.ts';
import type { ItemKind } from '../../src/core/items/item.ts';
import type { ImportFileView, ImportView } from '../../src/core/queries.ts';
import { READERS } from '../../src/workers/parse/readers/readers.ts';
import { type App, dropPaths, openApp, settled, untilReady } from './app.ts';

/** Files that many programs made, in the built app: each becomes what it is and is found, with the network off too. */

const FORMATS = fileURLToPath(new URL('../fixtures/formats', import.meta.url));

let app: App;
let page: Page;

beforeEach(async () => {
  app = await openApp();
  page = app.page;
});
afterEach(() => app?.close());

const newest = (): Promise<ImportView | null> =>
  page.evaluate(async () => (await window.hearth.query('imports', { limit: 1 }))[0] ?? null);

async function drop(formats: readonly string[]): Promise<readonly ImportFileView[]> {
  const before = (await newest())?.runId;
  await dropPaths(
    page,
    formats.map((format) => `${FORMATS}/${format}`),
  );
  await expect.poll(async () => (await newest())?.runId, { timeout: 60_000 }).not.toBe(before);
  await expect.poll(async () => (await newest())?.status, { timeout: 120_000 }).toBe('done');
  await settled(page);
  const runId = (await newest())?.runId ?? '';
  return page.evaluate(async (id) => {
    const report = await window.hearth.query('import-report', { runId: id, limit: 1000 });
    return report?.files ?? [];
  }, runId);
}

/** Kind and file of what is found first. */
const first = (query: string): Promise<readonly [ItemKind, string] | null> =>
  page.evaluate(async (words) => {
    const item = (await window.hearth.search(words)).items[0]?.item;
    return item === undefined ? null : ([item.kind, item.fileName ?? item.title] as const);
  }, query);

const refused = (files: readonly ImportFileView[]): Record<string, string> =>
  Object.fromEntries(files.filter(({ status }) => status === 'failed').map(({ path, reason }) => [path, reason ?? '']));

test('each format becomes its kind, is found by what it says, and what cannot be read says why', async () => {
  const report = await drop(['docx', 'pdf', 'eml', 'ics', 'vcf', 'csv', 'xlsx', 'json', 'exports', 'zip', 'code']);
  expect(await first('in:pdf Donaudampfschifffahrtsgesellschaft kind:file')).not.toBeNull();
  expect(await first('"twelve bags of soil" kind:mail')).toEqual(['mail', 'swaks.eml']);
  expect(await first('weeding gloves')).toEqual(['event', 'khal.ics']);
  expect(await first('kind:table in:xlsx Kitchen')).toMatchObject(['table', expect.stringMatching(/\.xlsx$/)]);
  expect(await first('kind:table in:csv Köln')).toMatchObject(['table', expect.stringMatching(/\.[ct]sv$/)]);
  expect(await first('kind:contact in:vcf')).toMatchObject(['contact', expect.stringMatching(/\.vcf$/)]);
  expect(await first('kind:code def')).toEqual(['code', 'garden.py']);
  expect(await first('kind:chat')).toMatchObject(['chat', expect.stringMatching(/(claude|chatgpt)\.json$/)]);
  const reasons = refused(report);
  expect(reasons['pdf/bad-locked.pdf']).toMatch(/password/);
  expect(reasons['pdf/bad-cut.pdf']).toBeTruthy();
  expect(reasons['docx/bad-bomb.docx']).toBeTruthy();
  expect(reasons['docx/bad-cut.docx']).toBeTruthy();
  expect(reasons['zip/locked/plans/garden.md']).toMatch(/password/);
  expect(Object.keys(reasons).some((path) => path.includes('../../etc/passwd.txt'))).toBe(true);
}, 240_000);

test('every format that was never read before is read with the network off, as the app was kept with its readers', async () => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 90_000 });
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBeGreaterThan(0);
  await app.goOffline();
  await page.reload();
  await untilReady(page);
  const folders = readdirSync(FORMATS, { withFileTypes: true }).filter((each) => each.isDirectory());
  const report = await drop(folders.map(({ name }) => name));
  const typesRead = report.filter(({ status }) => status !== 'failed').map(({ path }) => documentTypeOf(path, ''));
  // Some readers have several formats.
  const readersUsed = new Set(typesRead.map((type) => (type === null ? null : READERS[type])));
  expect(Object.entries(READERS).filter(([, reader]) => !readersUsed.has(reader))).toEqual([]);
  // What is refused is refused for what is in it.
  const reasons = Object.values(refused(report));
  expect(reasons.filter((reason) => /broke the reader|fetch|modul|network|offline/i.test(reason))).toEqual([]);
  for (const folder of ['epub', 'docx', 'pdf']) {
    expect(await first(`in:${folder} Donaudampfschifffahrtsgesellschaft`), folder).not.toBeNull();
  }
}, 240_000);
