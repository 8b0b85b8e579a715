import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, askInPage, dropPaths, importTexts, openApp, setSetting, settled, skipWelcome } from './app.ts';
import { axeFinds } from './axe.ts';

let app: App;
let page: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-dropped-'));
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
  await page.evaluate(async () => {
    await window.hearth.command('create-workspace', { workspaceId: window.hearth.newId(), name: 'Garden' });
  });
  await importTexts(page, {
    'Boiler.md': '# Boiler\n\nThe boiler was last serviced on 12 March 2024 by Mr Okafor.',
    'Pond.md': '# Pond\n\nThe pond is 90 centimetres deep at the north end.',
  });
  await settled(page);
  await app.go('#/ask');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await app?.close();
});

const field = (): Locator => page.getByRole('textbox', { name: /^Ask (about your things|something else)$/ });
const scope = (): Locator => page.getByRole('button', { name: /^Where to look/ });
const chips = (): Locator => page.getByRole('list', { name: 'What the question is about' }).getByRole('listitem');
const questions = (): Locator => page.locator('[data-question]');

describe('the composer', () => {
  test('names a thing by #, by keyboard, and the answer says that it looked there alone, and looks everywhere when asked', async () => {
    await field().pressSequentially('How deep is the pond? #Boi');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Boiler/ })
      .waitFor();
    await field().press('Enter');
    await expect.poll(() => chips().count()).toBe(1);
    await expect.poll(() => field().inputValue()).toBe('How deep is the pond? Boiler ');
    await page.reload();
    await expect.poll(() => chips().count()).toBe(1);
    await field().press('Enter');
    const answers = page.getByRole('region', { name: 'Conversation' }).getByRole('article');
    await answers.getByText('Looked through “Boiler”').waitFor();
    expect(await answers.textContent()).not.toContain('90 centimetres');
    await answers.getByRole('button', { name: 'Look through everything' }).click();
    await answers.getByText('Looked through everything').waitFor();
    await expect.poll(() => answers.textContent()).toContain('90 centimetres');
  });

  test('looks in one workspace when asked from Everything, and keeps that choice through a reload', async () => {
    await scope().click();
    await page.getByRole('menuitem', { name: 'Garden' }).click();
    await field().fill('How deep is it');
    await page.reload();
    await expect.poll(() => scope().getAttribute('aria-label')).toBe('Where to look: Garden');
    await field().press('Enter');
    await page.getByRole('article').getByText('Looked through Garden').waitFor();
    await scope().click();
    await page.getByRole('menuitem', { name: 'Everything' }).click();
  });

  test('takes files by drop and by paste, and the question is about them', async () => {
    const path = join(folder, 'Ferry.md');
    await writeFile(path, '# Ferry\n\nThe ferry leaves at noon from the second pier.');
    const box = await field().boundingBox();
    if (box === null) throw new Error('the field is nowhere');
    await dropPaths(page, [path], { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    await expect.poll(() => chips().allTextContents()).toEqual([expect.stringContaining('Ferry')]);
    await field().evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['# Heron\n\nThe heron comes at dawn.'], 'Heron.md', { type: 'text/markdown' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect.poll(() => chips().count()).toBe(2);
    const answer = await askInPage(page, 'When does the ferry leave?');
    expect(await answer.textContent()).toContain('noon');
    expect(await answer.textContent()).toMatch(/Looked through “(Ferry|Heron)” and “(Ferry|Heron)”/);
  });

  test('brings back what was asked by the up arrow, and goes back down', async () => {
    await field().press('ArrowUp');
    await expect.poll(() => field().inputValue()).toBe('When does the ferry leave?');
    await field().press('ArrowUp');
    await expect.poll(() => field().inputValue()).toBe('How deep is it');
    await field().press('ArrowDown');
    await field().press('ArrowDown');
    await expect.poll(() => field().inputValue()).toBe('');
  });

  test('says how much of what the model reads a long question takes, and nothing of a short one', async () => {
    const words = 'boiler '.repeat(400);
    await field().fill(words);
    await page
      .getByText(/longer than what the model reads at once \(400 of 512 tokens\)|takes 78% of what the model/)
      .waitFor();
    await field().fill('boiler');
    await expect.poll(() => page.getByText(/of what the model reads at once/).count()).toBe(0);
    await field().fill('');
  });

  test('a slash offers prompts and commands by keyboard: a ready prompt, one of the own, and what attaches files', async () => {
    const offered = page.getByRole('listbox', { name: 'Prompts and commands' });
    await field().pressSequentially('/sum');
    await offered.getByRole('option', { name: /^Summarise/, selected: true }).waitFor();
    await field().press('Enter');
    await expect.poll(() => field().inputValue()).toBe('What are the main points? ');
    await field().fill('');
    await field().pressSequentially('/own');
    await offered.getByRole('option', { name: 'Own prompts', selected: true }).waitFor();
    await field().press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Own prompts' });
    await dialog.getByRole('textbox', { name: 'What it asks' }).fill('Which of them is the oldest?');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Oldest');
    await page.keyboard.press('Enter');
    await dialog.getByRole('listitem').filter({ hasText: 'Oldest' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await field().fill('');
    await page.reload();
    await field().pressSequentially('/old');
    await offered.getByRole('option', { name: /^Oldest/, selected: true }).waitFor();
    await field().press('Tab');
    await expect.poll(() => field().inputValue()).toContain('Which of them is the oldest?');
    await field().fill('');
    await field().pressSequentially('/own');
    await offered.getByRole('option', { name: 'Own prompts' }).click();
    await dialog.getByRole('button', { name: 'Delete the prompt “Oldest”' }).click();
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(0);
    await page.keyboard.press('Escape');
    await field().fill('');
    await field().pressSequentially('/att');
    const choosing = page.waitForEvent('filechooser');
    await field().press('Enter');
    await choosing;
    await field().press('Escape');
    await field().fill('');
  });

  test('asks by Ctrl Enter alone where that is set', async () => {
    await setSetting(page, 'composer.sendKey', 'mod-enter');
    const asked = questions().filter({ hasText: 'How deep is the pond at the north end?' });
    await field().fill('How deep is the pond at the north end?');
    await page.getByRole('button', { name: 'Ask', exact: true }).and(page.locator('[data-tip*="Ctrl"]')).waitFor();
    await field().press('Enter');
    await expect.poll(() => field().inputValue()).toBe('How deep is the pond at the north end?\n');
    expect(await asked.count()).toBe(0);
    await field().press('Control+Enter');
    await asked.waitFor();
  });
});
