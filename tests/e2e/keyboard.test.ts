import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from './app.ts';

/**
 * The main job without a mouse and without looking: only keys, and everything found by the role and the name that a screen
 * reader says. After every key something gets the focus, and shows it.
 */

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
}, 120_000);
afterAll(() => app?.close());

/** What has the focus, as it is told: role and name. Empty where nothing has it. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element === null || element === document.body) return '';
    return `${element.role ?? element.tagName.toLowerCase()} “${(element.ariaLabel ?? element.textContent ?? '').slice(0, 40)}”`;
  });

/** A ring or a line at it or at what holds it; lists and fields with a list say where they are by a row. */
const showsFocus = (): Promise<boolean> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    // The view as a whole takes the focus on arrival; in a text that is written the cursor shows it.
    if (element === null || element.matches('main, [role="dialog"], [contenteditable="true"]')) return element !== null;
    if (element.hasAttribute('aria-activedescendant')) return true;
    for (let at: Element | null = element, up = 0; at !== null && up < 4; at = at.parentElement, up++) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return true;
    }
    return false;
  });

/** While a view comes, nothing may have the focus; once it is there, something has it and shows it. */
async function press(key: string): Promise<void> {
  await page.keyboard.press(key);
  const held = async () => ({ where: await focused(), isShown: await showsFocus() });
  await expect
    .poll(held, { message: `the focus after ${key}` })
    .toEqual({ where: expect.stringMatching(/./), isShown: true });
}

const hasFocus = (wanted: Locator): Promise<boolean> =>
  wanted.first().evaluate((element) => {
    const root = element.getRootNode();
    return (root instanceof ShadowRoot || root instanceof Document) && root.activeElement === element;
  });

async function goTo(wanted: Locator, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await wanted.first().waitFor();
  const passed: string[] = [];
  for (let at = 0; at < 60; at++) {
    if (await hasFocus(wanted)) return;
    await press(by);
    passed.push(await focused());
  }
  throw new Error(`${by} does not reach it: ${passed.join(', ')}`);
}

const dialog = () => page.getByRole('dialog', { name: 'Commands' });
/** Opens the palette, types, goes down to the line and takes it. */
async function command(words: string, line: RegExp): Promise<void> {
  await press('Control+K');
  const palette = dialog();
  await palette.getByRole('combobox').waitFor();
  await page.keyboard.type(words);
  await palette.getByRole('option', { name: line }).first().waitFor();
  const chosen = palette.getByRole('option', { name: line, selected: true });
  for (let at = 0; at < 12 && (await chosen.count()) === 0; at++) await press('ArrowDown');
  await chosen.waitFor();
  await press('Enter');
  await palette.waitFor({ state: 'detached' });
}

const source = () => page.getByRole('complementary', { name: 'Source' });
const citation = () => page.getByRole('article').getByRole('button', { name: /^Passage 1: Boiler/ });

test('put a file in, find it, ask, go to the citation, its source and the note, and write', async () => {
  // Before anything is pressed: the browser is told to hand the dialog over, which a key could overtake.
  const choosing = page.waitForEvent('filechooser', { timeout: 60_000 });
  await page.getByRole('heading', { name: 'Ask your own things.' }).waitFor();
  await press('Tab');
  await goTo(page.getByRole('button', { name: 'files' }));
  await page.keyboard.press('Enter');
  await (await choosing).setFiles([
    {
      name: 'Boiler.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# Boiler\n\nThe boiler was serviced on 14 March 2025 by Ines Vogt.\n'),
    },
    { name: 'Plum.md', mimeType: 'text/markdown', buffer: Buffer.from('# Plum\n\nThe plum is cut in July.\n') },
  ]);
  const things = page.getByRole('listbox', { name: 'Things' });
  await expect.poll(() => things.getByRole('option').count()).toBe(2);
  await page.evaluate(() => window.hearth.settled());
  await expect.poll(focused).not.toBe('');

  await press('2');
  await goTo(page.getByRole('searchbox', { name: 'Find in your things' }));
  await page.keyboard.type('serviced');
  const found = page.getByRole('list', { name: 'What was found' });
  await found.getByRole('heading', { name: 'Boiler' }).waitFor();
  await press('ArrowDown');
  await press('Enter');
  await source().locator('mark').first().waitFor();
  await press('Escape');
  await source().waitFor({ state: 'detached' });
  await expect.poll(focused).not.toBe('');

  await command('go to ask', /^Go to Ask/);
  await goTo(page.getByRole('textbox', { name: 'Ask about your things' }));
  await page.keyboard.type('When was the boiler serviced?');
  await press('Enter');
  await page.getByRole('button', { name: 'How this answer was made' }).waitFor({ timeout: 45_000 });
  // The next question can be typed at once.
  const next = page.getByRole('textbox', { name: 'Ask something else' });
  await expect.poll(() => hasFocus(next)).toBe(true);
  // The box around it shows the focus, and the field does not do so once more.
  expect(await next.evaluate((field) => getComputedStyle(field).outlineStyle)).toBe('none');
  await goTo(citation(), 'Shift+Tab');
  await press('Enter');
  await source().locator('mark').first().waitFor();
  expect(await source().locator('mark').allTextContents()).toEqual([
    'The boiler was serviced on 14 March 2025 by Ines Vogt.',
  ]);
  await press('Escape');
  await source().waitFor({ state: 'detached' });
  expect(await hasFocus(citation())).toBe(true);

  await command('boiler', /^Boiler(?! serviced)/);
  const body = page.getByRole('textbox', { name: 'Body of the note' });
  await goTo(body);
  await press('Control+End');
  await page.keyboard.type('Next service in autumn.');
  await page.getByText('Saved', { exact: true }).waitFor();
  await press('Control+K');
  await dialog().getByRole('combobox').waitFor();
  await press('Escape');
  await dialog().waitFor({ state: 'detached' });
  expect(await hasFocus(body)).toBe(true);
  expect(
    await page.evaluate(async () => {
      const { items } = await window.hearth.query('items', { title: 'Boiler', kinds: ['note'] });
      return (await window.hearth.query('item', { itemId: items[0]?.id ?? '' }))?.text;
    }),
  ).toContain('Next service in autumn.');
}, 120_000);
