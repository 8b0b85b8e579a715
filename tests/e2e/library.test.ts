import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, importTexts, openApp, setSetting, skipWelcome, toast } from './app.ts';
import { axeFinds } from './axe.ts';

/** One flow: each test goes on where the one before it ended. */
let app: App;
let page: Page;
const NAMES = ['Beans', 'Compost', 'Garlic', 'Invoice', 'Peas', 'Receipt'];
const SAVED = join(tmpdir(), `hearth-things-${process.pid}.zip`);

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  page.setDefaultTimeout(10_000);
  await skipWelcome(page);
  await importTexts(
    page,
    Object.fromEntries(NAMES.map((name) => [`Papers/${name}.md`, `# ${name}\n\nOf the garden.`])),
  );
  await setSetting(page, 'appearance.theme', 'light');
  await app.go('#/library');
  await chooseSort('Title');
}, 120_000);
afterAll(async () => {
  await app?.close();
  await rm(SAVED, { force: true });
});

/** In the library, or in the bin. */
const rows = () => page.getByRole('listbox', { name: /^(Things|Bin)$/ }).getByRole('option');
const row = (name: string) => rows().filter({ hasText: name });
const list = () => page.getByRole('listbox', { name: 'Things' });
const switcher = () => page.getByRole('button', { name: /^You are in/ }).first();
const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const shown = async () =>
  (await rows().allTextContents()).flatMap((text) => NAMES.find((name) => text.startsWith(name)) ?? []).toSorted();
const selected = (count: number) => page.getByRole('status').filter({ hasText: `${count} selected` });

async function chooseSort(name: string): Promise<void> {
  await page.getByRole('radio', { name: 'Table' }).click();
  await page.getByRole('group', { name: 'Columns' }).getByRole('button', { name, exact: true }).click();
  await rows().first().filter({ hasText: 'Beans' }).waitFor();
}

async function goTo(workspace: string): Promise<void> {
  await switcher().click();
  await page.getByRole('menuitem', { name: workspace }).click();
  await page
    .getByRole('button', { name: `You are in ${workspace}.` })
    .first()
    .waitFor();
}

/** With the sign at its beginning, which opens nothing. */
const choose = (name: string): Promise<void> => row(name).locator('[data-select]').click();

/** By the hand: the places to drop on appear while something is held. */
async function drag(what: Locator, workspace: string): Promise<void> {
  const from = await what.boundingBox();
  if (from === null) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 120, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 140, from.y + from.height / 2 + 8, { steps: 4 });
  const place = page.locator('[class*=drops] > div').filter({ hasText: workspace });
  await place.waitFor();
  const to = await place.boundingBox();
  if (to === null) throw new Error('no place to drop on');
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
  await page.mouse.up();
}

async function moveByMenu(workspace: string): Promise<void> {
  await page.getByRole('menuitem', { name: 'Move to workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move to workspace' });
  await dialog.getByRole('button', { name: workspace }).click();
  await toast(page).getByText(`Moved 1 thing to “${workspace}”.`).last().waitFor();
}

async function undo(): Promise<void> {
  await toast(page).getByRole('button', { name: 'Undo' }).last().click();
}

