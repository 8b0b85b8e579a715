import type { Page } from 'playwright';
import { de } from '../../src/app/i18n/de.ts';
import { en } from '../../src/app/i18n/en.ts';
import { pseudoTexts } from '../../src/app/i18n/pseudo.ts';
import { askInPage } from './app.ts';

/** Every view that has an address, and what opens above one: where the looks, the boxes and axe go. */

export type Spoken = 'en' | 'de' | 'pseudo';
export type Say = (id: string) => string;

const TEXTS: Readonly<Record<Spoken, Readonly<Record<string, unknown>>>> = { en, de, pseudo: pseudoTexts(en) };
/** The words in a language; a title that is no text's key is itself. */
export const inLanguage =
  (language: Spoken): Say =>
  (id) =>
    String(TEXTS[language][id] ?? id);

export interface Place {
  readonly name: string;
  readonly address: string;
  /** What the window is called there: a text's key, or the words themselves. */
  readonly title: string;
  /** What of it has to be there, as a selector. Default: the view's heading. */
  readonly until?: string;
  /** Opens what lies above the view. Escape closes it, or `close`. */
  readonly open?: (page: Page, say: Say) => Promise<void>;
  readonly close?: (page: Page, say: Say) => Promise<void>;
}

/** Asks, and opens what the answer rests on. */
export async function converse(page: Page, question: string): Promise<Things['conversation']> {
  await page.evaluate(() => location.assign('#/ask'));
  const answer = await askInPage(page, question);
  const address = new URL(page.url()).hash;
  await answer
    .getByRole('button', { name: /Open the source/ })
    .first()
    .click();
  await page.locator('aside mark').first().waitFor();
  const title = await page.evaluate(async () => (await window.hearth.query('conversations', { limit: 1 }))[0]?.title);
  return { address, title: title ?? '', cited: new URL(page.url()).hash };
}

interface Things {
  readonly note: { readonly id: string; readonly title: string };
  readonly item: string;
  readonly table: string;
  readonly code: string;
  /** Found by a search. */
  readonly words: string;
  readonly conversation: { readonly address: string; readonly cited: string; readonly title: string };
}

export const placesOf = ({ note, item, table, code, words, conversation }: Things): readonly Place[] => [
  { name: 'ask', address: '#/ask', title: 'chat.title', until: 'textarea' },
  { name: 'answer', address: conversation.address, title: conversation.title, until: '[data-cite]' },
  { name: 'source', address: conversation.cited, title: conversation.title, until: 'aside mark' },
  {
    name: 'answer-details',
    address: conversation.address,
    title: conversation.title,
    until: '[data-cite]',
    open: openAnswerDetails,
  },
  {
    name: 'citation',
    address: conversation.address,
    title: conversation.title,
    until: '[data-cite]',
    open: openCitation,
  },
  { name: 'conversations', address: '#/conversations', title: 'chat.all.title', until: 'main li a' },
  { name: 'find-empty', address: '#/find', title: 'find.title', until: '[type="search"]' },
  { name: 'find', address: `#/find?q=${words}`, title: 'find.title', until: 'main li mark' },
  { name: 'find-nothing', address: '#/find?q=zzzz', title: 'find.title' },
  { name: 'notes', address: '#/notes', title: 'notes.title' },
  { name: 'note', address: `#/notes/${note.id}`, title: note.title, until: 'main [role="textbox"]' },
  { name: 'graph', address: '#/graph', title: 'graph.title', until: '[data-drawn], [role="list"], main ul' },
  { name: 'library', address: '#/library', title: 'library.title', until: '[role="option"]' },
  { name: 'bin', address: '#/library?view=bin', title: 'library.bin' },
  { name: 'item', address: `#/library?source=${item}`, title: 'library.title', until: 'aside h2' },
  { name: 'item-table', address: `#/library?source=${table}`, title: 'library.title', until: 'aside [role="grid"]' },
  { name: 'item-code', address: `#/library?source=${code}`, title: 'library.title', until: 'aside h2' },
  {
    name: 'beside',
    address: `#/library?beside=/notes/${note.id}`,
    title: 'library.title',
    until: '[aria-multiline="true"]',
  },
  {
    name: 'capture',
    address: '#/capture?title=A+page&text=Some+words&url=https://example.org/a',
    title: 'capture.title',
  },
  { name: 'settings', address: '#/settings', title: 'settings.title' },
  ...SECTIONS.map(([id, title]) => ({ name: `settings-${id}`, address: `#/settings/${id}`, title })),
  { name: 'data', address: '#/settings/data', title: 'data.title' },
  { name: 'diagnostics', address: '#/settings/diagnostics', title: 'data.diagnostics' },
  { name: 'help', address: '#/help', title: 'help.title' },
  { name: 'help-page', address: '#/help/asking', title: 'help.page.asking', until: 'main h2' },
  { name: 'nowhere', address: '#/nowhere', title: 'shell.notFound.title' },
  { name: 'palette', address: '#/library', title: 'library.title', until: '[role="option"]', open: openPalette },
  { name: 'shortcuts', address: '#/library', title: 'library.title', until: '[role="option"]', open: openShortcuts },
  { name: 'notices', address: '#/library', title: 'library.title', until: '[role="option"]', open: openTray },
  { name: 'workspaces', address: '#/library', title: 'library.title', until: '[role="option"]', open: openSwitcher },
  { name: 'workspace', address: '#/library', title: 'library.title', until: '[role="option"]', open: openWorkspace },
];

