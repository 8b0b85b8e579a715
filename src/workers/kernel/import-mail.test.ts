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

const found = async (kernel: TestKernel, query: string) =>
  (await kernel.query('search', { query })).items.map(({ item }) => item.title);

test('mail, events and contacts become items of their kinds, and are found', { timeout: 240_000 }, async () => {
  const kernel = await house.open();
  const names = ['eml/gmail.eml', 'mbox/takeout.mbox', 'ics/icalendar.ics', 'vcf/ios.vcf'];
  await kernel.import(names.map(fileOf));
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
  expect(await found(kernel, 'two chairs')).toContain('Re: Midsummer party');
  expect(await found(kernel, 'left of the door')).toEqual(['Re: Schlüssel']);
  expect((await found(kernel, 'allergic nuts'))[0]).toBe('Dr. Chika Obi');
});

test('what a mail quotes is found once, in the mail that said it', { timeout: 240_000 }, async () => {
  const kernel = await house.open();
  await kernel.import([fileOf('mbox/takeout.mbox')]);
  expect(await found(kernel, '"Where is the key"')).toEqual(['Schlüssel']);
});

test('what is attached to a mail is an item of its own, and the mail leads to it', { timeout: 240_000 }, async () => {
  const kernel = await house.open();
  await kernel.import([fileOf('eml/python-email.eml')]);
  expect(await found(kernel, 'kind:table Erde')).toEqual(['Kosten 2025']);
  expect(await found(kernel, 'kind:mail has:attachment Rechnung')).toHaveLength(1);
});