test('a workspace is made with a name, a colour, an icon and instructions, and one is there', async () => {
  await switcher().click();
  await page.getByRole('menuitem', { name: 'New workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'New workspace' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Garden');
  await dialog.getByRole('radio', { name: 'Moss' }).click();
  await dialog.getByRole('radio', { name: 'Leaf' }).click();
  await dialog.getByRole('textbox', { name: 'Instructions for answers' }).fill('Answer briefly.');
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('button', { name: 'You are in Garden.' }).first().waitFor();
  const made = await page.evaluate(async () => {
    const { workspaces } = await window.hearth.query('workspaces', {});
    return window.hearth.query('workspace', { workspaceId: workspaces[0]?.id ?? '' });
  });
  expect(made).toMatchObject({ name: 'Garden', colour: 'moss', icon: 'leaf', instructions: 'Answer briefly.' });
});

test('things are moved into it from the bar and by the hand, and there nothing else is seen', async () => {
  await goTo('Everything');
  await choose('Beans');
  await choose('Compost');
  await selected(2).waitFor();
  await setSetting(page, 'appearance.theme', 'dark');
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  expect(await axeFinds(page)).toEqual([]);
  await setSetting(page, 'appearance.theme', 'light');
  await button('Move to workspace').click();
  await page.getByRole('menuitem', { name: 'Garden' }).click();
  await toast(page).getByText('Moved 2 things to “Garden”.').waitFor();
  await page.getByRole('button', { name: 'Select none' }).click();
  await drag(row('Peas'), 'Garden');
  await toast(page).getByText('Moved 1 thing to “Garden”.').waitFor();
  await goTo('Garden');
  // What belongs to all is seen from everywhere: the rest goes to another workspace.
  await expect.poll(shown).toHaveLength(6);
  await page.evaluate(async () => {
    const { hearth } = window;
    const workspaceId = hearth.newId();
    await hearth.command('create-workspace', { workspaceId, name: 'Office' });
    const { items } = await hearth.query('items', { workspaceId: '00000000-0000-7000-8000-000000000001' });
    await hearth.command('move-to-workspace', { toWorkspace: workspaceId, itemIds: items.map(({ id }) => id) });
  });
  await expect.poll(shown).toEqual(['Beans', 'Compost', 'Peas']);
});

test('by keyboard all are chosen, and the others; a tag is put on them', async () => {
  await list().focus();
  await page.keyboard.press('Control+A');
  await selected(3).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await selected(1).waitFor();
  await page.keyboard.press('Control+Shift+A');
  await selected(2).waitFor();
  await button('Add a tag').click();
  await page.getByRole('dialog', { name: 'Add a tag' }).getByRole('textbox').fill('sown');
  await page.keyboard.press('Enter');
  await toast(page).getByText('Put the tag sown on 2 things.').waitFor();
  await expect
    .poll(async () => (await rows().allTextContents()).filter((text) => text.includes('#sown')))
    .toHaveLength(2);
});

test('a column is made wider by keyboard, and is so after a reload', async () => {
  const edge = page.getByRole('separator', { name: 'Width of the column Folder' });
  await edge.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  expect(await edge.getAttribute('aria-valuenow')).toBe('80');
  const width = async () => (await edge.locator('xpath=..').boundingBox())?.width;
  expect(await width()).toBe(80);
  await page.reload();
  await edge.waitFor();
  expect(await width()).toBe(80);
});

test('chosen things are what the composer asks about, and are saved as one file', async () => {
  await choose('Beans');
  await choose('Peas');
  await button('Ask about these').click();
  await expect
    .poll(() => page.getByRole('list', { name: 'What the question is about' }).getByRole('listitem').allTextContents())
    .toEqual(['Beans', 'Peas']);
  await app.go('#/library');
  await choose('Beans');
  await choose('Peas');
  await button('More').click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save their files' }).click();
  await (await download).saveAs(SAVED);
  expect(Object.keys(unzipSync(new Uint8Array(await readFile(SAVED)))).toSorted()).toEqual([
    'things/Papers/Beans.md',
    'things/Papers/Peas.md',
  ]);
});

test('what is deleted goes, and comes back by one undo', async () => {
  await button('Delete').click();
  await expect.poll(shown).toEqual(['Compost']);
  await undo();
  await expect.poll(shown).toEqual(['Beans', 'Compost', 'Peas']);
});

test('what lies in the bin comes out of it at once, and goes back into it by one undo', async () => {
  await choose('Beans');
  await choose('Peas');
  await button('Delete').click();
  await expect.poll(shown).toEqual(['Compost']);
  await app.go('#/library?view=bin');
  await expect.poll(shown).toEqual(['Beans', 'Peas']);
  await choose('Beans');
  await choose('Peas');
  await button('Restore').click();
  await toast(page).getByText('Restored 2 things.').waitFor();
  await expect.poll(shown).toEqual([]);
  await undo();
  await expect.poll(shown).toEqual(['Beans', 'Peas']);
  await choose('Beans');
  await choose('Peas');
  await button('Restore').click();
  await expect.poll(shown).toEqual([]);
  await app.go('#/library');
  await expect.poll(shown).toEqual(['Beans', 'Compost', 'Peas']);
});

test('many are moved to a folder and put into an archive from the bar', async () => {
  await choose('Beans');
  await choose('Peas');
  await button('More').click();
  await page.getByRole('menuitem', { name: 'Move to a folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move to a folder' });
  await dialog.getByRole('textbox', { name: 'Folder, with / between names' }).fill('Seeds/Spring');
  await page.keyboard.press('Enter');
  await toast(page).getByText('Moved 2 things to “Seeds/Spring”.').waitFor();
  const folders = () =>
    page.evaluate(async () =>
      (await window.hearth.query('items', { folder: 'Seeds' })).items.map(({ folder }) => folder),
    );
  await expect.poll(folders).toEqual(['Seeds/Spring', 'Seeds/Spring']);
  await undo();
  await expect.poll(folders).toEqual([]);
  await choose('Compost');
  await selected(3).waitFor();
  await button('More').click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await toast(page).getByText('Moving to an archive began.').waitFor();
  const archives = () =>
    page.evaluate(async () => (await window.hearth.query('archives', {})).archives.map(({ name }) => name));
  await expect.poll(archives).toEqual(['3 things from the library']);
  await expect.poll(shown).toEqual([]);
  await page.evaluate(async () => {
    const { hearth } = window;
    const { archives } = await hearth.query('archives', {});
    await hearth.command('bring-back-archive', { archiveId: archives[0]?.id ?? '', runId: hearth.newId() });
  });
  await expect.poll(shown).toEqual(['Beans', 'Compost', 'Peas']);
});

test('a conversation and a search are moved to a workspace by their menu and by the hand', async () => {
  await page.evaluate(async () => {
    const { hearth } = window;
    const conversationId = hearth.newId();
    const ids = { messageId: hearth.newId(), answerId: hearth.newId(), runId: hearth.newId() };
    await hearth.command('send-message', { conversationId, parentId: null, text: 'Which beans are sown?', ...ids });
    await hearth.command('rename-conversation', { conversationId, title: 'Sown beans' });
    await hearth.command('save-search', { searchId: hearth.newId(), name: 'Of sowing', query: 'sown' });
  });
  const ownersOf = () =>
    page.evaluate(async () => {
      const { hearth } = window;
      const { workspaces } = await hearth.query('workspaces', {});
      const seen = await Promise.all(
        workspaces.map(async ({ id, name }) => {
          const details = await hearth.query('workspace', { workspaceId: id }, { workspace: id });
          return [name, details?.conversations, details?.searches] as const;
        }),
      );
      return seen.map(([name, conversations, searches]) => `${name}: ${conversations}, ${searches}`).toSorted();
    });
  await expect.poll(ownersOf).toEqual(['Garden: 1, 1', 'Office: 0, 0']);
  await goTo('Everything');
  await app.go('#/conversations');
  await page.getByRole('button', { name: 'More about “Sown beans”' }).click();
  await moveByMenu('Office');
  await expect.poll(ownersOf).toEqual(['Garden: 0, 1', 'Office: 1, 0']);
  await drag(page.getByRole('main').getByRole('link', { name: /^Sown beans/ }), 'Garden');
  await expect.poll(ownersOf).toEqual(['Garden: 1, 1', 'Office: 0, 0']);
  await app.go('#/find');
  const saved = page.getByRole('region', { name: 'Kept searches' }).getByRole('listitem');
  await saved.getByRole('button', { name: 'More about “Of sowing”' }).click();
  await moveByMenu('Office');
  await expect.poll(ownersOf).toEqual(['Garden: 1, 0', 'Office: 0, 1']);
  await drag(saved, 'Garden');
  await expect.poll(ownersOf).toEqual(['Garden: 1, 1', 'Office: 0, 0']);
  await app.go('#/library');
  await goTo('Garden');
});

test('a workspace is deleted with its things; one undo brings back all of it', async () => {
  await switcher().click();
  await page.getByRole('menuitem', { name: 'Change this workspace' }).click();
  await page.getByRole('button', { name: 'Delete workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete “Garden”?' });
  await dialog.getByRole('radio', { name: 'They go to the bin' }).click();
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Delete workspace' }).click();
  await page.getByRole('button', { name: 'You are in Everything.' }).first().waitFor();
  await expect.poll(shown).toEqual(['Garlic', 'Invoice', 'Receipt']);
  await undo();
  await expect.poll(shown).toHaveLength(6);
  await goTo('Garden');
  await expect.poll(shown).toEqual(['Beans', 'Compost', 'Peas']);
});
