import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp, toast } from './app.ts';
import { HOSTILE } from './hostile-texts.ts';
import { expectTexts } from './inert.ts';

/** Hostile words in all that has a name: one world that holds them everywhere, and a walk through the places that show it. */

/** Every fifth, for what takes a run of its own. */
const FEW = HOSTILE.filter((_, at) => at % 5 === 4);

let app: App;
let page: Page;
/** The note with a property of each text. */
let noteId: string;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  noteId = await page.evaluate(
    async ({ all, few }) => {
      const { hearth } = window;
      const id = hearth.newId();
      const head = all.map((fragment, at) => `p${at}: ${JSON.stringify(fragment)}\n${JSON.stringify(fragment)}: ${at}`);
      const text = `---\naliases: ${JSON.stringify(few)}\n${head.join('\n')}\n---\nThe harbour.\n`;
      await hearth.command('create-note', { itemId: id, title: 'Victim', folder: 'Harbour', text });
      for (const [at, fragment] of all.entries()) {
        const name = `${at} ${fragment}`.slice(0, 80);
        await hearth.command('create-workspace', { workspaceId: hearth.newId(), name, instructions: fragment });
        const title = `${at} ${fragment}`;
        const body = `${fragment} leads to [[Victim]] ${fragment}\n`;
        await hearth.command('create-note', { itemId: hearth.newId(), title, folder: 'Templates', text: body });
      }
      for (const [at, fragment] of few.entries()) {
        const file = new File([at % 2 === 0 ? `The harbour ${at}.` : ''], 'harbour.txt');
        await hearth.import([{ path: `${at}/harbour.txt`, file }], { label: fragment });
        const conversationId = hearth.newId();
        const ids = { messageId: hearth.newId(), answerId: hearth.newId(), runId: hearth.newId() };
        await hearth.command('send-message', { conversationId, ...ids, parentId: null, text: `Harbour ${fragment}?` });
        await hearth.command('rename-conversation', { conversationId, title: `Talk of ${fragment}` });
      }
      await hearth.settled();
      return id;
    },
    { all: HOSTILE, few: FEW },
  );
}, 240_000);
afterAll(() => app?.close());

/** It is shown as it was written: its words stand there, and made nothing. */
async function expectShown(place: Locator, texts: readonly string[]): Promise<void> {
  const shown = async () => {
    const said = await place.evaluateAll((elements) => elements.map((element) => element.textContent).join('\n'));
    return texts.filter((text) => !said.includes(text));
  };
  await expect.poll(shown).toEqual([]);
  await expectTexts(app);
}

async function closed(place: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await place.waitFor({ state: 'detached' });
}

test('in the switch of workspaces, in their dialog, and in what pops up when one is changed', async () => {
  const place = page.getByRole('button', { name: /Switch workspace/ }).filter({ visible: true });
  await app.go('#/library');
  await place.click();
  const menu = page.getByRole('menu', { name: 'Workspaces' });
  await expectShown(
    menu,
    HOSTILE.map((text, at) => `${at} ${text}`.slice(0, 80).trim()),
  );
  await menu.getByRole('menuitem', { name: `4 ${HOSTILE[4]}` }).click();
  await place.click();
  await menu.getByRole('menuitem', { name: 'Change this workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change this workspace' });
  await expect.poll(() => dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe(`4 ${HOSTILE[4]}`);
  expect(await dialog.getByRole('textbox', { name: 'Instructions for answers' }).inputValue()).toBe(HOSTILE[4]);
  await expectTexts(app);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expectShown(toast(page), [`Changed “4 ${HOSTILE[4]}”.`]);
  await place.click();
  await menu.getByRole('menuitem', { name: 'Everything' }).click();
  await menu.waitFor({ state: 'detached' });
});

test('in the properties of a note, and around it', async () => {
  await app.go(`#/notes/${noteId}`);
  const properties = page.getByRole('region', { name: 'Properties' });
  await properties.getByText('p0', { exact: true }).waitFor();
  const values = () =>
    properties
      .locator('input')
      .evaluateAll((fields) => fields.map((field) => (field instanceof HTMLInputElement ? field.value : '')));
  await expect.poll(values).toEqual(expect.arrayContaining(HOSTILE.filter((text) => !text.includes('\n'))));
  await expectShown(properties, HOSTILE);
  await expectShown(page.getByRole('complementary'), FEW.slice(0, 1));
});

test('in the graph, drawn and as a list', async () => {
  await app.go('#/graph');
  await page.locator('[data-calm="true"][data-drawn]').waitFor({ timeout: 60_000, state: 'attached' });
  await expectTexts(app);
  await page.getByText('List', { exact: true }).click();
  const list = page.getByRole('list', { name: 'Things and their links' });
  await list
    .getByRole('listitem')
    .first()
    .getByRole('button', { name: /links$/ })
    .click();
  await expectShown(list, FEW);
});

test('in the palette: things, conversations, workspaces; and among templates', async () => {
  await app.go('#/notes');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const field = palette.getByRole('combobox');
  await page.getByRole('main').getByRole('heading', { level: 1, name: 'Notes' }).waitFor();
  await page.keyboard.press('Control+K');
  await field.fill('onerror');
  await expectShown(palette, ['onerror']);
  await field.fill('Talk of');
  await expectShown(palette, ['Talk of <']);
  await field.fill('Switch workspace');
  await palette.getByRole('option', { name: /^Switch workspace/ }).click();
  await expectShown(
    palette,
    FEW.map((text) => text.slice(0, 70)),
  );
  await closed(palette);
  await page.getByRole('button', { name: 'Start from a template' }).click();
  const templates = page.getByRole('dialog');
  await expectShown(templates, HOSTILE);
  await closed(templates);
});

test('in conversations and their questions, and in what happened', async () => {
  await app.go('#/conversations');
  const main = page.getByRole('main');
  await expectShown(
    main,
    FEW.map((text) => `Talk of ${text}`),
  );
  await main.getByRole('link', { name: `Talk of ${FEW[0]}` }).click();
  await expectShown(main.locator('[data-question]'), [`Harbour ${FEW[0]}?`]);
  await page
    .getByRole('button', { name: /^What happened/ })
    .filter({ visible: true })
    .click();
  const tray = page.getByRole('dialog', { name: 'What happened' });
  await expectShown(
    tray,
    FEW.map((text) => `“${text}”`),
  );
  await closed(tray);
});
