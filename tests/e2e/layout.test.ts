import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { de } from '../../src/app/i18n/de.ts';
import { en } from '../../src/app/i18n/en.ts';
import { type App, importTexts, openApp, setSetting, untilReady } from './app.ts';
import { boxFaults } from './boxes.ts';

/** Every route at three widths in both languages: by the boxes on the page, without pictures. */

let app: App;
let page: Page;
let routes: readonly (readonly [string, string])[];

const WIDTHS = [390, 820, 1440] as const;
const PHONE_WIDTH = 390;
const TARGET_PX = 44;
const NOTE_TITLE = 'A note with a title that is long enough to be cut on a phone, and then some';
const SEED = {
  'Household/boiler.md': '# The boiler\n\nThe boiler was serviced in March by Mr. Ahlers.\n\n- next service: autumn\n',
  'Household/a-very-long-name-of-a-file-that-does-not-fit-into-a-row-of-a-list-on-a-phone.md':
    '# Donaudampfschifffahrtsgesellschaftskapitänsmütze\n\nA long word.\n',
  'Garden/plum.md': '# Plum tree\n\nThe plum tree was planted in the autumn of 2019. See [[The boiler]].\n',
};

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await importTexts(page, SEED);
  const ids = await page.evaluate(async (title) => {
    await window.hearth.command('create-note', {
      itemId: '0192f0c0-0000-7000-8000-00000000abcd',
      title,
      text: 'Some words.\n\n- [ ] a task\n',
    });
    const { items } = await window.hearth.query('items', { title: 'boiler' });
    return { item: items[0]?.id ?? '', note: '0192f0c0-0000-7000-8000-00000000abcd' };
  }, NOTE_TITLE);
  routes = [
    ['#/welcome', 'shell.hearth'],
    ['#/ask', 'chat.title'],
    ['#/find', 'find.title'],
    ['#/find?q=boiler', 'find.title'],
    ['#/notes', 'notes.title'],
    [`#/notes/${ids.note}`, NOTE_TITLE],
    ['#/library', 'library.title'],
    ['#/library?view=bin', 'library.bin'],
    [`#/library?source=${ids.item}`, 'library.title'],
    ['#/settings', 'settings.title'],
    ['#/settings/appearance', 'settings.appearance'],
    ['#/settings/model', 'settings.model'],
    ['#/settings/transfer', 'settings.transfer'],
    ['#/settings/data', 'data.title'],
    ['#/settings/diagnostics', 'data.diagnostics'],
    ['#/nowhere', 'shell.notFound.title'],
  ];
});

afterAll(() => app?.close());

type Say = (id: string) => string;
const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, de };
/** The words in a language; a title that is no text's key is itself. */
const inLanguage =
  (language: string): Say =>
  (id) =>
    texts[language]?.[id] ?? id;

/** Until the view with this title is there, and has stopped changing its size. */
async function settleBoxes(title: string): Promise<void> {
  await page.waitForFunction((wanted) => document.title.includes(wanted), title);
  await page.evaluate(async () => {
    await document.fonts.ready;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let before = '';
    for (let still = 0, tries = 0; still < 3 && tries < 60; tries++) {
      await frame();
      const now = `${document.body.textContent?.length} ${document.querySelector('main')?.scrollHeight}`;
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });
}

async function faultsOfAll(width: number, say: Say): Promise<Record<string, unknown>> {
  await page.setViewportSize({ width, height: 844 });
  const found: Record<string, unknown> = {};
  for (const [route, title] of routes) {
    await page.evaluate((hash) => location.assign(hash), route);
    await settleBoxes(say(title));
    const faults = await boxFaults(page, width === PHONE_WIDTH ? TARGET_PX : null);
    const some = Object.fromEntries(Object.entries(faults).filter(([, list]) => list.length > 0));
    if (Object.keys(some).length > 0) found[route] = some;
  }
  return found;
}

describe.each(['en', 'de'] as const)('in %s', (language) => {
  beforeAll(async () => {
    await setSetting(page, 'appearance.language', language);
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  });
  test.each(WIDTHS)('nothing overlaps, is cut or scrolls sideways at %i px, and targets have room', async (width) => {
    expect(await faultsOfAll(width, inLanguage(language))).toEqual({});
  });
});

test('with the largest type and more contrast, nothing is cut on a phone', async () => {
  await setSetting(page, 'appearance.fontSize', 'larger');
  await page.waitForFunction(() => document.documentElement.dataset['size'] === 'larger');
  expect(await faultsOfAll(PHONE_WIDTH, inLanguage('de'))).toEqual({});
  await setSetting(page, 'appearance.fontSize', 'normal');
});

describe('from right to left', () => {
  beforeAll(async () => {
    await page.goto(`${app.url}?lang=ar-XB#/ask`);
    await untilReady(page);
    await page.waitForFunction(() => document.documentElement.dir === 'rtl');
  });
  test('the areas stand on the right', async () => {
    await page.setViewportSize({ width: 1440, height: 844 });
    const box = await page.getByRole('navigation').first().boundingBox();
    expect(box?.x).toBeGreaterThan(720);
  });
});
