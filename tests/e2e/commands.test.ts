import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type App, importTexts, openApp, setSetting, skipWelcome } from './app.ts';
import { axeFinds } from './axe.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  page.setDefaultTimeout(8_000);
  await skipWelcome(page);
  await importTexts(page, {
    'house/Boiler.md': '# Boiler\n\nServiced in March by Weber.\n',
    'house/Insurance.md': '# Insurance\n\nThe house is insured.\n',
  });
  await page.evaluate(() =>
    window.hearth.command('create-note', { itemId: window.hearth.newId(), title: 'Garden plan', text: 'Plant peas.' }),
  );
  await page.evaluate(() => window.hearth.settled());
}, 120_000);

beforeEach(async () => {
  // What a test before left open above the page would take the keys.
  await page.keyboard.press('Escape');
  await app.go('#/library');
  await page.getByRole('heading', { name: 'Library' }).waitFor();
});

afterAll(() => app?.close());

const field = () => page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox');
const option = (name: string | RegExp) => page.getByRole('dialog', { name: 'Commands' }).getByRole('option', { name });
const hash = () => new URL(page.url()).hash;
const beside = () => page.getByRole('complementary', { name: 'Beside' });

async function openPalette(words = ''): Promise<void> {
  await page.keyboard.press('Control+K');
  await field().waitFor();
  if (words !== '') await field().fill(words);
}

describe('the palette', () => {
  test('goes to a thing by a part of its title, by keyboard alone', async () => {
    await openPalette('gard');
    await option(/Garden plan/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Title' }).waitFor();
    expect(hash()).toMatch(/^#\/notes\/[\da-f-]{36}$/);
  });

  test('tells how many results there are, and which is chosen', async () => {
    await openPalette('boiler');
    await expect
      .poll(() =>
        page
          .getByRole('status')
          .filter({ hasText: /results?$/ })
          .textContent(),
      )
      .toMatch(/^\d+ results$/);
    const chosen = await field().getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${chosen}"]`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowDown');
    expect(await field().getAttribute('aria-activedescendant')).not.toBe(chosen);
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await field().waitFor({ state: 'detached' });
  });

  test('opens a thing beside with Control and Enter', async () => {
    await openPalette('boiler');
    await option(/Boiler/)
      .first()
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await beside().getByText('Serviced in March by Weber.').waitFor();
    expect(hash()).toMatch(/^#\/library\?beside=/);
  });

  test('has pages of choices, and Backspace goes back', async () => {
    await openPalette('theme');
    await option(/Change the theme/).waitFor();
    await page.keyboard.press('Enter');
    await option('Dark').waitFor();
    await page.keyboard.press('Backspace');
    await option(/Change the spacing/).waitFor();
    await field().fill('theme');
    await option(/Change the theme/).waitFor();
    await page.keyboard.press('Enter');
    await option('Dark').click();
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
    await setSetting(page, 'appearance.theme', 'light');
  });

  test('goes to a section of the settings by its name', async () => {
    await openPalette('appearance');
    await option('Settings: Appearance').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/settings\/appearance$/);
  });

  test('makes a note of the typed words', async () => {
    await openPalette('Buy a rake');
    await option('Write a note: Buy a rake').click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Buy a rake');
  });

  test('asks the typed words with Control and Enter', async () => {
    // Whatever else the words fit: the first line is a command.
    await openPalette('theme');
    await option(/^Ask: theme/).waitFor();
    expect(
      await option(/Change the theme/)
        .first()
        .getAttribute('aria-selected'),
    ).toBe('true');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/#\/ask\/[\da-f-]{36}/);
    await page.getByRole('article').first().waitFor();
  });

  test('shows first what is used', async () => {
    await openPalette('spacing');
    await option(/Change the spacing/).waitFor();
    await page.keyboard.press('Enter');
    await option('Comfortable').click();
    await expect
      .poll(async () => {
        await openPalette();
        const first = await page.getByRole('group', { name: 'Used often' }).getByRole('option').allTextContents();
        await page.keyboard.press('Escape');
        return first.some((text) => text.includes('Change the spacing'));
      })
      .toBe(true);
  });
});

describe('the shortcuts', () => {
  test('are shown by section, and can be searched', async () => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByRole('region', { name: 'Make and bring in' }).getByText('New note').waitFor();
    await sheet.getByRole('searchbox').fill('sidebar');
    await sheet.getByText('1 shortcut').waitFor({ state: 'attached' });
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('can be changed, and apply at once in another tab', async () => {
    const other = await app.newTab('#/library');
    await app.go('#/settings');
    const record = page.getByRole('button', { name: 'Record keys for “New note”' });
    await record.click();
    await page.keyboard.press('Control+W');
    await page.getByText('Ctrl W belongs to the browser').waitFor();
    await record.click();
    await page.keyboard.press('3');
    await page.getByText('3 is already used for “Go to Notes”').waitFor();
    await record.click();
    await page.keyboard.press('Control+.');
    await page.getByRole('button', { name: 'Give “New note” its own keys back' }).waitFor();
    await expect
      .poll(async () => {
        await other.keyboard.press('Control+.');
        return new URL(other.url()).hash;
      })
      .toMatch(/^#\/notes\/./);
    await page.getByRole('button', { name: 'Give all commands their own keys back' }).click();
    await other.close();
  });

  test('of one key do nothing in a field, and nothing at all once they are off', async () => {
    await page.getByRole('searchbox').first().click();
    await page.keyboard.press('3');
    expect(hash()).toBe('#/library');
    await setSetting(page, 'shortcuts.single', false);
    await page.getByRole('heading', { name: 'Library' }).click();
    const area = page.getByRole('navigation', { name: 'Areas' }).first().getByRole('link', { name: 'Notes' });
    await expect.poll(() => area.getAttribute('aria-keyshortcuts')).toBeNull();
    await page.keyboard.press('3');
    expect(hash()).toBe('#/library');
    await setSetting(page, 'shortcuts.single', true);
    await expect.poll(() => area.getAttribute('aria-keyshortcuts')).toBe('3');
    await page.keyboard.press('3');
    await page.waitForURL(/#\/notes$/);
  });
});

describe('panes, tabs and addresses', () => {
  test('the second pane has its own way back, is resized by keyboard, and stays after a reload', async () => {
    await app.go('#/library?beside=%2Fhelp');
    const link = beside().getByRole('link', { name: 'The library' });
    await link.click();
    await beside().getByRole('button', { name: 'Go back' }).click();
    await link.waitFor();
    await expect.poll(hash).toBe('#/library?beside=%2Fhelp');
    const line = beside().getByRole('separator', { name: 'Width of the second pane' });
    await line.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await line.getAttribute('aria-valuenow')).toBe('50');
    await page.reload();
    await expect.poll(() => line.getAttribute('aria-valuenow')).toBe('50');
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await beside().waitFor({ state: 'detached' });
  });

  test('each tab has its own way, and both are there after a reload', async () => {
    const areas = page.getByRole('navigation', { name: 'Areas' }).first();
    await areas.getByRole('link', { name: 'Notes' }).click({ modifiers: ['Control'] });
    const strip = page.getByRole('tablist', { name: 'Open views' });
    await strip.getByRole('tab', { name: 'Notes' }).click();
    await page.waitForURL(/#\/notes$/);
    await areas.getByRole('link', { name: 'Find' }).click();
    await strip.getByRole('tab', { name: 'Find' }).waitFor();
    await page.keyboard.press('Alt+PageDown');
    await page.waitForURL(/#\/library$/);
    await page.reload();
    await expect.poll(() => strip.getByRole('tab').allTextContents()).toEqual(['Library', 'Find']);
    expect(await axeFinds(page)).toEqual([]);
    await strip.getByRole('tab', { name: 'Find' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Go back' }).click();
    await page.waitForURL(/#\/notes$/);
    await page.goBack();
    await page.keyboard.press('w');
    await strip.waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+T');
    await expect.poll(() => strip.getByRole('tab').count()).toBe(2);
    await page.keyboard.press('w');
    await strip.waitFor({ state: 'detached' });
  });

  test('an address that names nothing says what is wrong with it', async () => {
    await app.go('#/notes/12-no-id');
    await page.getByText('“12-no-id” names none').waitFor();
    await app.go('#/nowhere');
    await page.getByRole('heading', { name: 'There is nothing at this address' }).first().waitFor();
    await app.go('#/library?beside=%2Fask%2Fx');
    await beside().getByText('“x” names none').waitFor();
  });

  test('a link to a passage opens in another window as it is here', async () => {
    const itemId = await page.evaluate(async () => (await window.hearth.query('titles', { typed: 'boiler' }))[0]?.id);
    const other = await app.newTab(`#/item/${itemId}?start=10&end=18`);
    const source = other.getByRole('complementary', { name: 'Source' });
    await source.locator('mark').first().waitFor();
    expect(new URL(other.url()).hash).toContain(`source=${itemId}`);
    for (const wrong of ['start=10', 'start=ten&end=18', 'start=18&end=10', 'start=9000&end=9010']) {
      await app.go(`#/item/${itemId}?start=10&end=18`, other);
      await source.locator('mark').first().waitFor();
      await app.go(`#/item/${itemId}?${wrong}`, other);
      await source.getByText('The passage is not in this text').waitFor();
    }
    await other.close();
  });

  test('the sidebar can be narrow, and stays so', async () => {
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'Widen the sidebar' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Widen the sidebar' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: 'Widen the sidebar' }).click();
  });
});
