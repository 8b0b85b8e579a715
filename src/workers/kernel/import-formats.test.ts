import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { formatFile } from '../../../tests/format-file.ts';
import { find, fixture } from '../../../tests/import-tests.ts';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';

const house = testHouse();

/** Folder and kind of each item, by its title. */
const pathsOf = async (kernel: TestKernel) => {
  const { items } = await kernel.query('items', { sort: 'title' });
  return Object.fromEntries(items.map(({ title, kind, folder }) => [title, `${folder} ${kind}`.trim()]));
};

test('exports of other programs become items that are found', { timeout: 240_000 }, async () => {
  const kernel = await house.open();
  const names = ['notion.zip', 'logseq.zip', 'chatgpt.json', 'claude.json', 'bookmarks-firefox.html'];
  const report = await kernel.import(names.map((name) => fixture(`exports/${name}`)));
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
  expect(await find(kernel, 'landlord')).toEqual(['Rent letter']);
  expect(await find(kernel, 'boiler manual')).toEqual(['bookmarks-firefox']);
  expect((await find(kernel, 'frost kills'))[0]).toBe('Beans in the garden');
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
  expect(await find(kernel, '1250')).toEqual(['rent']);
});

test('mail, events and contacts become items of their kinds, and are found', { timeout: 240_000 }, async () => {
  const kernel = await house.open();
  const names = ['eml/gmail.eml', 'mbox/takeout.mbox', 'ics/icalendar.ics', 'vcf/ios.vcf'];
  await kernel.import(names.map(fixture));
  const { items } = await kernel.query('items', { sort: 'title' });
  const kinds = Object.fromEntries(items.map(({ title, kind }) => [title, kind]));
  expect(kinds).toMatchObject({
    'Re: Midsummer party': 'mail',
    'Re: Schlüssel': 'mail',
    Schlüssel: 'mail',
    'Planning round': 'event',
    'Midsummer party': 'event',
    'Dr. Chika Obi': 'contact',
  });
  expect(await find(kernel, 'two chairs')).toContain('Re: Midsummer party');
  expect(await find(kernel, 'left of the door')).toEqual(['Re: Schlüssel']);
  expect((await find(kernel, 'allergic nuts'))[0]).toBe('Dr. Chika Obi');
});

test('what a mail quotes is found once, in the mail that said it', { timeout: 240_000 }, async () => {
  const kernel = await house.open();
  await kernel.import([fixture('mbox/takeout.mbox')]);
  expect(await find(kernel, '"Where is the key"')).toEqual(['Schlüssel']);
});

test('what is attached to a mail is an item of its own, and the mail leads to it', { timeout: 240_000 }, async () => {
  const kernel = await house.open();
  await kernel.import([fixture('eml/python-email.eml')]);
  expect(await find(kernel, 'kind:table Erde')).toEqual(['Kosten 2025']);
  expect(await find(kernel, 'kind:mail has:attachment Rechnung')).toHaveLength(1);
});