/** Of the settings, those that have a section of their own; the two pages of data are routes. */
const SECTIONS = [
  ['appearance', 'settings.appearance'],
  ['language', 'settings.language'],
  ['writing', 'settings.writing'],
  ['status', 'status.label'],
  ['storage', 'settings.storage'],
  ['model', 'settings.model'],
  ['meaning', 'meaning.title'],
  ['adding', 'settings.import'],
  ['pictures', 'pictures.settings'],
  ['folders', 'folders.title'],
  ['shortcuts', 'shell.shortcuts'],
  ['transfer', 'settings.transfer'],
  ['about', 'settings.about'],
] as const;

const dialog = (page: Page) => page.getByRole('dialog').first().waitFor();

async function openAnswerDetails(page: Page, say: Say): Promise<void> {
  await page.getByRole('button', { name: say('chat.details') }).click();
  await dialog(page);
}

async function openCitation(page: Page, say: Say): Promise<void> {
  await page.getByRole('region', { name: say('chat.thread') }).focus();
  await page.keyboard.press('j');
  await page.getByRole('tooltip').waitFor();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').getByRole('option').first().waitFor();
}

async function openShortcuts(page: Page): Promise<void> {
  await page.keyboard.press('?');
  await dialog(page);
}

async function openTray(page: Page): Promise<void> {
  await page.keyboard.press('b');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

async function openSwitcher(page: Page): Promise<void> {
  await page.locator('button[aria-haspopup="menu"]:visible').first().click();
  await page.getByRole('menuitem').first().waitFor();
}

async function openWorkspace(page: Page): Promise<void> {
  await openSwitcher(page);
  await page.getByRole('menuitem').last().click();
  await dialog(page);
}

/** Goes there without loading anew, and waits until nothing changes its size any more. */
export async function goToPlace(page: Page, place: Place, say: Say): Promise<void> {
  await page.evaluate((hash) => location.assign(hash), place.address);
  await page.waitForFunction((wanted) => document.title.includes(wanted), say(place.title));
  await page
    .locator(place.until ?? 'main h1, main h2')
    .first()
    .waitFor();
  await place.open?.(page, say);
  await settleBoxes(page);
}

export async function leavePlace(page: Page, { open, close }: Place, say: Say): Promise<void> {
  if (open === undefined) return;
  if (close !== undefined) return close(page, say);
  await page.keyboard.press('Escape');
  await page.locator('[role="dialog"], [role="menu"], [role="tooltip"]').first().waitFor({ state: 'detached' });
}

/** Until texts, heights and pictures of letters have been the same for three frames. */
export const settleBoxes = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let before = '';
    for (let still = 0, tries = 0; still < 3 && tries < 120; tries++) {
      await frame();
      const now = `${innerWidth} ${document.body.textContent?.length} ${document.querySelector('main')?.scrollHeight}`;
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });
