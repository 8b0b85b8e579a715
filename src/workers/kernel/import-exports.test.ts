import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { formatFile } from '../../../tests/format-file.ts';
import { openTestHouse, type TestFile, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
beforeEach(() => house.wipe());
afterAll(() => house.close());

const fileOf = (path: string): TestFile => {
  const { fileName, bytes } = formatFile(path);
  return { path: fileName, content: bytes };
};

const pathsOf = async (kernel: TestKernel) => {
  const { items } = await kernel.query('items', { sort: 'title' });
  return Object.fromEntries(items.map(({ title, kind, folder }) => [title, `${folder} ${kind}`.trim()]));
};

const found = async (kernel: TestKernel, query: string) =>
  (await kernel.query('search', { query })).items.map(({ item }) => item.title);

test('exports of other programs become items that are found', { timeout: 240_000 }, async () => {
  const kernel = await house.open();
  const names = ['notion.zip', 'logseq.zip', 'chatgpt.json', 'claude.json', 'bookmarks-firefox.html'];
  const report = await kernel.import(names.map((name) => fileOf(`exports/${name}`)));
  const failed = report.files.filter(({ status }) => status === 'failed').map(({ reason }) => reason);
  expect(failed).toEqual(['Nothing was said in this conversation.']);
  expect(await pathsOf(kernel)).toMatchObject({
    Home: 'notion note',
    Tasks: 'notion/Home table',
    'plans/garden': 'logseq/pages note',
    'Mar 1st, 2025': 'logseq/journals note',
    'Beans in the garden': 'chat',
    'Rent letter': 'chat',
    'bookmarks-firefox': 'page',
  });
  expect(await found(kernel, 'landlord')).toEqual(['Rent letter']);
  expect(await found(kernel, 'boiler manual')).toEqual(['bookmarks-firefox']);
  expect((await found(kernel, 'frost kills'))[0]).toBe('Beans in the garden');
});

test('archives in archives are opened, and what is hostile in them is named', { timeout: 240_000 }, async () => {
  const inner = formatFile('zip/hostile.zip').bytes;
  const outer = new Uint8Array(zipSync({ 'deep/hostile.zip': inner, 'rent.csv': strToU8('Month,Rent\nMay,1250\n') }));
  const kernel = await house.open();
  const report = await kernel.import([{ path: 'outer.zip', content: outer }]);
  const refused = report.files.filter(({ status }) => status === 'failed').map(({ reason }) => reason ?? '');
  expect(refused.some((reason) => reason.includes('outside of the chosen folder'))).toBe(true);
  expect(await pathsOf(kernel)).toMatchObject({
    note: 'outer/deep/hostile/good note',
    rent: 'outer table',
    deep: 'outer/deep/hostile/a/inner file',
  });
  expect(await found(kernel, '1250')).toEqual(['rent']);
});
