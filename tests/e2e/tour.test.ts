import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOUR_QUESTIONS } from '../../src/core/tour/tour.ts';
import { type App, openApp, setSetting } from './app.ts';
import { axeFinds } from './axe.ts';

/** The first run without a network: the tour with its five questions, then help. One app, one flow. */
let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await page.getByText('Works with the network off, from now on').waitFor({ timeout: 90_000 });
  await app.goOffline();
}, 180_000);
afterAll(() => app?.close());

const tour = () => page.getByRole('region', { name: 'Tour' });
const press = (name: string) => tour().getByRole('button', { name, exact: true }).click();
const things = () => page.evaluate(async () => (await window.hearth.query('items', { limit: 1 })).total);

const isFocused = (field: Locator) =>
  expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);

async function ask(at: number, words: string, title: string): Promise<void> {
  await press(TOUR_QUESTIONS.en[at] ?? '');
  const answer = page.getByRole('main').getByText(words).first();
  await answer.waitFor();
  await page
    .getByRole('button', { name: `Passage 1: ${title}. Open the source.` })
    .first()
    .waitFor();
}

test('the tour asks five questions, each answered from the thing that says it', async () => {
  await page.getByRole('button', { name: 'look around with a sample library' }).click();
  await tour().getByText('question 1 of 5').waitFor({ timeout: 60_000 });
  await page
    .getByRole('button', { name: /You are in Sample/ })
    .first()
    .waitFor();
  await ask(0, '14 October 2025', 'Appointment for the heating');

  await tour().getByText('opens its source').waitFor();
  await page
    .getByRole('button', { name: /^Passage 1:/ })
    .first()
    .click();
  await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
  await tour().getByText('question 2 of 5').waitFor();
  await ask(1, '24.90', 'Bicycle parts');

  await press('Next');
  await tour().getByText('question 3 of 5').waitFor();
  await press('Leave the tour');
  await tour().waitFor({ state: 'detached' });
}, 120_000);

test('without the tour its questions stand where one asks the sample library, and typing goes on behind the answer', async () => {
  await app.go('#/ask');
  const questions = page.getByRole('list', { name: 'Questions to ask the sample library' }).getByRole('button');
  await expect.poll(() => questions.allTextContents()).toEqual(TOUR_QUESTIONS.en);
  // In a workspace all of it is looked through, and no more.
  await page.getByRole('button', { name: 'Where to look: Sample', exact: true }).waitFor();
  await questions.nth(4).click();
  await page.getByRole('main').getByText('60 cm').first().waitFor();
  await page.getByText('Looked through Sample', { exact: true }).waitFor();
  await isFocused(page.getByRole('textbox', { name: 'Ask something else' }));
}, 60_000);

test('it goes on from help where it was left, after a start without a network too', async () => {
  await app.go('#/help');
  await page.reload();
  await page.getByRole('button', { name: 'Go on with the tour' }).click();
  await tour().getByText('question 3 of 5').waitFor();
  await ask(2, 'ferry landing', 'Trip to the lighthouse');
  await tour().getByText('opens the commands').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('main').focus();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await tour().getByText('question 4 of 5').waitFor();
  await ask(3, 'every evening', 'Watering plan');
  // The network is off: that step is done.
  await tour().getByText('question 5 of 5').waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await ask(4, '60 cm', 'Growing tomatoes in boxes');
}, 120_000);

test('the sample library goes with one press, and comes back with one', async () => {
  const before = await things();
  expect(before).toBeGreaterThan(15);
  await press('Remove the sample library');
  await expect.poll(things).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(things).toBe(before);
  await app.go('#/help');
  await page.getByRole('button', { name: 'Remove the sample library' }).click();
  await expect.poll(things).toBe(0);
  await page.getByRole('button', { name: 'Take the tour' }).waitFor();
}, 60_000);

test('in German it has a German library and German questions', async () => {
  await setSetting(page, 'appearance.language', 'de');
  await page.getByRole('button', { name: 'Rundgang machen' }).click();
  const rundgang = page.getByRole('region', { name: 'Rundgang' });
  await rundgang.getByText('Frage 1 von 5').waitFor({ timeout: 60_000 });
  await rundgang.getByRole('button', { name: TOUR_QUESTIONS.de[0], exact: true }).click();
  await page.getByRole('main').getByText('14. Oktober 2025').first().waitFor();
  await page.getByText('Gesucht in: Beispiel', { exact: true }).waitFor();
  await rundgang.getByText('öffnet seine Quelle').waitFor();
  await app.go('#/help');
  await page.getByRole('button', { name: 'Beispielbibliothek entfernen' }).click();
  await expect.poll(things).toBe(0);
  await setSetting(page, 'appearance.language', 'en');
}, 90_000);

test('“How do I …?” is answered from help, which opens at the passage', async () => {
  await page.evaluate(() =>
    window.hearth.command('create-note', {
      itemId: window.hearth.newId(),
      title: 'Mine',
      text: 'The kettle is green.',
    }),
  );
  await app.go('#/ask');
  await page.getByRole('textbox', { name: 'Ask about your things' }).fill('How do I make a backup?');
  await page.keyboard.press('Enter');
  await page.getByText('Answered from help', { exact: true }).waitFor();
  await isFocused(page.getByRole('textbox', { name: 'Ask something else' }));
  const cited = page.getByRole('button', { name: 'Passage 1: Help: Your data. Open the source.' }).first();
  await cited.click();
  const source = page.getByRole('complementary', { name: 'Source' });
  await source.locator('mark').getByText('press “Back up now”').waitFor();
  await source.getByRole('link', { name: 'Open in help' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your data' }).waitFor();
  await page.getByRole('main').locator('mark').first().waitFor();
}, 60_000);

test('help is searched, has an address for each part, stands in the commands, and axe finds nothing', async () => {
  await app.go('#/help');
  await page.getByRole('searchbox', { name: 'Search help' }).fill('passphrase');
  await page.getByRole('link', { name: /Back up to a folder or another disk/ }).click();
  await expect.poll(() => page.url()).toMatch(/#\/help\/data\?at=back-up-to-a-folder-or-another-disk$/);
  for (const theme of ['light', 'dark']) {
    await setSetting(page, 'appearance.theme', theme);
    await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
    expect(await axeFinds(page)).toEqual([]);
  }
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Help: Workspaces');
  await page
    .getByRole('option', { name: /Help: Workspaces/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Workspaces' }).waitFor();
}, 60_000);
