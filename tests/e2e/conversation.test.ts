import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, askInPage, goToArea, importTexts, openApp, PHONE, settled, skipWelcome, toast } from './app.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
  await importTexts(page, {
    'Boiler.md': '# Boiler\n\nThe boiler was last serviced on 12 March 2024 by Mr Okafor.',
    'Pond.md': '# Pond\n\nThe pond is 90 centimetres deep at the north end.',
  });
  await settled(page);
  await app.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(app.url).origin });
});

afterAll(() => app?.close());

const thread = (tab = page): Locator => tab.getByRole('region', { name: 'Conversation' });
const question = (text: string, tab = page): Locator =>
  thread(tab).locator('[data-question]').filter({ hasText: text });
const menuItem = (name: string): Locator => page.getByRole('menuitem', { name });

async function editTo(from: string, to: string): Promise<void> {
  await question(from).hover();
  await question(from).getByRole('button', { name: 'Edit the question' }).click();
  const field = page.getByRole('textbox', { name: 'The question in other words' });
  await field.fill(to);
  await field.press('Enter');
  await question(to).waitFor();
  await thread().getByRole('button', { name: 'Answer again' }).last().waitFor();
}

/** Asks one thing after another of the conversation that is open, without its composer. Resolves with the number of its last turn. */
const askLong = (turns: number): Promise<number> =>
  page.evaluate(async (count) => {
    const { hearth } = window;
    const conversationId = /ask\/([^?]+)/.exec(location.hash)?.[1] ?? '';
    const said = async () => (await hearth.query('conversation', { conversationId }))?.messages ?? [];
    for (let at = 0; at < count; at++) {
      const parentId = (await said()).at(-1)?.id ?? null;
      const ids = { messageId: hearth.newId(), answerId: hearth.newId(), runId: hearth.newId() };
      await hearth.command('send-message', { conversationId, parentId, text: 'How deep is the pond?', ...ids });
      while ((await said()).at(-1)?.status !== 'done') await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return (await said()).filter(({ role }) => role === 'user').length - 1;
  }, turns);

describe('a conversation', () => {
  test('keeps an edited question beside the first one; the keyboard switches, and so it stays in another tab and after a reload', async () => {
    await goToArea(page, 'Ask');
    await askInPage(page, 'When was the boiler serviced?');
    await thread().getByRole('button', { name: 'Answer again' }).waitFor();
    await editTo('When was the boiler serviced?', 'How deep is the pond?');
    await expect.poll(() => question('boiler').count()).toBe(0);
    const other = await app.newTab(new URL(page.url()).hash);
    await question('pond', other).waitFor();
    const versions = thread().getByRole('group', { name: 'Versions' });
    expect(await versions.textContent()).toContain('2 of 2');
    await versions.getByRole('button', { name: 'Previous version' }).focus();
    await page.keyboard.press('Enter');
    await question('boiler').waitFor();
    await question('boiler', other).waitFor();
    await other.close();
    await page.reload();
    await question('boiler').waitFor();
    expect(await thread().textContent()).toContain('Okafor');
  });

  test('compares the two beside each other, and goes on with the one that is chosen', async () => {
    await page.getByRole('button', { name: 'Answer again' }).click();
    const answers = thread().locator('article').getByRole('group', { name: 'Versions' });
    await answers.getByText('2 of 2').waitFor();
    await page.getByRole('button', { name: 'More about this answer' }).click();
    await menuItem('Compare versions').click();
    const dialog = page.getByRole('dialog', { name: 'Compare' });
    await expect.poll(() => dialog.getByText('Okafor').count()).toBe(2);
    await dialog.getByRole('button', { name: 'Go on with this' }).click();
    await answers.getByText('1 of 2').waitFor();
  });

  test('quotes what is selected into the question that is being written', async () => {
    await thread().locator('article p').first().click({ clickCount: 3 });
    await page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Quote' }).click();
    const field = page.getByRole('textbox', { name: 'Ask something else' });
    await expect.poll(() => field.inputValue()).toMatch(/^> The boiler was last serviced/);
    await field.fill('');
  });

  test('copies an answer with its sources, and the whole as markdown', async () => {
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await thread().getByRole('button', { name: 'Copy the answer' }).click();
    await expect.poll(copied).toMatch(/^The boiler was last serviced .* Okafor\. \[1\]\n\n\[1\] Boiler$/);
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await menuItem('Copy as markdown').click();
    await expect.poll(copied).toMatch(/^# Boiler serviced\n\n.*When was the boiler serviced\?.*Okafor/s);
  });

  test('goes from citation to citation by J and K; the passage shows, Enter opens its source, and the focus comes back', async () => {
    await thread().focus();
    await page.keyboard.press('j');
    const cite = thread().getByRole('button', { name: /^Passage 1: Boiler/ });
    await expect.poll(() => cite.evaluate((element) => element === document.activeElement)).toBe(true);
    const card = page.getByRole('tooltip');
    await expect.poll(() => card.locator('mark').textContent()).toContain('12 March 2024');
    await page.keyboard.press('Escape');
    await expect.poll(() => card.count()).toBe(0);
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    const source = page.getByRole('complementary', { name: 'Source' });
    await source.locator('mark').first().waitFor();
    await source.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => cite.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await cite.hover();
    await card.getByText('Boiler', { exact: true }).first().waitFor();
    await page.mouse.move(0, 0);
    await expect.poll(() => card.count()).toBe(0);
  });

  test('makes a note and a task of an answer, with links to what it is from, and undoes it', async () => {
    await page.getByRole('button', { name: 'More about this answer' }).click();
    await menuItem('Make a note of this').click();
    await toast(page).getByText('Note “Boiler serviced” made').waitFor();
    const texts = () =>
      page.evaluate(async () => {
        const { items } = await window.hearth.query('items', { kinds: ['note'], title: 'Boiler serviced' });
        return Promise.all(
          items.map(async ({ id }) => (await window.hearth.query('item', { itemId: id }))?.text ?? ''),
        );
      });
    expect(await texts()).toEqual([
      expect.stringMatching(
        /^> When was the boiler serviced\?\n\n.*Okafor\. \(\[\[Boiler\]\]\)\n\nFrom the conversation \[\[Boiler serviced\]\]\n$/s,
      ),
    ]);
    await toast(page).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(texts).toEqual([]);
    await page.getByRole('button', { name: 'More about this answer' }).click();
    await menuItem('Make a task of this').click();
    const dialog = page.getByRole('dialog', { name: 'Make a task of this' });
    await dialog.getByLabel('By when (if it matters)').fill('2031-03-12');
    await dialog.getByRole('textbox', { name: 'What is to be done' }).press('Enter');
    await toast(page).getByText('Task “Boiler serviced” made').waitFor();
    expect((await texts())[0]).toMatch(/^---\nstate: open\ndue: 2031-03-12\n---\n/);
  });

  test('deletes a message with what follows, and undo gives it back', async () => {
    await askInPage(page, 'How deep is the pond at the north end?');
    // By keyboard, which a thread that still scrolls does not disturb.
    await question('north end').getByRole('button', { name: 'Delete from here on' }).press('Enter');
    await expect.poll(() => question('north end').count()).toBe(0);
    await toast(page).getByRole('button', { name: 'Undo' }).last().click();
    await question('north end').waitFor();
  });

  test('finds words in itself, and goes from one to the next', async () => {
    await thread().press('Control+f');
    const bar = page.getByRole('search', { name: 'Find in the conversation' });
    await bar.getByRole('searchbox').fill('pond');
    await bar.getByText('1 of 2').waitFor();
    await bar.getByRole('searchbox').press('Enter');
    await bar.getByText('2 of 2').waitFor();
    const marked = () => page.evaluate(() => CSS.highlights.get('hearth-found')?.size ?? 0);
    await expect.poll(marked).toBeGreaterThanOrEqual(2);
    await bar.getByRole('searchbox').press('Escape');
    await expect.poll(marked).toBe(0);
  });

  test('is found among all by what was said in it, opens at that message, is put away and comes back', async () => {
    await settled(page);
    await page.getByRole('link', { name: 'All conversations' }).click();
    await page.getByRole('region', { name: 'Today' }).getByRole('link', { name: 'Boiler serviced' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search conversations' }).fill('centimetres');
    const found = page.getByRole('list', { name: 'Conversations found' }).getByRole('link');
    await expect.poll(() => found.getAttribute('href')).toContain('message=');
    await found.click();
    await expect.poll(() => page.url()).toContain('message=');
    // What was found may stand on the branch that was not read.
    await question('pond').first().waitFor();
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await menuItem('Archive').click();
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await menuItem('All conversations').click();
    await page.getByRole('radio', { name: 'Archived' }).click();
    await page.getByRole('link', { name: 'Boiler serviced' }).waitFor();
    await page.getByRole('button', { name: 'More about “Boiler serviced”' }).click();
    await menuItem('Bring back from the archive').click();
    await page.getByText('Nothing is archived').waitFor();
  });

  test('is one line of the palette, and opens from there and from Find as the conversation that it is', async () => {
    const opened = () => page.url();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go somewhere, ask, make, do' }).fill('Boiler serv');
    const lines = page.getByRole('option').filter({ hasText: 'Boiler serviced' }).filter({ hasText: 'Conversation' });
    await expect.poll(() => lines.count()).toBe(1);
    await lines.click();
    await question('pond').first().waitFor();
    await app.go('#/find?q=centimetres+kind%3Achat');
    await page.getByRole('list', { name: 'What was found' }).getByRole('button').first().click();
    await expect.poll(opened).toMatch(/#\/ask\/.*message=/);
    await question('pond').first().waitFor();
  });

  test('opens as the conversation that it is from the library, from a link in a note and from the graph', async () => {
    const isOpened = async () => {
      await expect.poll(() => page.url()).toMatch(/#\/ask\/[\da-f-]{36}/);
      await question('pond').first().waitFor();
    };
    const itemId = await page.evaluate(async () => {
      const made = window.hearth.newId();
      const text = '# Where it was asked\n\nAsked in [[Boiler serviced]] of March.';
      const { items } = await window.hearth.query('items', { kinds: ['note'], title: 'Boiler serviced' });
      for (const { id } of items) await window.hearth.command('rename-item', { itemId: id, title: 'Task' });
      await window.hearth.command('create-note', { itemId: made, title: 'Where it was asked', text });
      return made;
    });
    await app.go('#/library');
    await page
      .getByRole('listbox', { name: 'Things' })
      .getByRole('option', { name: /^Boiler serviced/ })
      .dblclick();
    await isOpened();
    await settled(page);
    await app.go(`#/notes/${itemId}`);
    const body = page.getByRole('textbox', { name: 'Body of the note' });
    const link = body.locator('.wiki');
    await link.waitFor();
    // The title stands above it.
    expect((await body.textContent())?.trim()).toBe('Asked in Boiler serviced of March.');
    await link.click({ modifiers: ['Control'] });
    await isOpened();
    await app.go('#/graph');
    await page.getByRole('radio', { name: 'List' }).click();
    const graph = page.getByRole('list', { name: 'Things and their links' });
    await graph.getByRole('button', { name: 'Boiler serviced' }).first().click();
    await isOpened();
    await page.evaluate((made) => window.hearth.command('delete-item', { itemId: made }), itemId);
    await app.go('#/conversations');
  });

  test('lies in the bin when it is deleted, and comes back from there', async () => {
    await page.getByRole('radio', { name: 'Current' }).click();
    await page.getByRole('button', { name: 'More about “Boiler serviced”' }).click();
    await menuItem('Delete').click();
    await page.getByText('No conversations yet').waitFor();
    await app.go('#/library?view=bin');
    // Beside it the note that was made of it and taken back.
    await expect.poll(() => page.getByRole('option', { name: /Boiler serviced/ }).count()).toBe(2);
    await app.go('#/conversations');
    await toast(page).getByRole('button', { name: 'Undo' }).last().click();
    await page.getByRole('region', { name: 'Today' }).getByRole('link', { name: 'Boiler serviced' }).waitFor();
  });

  test('in a long one J and K go to the citations of turns that are not drawn, one by one', async () => {
    const TURNS = 12;
    await page.getByRole('region', { name: 'Today' }).getByRole('link', { name: 'Boiler serviced' }).click();
    await question('pond').first().waitFor();
    const last = await askLong(TURNS);
    await page.locator(`[data-turn="${last}"] [data-cite]`).first().waitFor();
    const turnOfFocus = () =>
      page.evaluate(() =>
        document.activeElement?.closest('[data-cite]')?.closest('[data-turn]')?.getAttribute('data-turn'),
      );
    await thread().press('k');
    await expect.poll(turnOfFocus).toBe(String(last));
    expect(await page.locator('[data-turn="0"]').count()).toBe(0);
    for (let at = last - 1; at >= 0; at--) {
      await page.keyboard.press('k');
      await expect.poll(turnOfFocus).toBe(String(at));
    }
    await page.keyboard.press('ArrowUp');
    expect(await turnOfFocus()).toBe('0');
    for (let at = 1; at <= last; at++) {
      await page.keyboard.press('ArrowDown');
      await expect.poll(turnOfFocus).toBe(String(at));
    }
    await app.go('#/conversations');
  });

  test('shows its actions by touch', async () => {
    await page.setViewportSize(PHONE);
    await page.getByRole('region', { name: 'Today' }).getByRole('link', { name: 'Boiler serviced' }).click();
    await question('pond').first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
  });
});
