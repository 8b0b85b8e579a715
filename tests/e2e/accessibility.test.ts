import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, askInPage, DESKTOP, importTexts, openApp, PHONE } from './app.ts';
import { axeFinds } from './axe.ts';
import { breakStore } from './bare-page.ts';
import { fillPlaces } from './fill-places.ts';
import { goToPlace, inLanguage, leavePlace, type Place } from './places.ts';

let app: App;
let page: Page;
let places: readonly Place[];
let address: { readonly source: string };

beforeAll(async () => {
  app = await openApp();
  page = app.page;
});

afterAll(() => app?.close());

const textOf = (at: number): string =>
  `# Paper ${at}\n\nThe heron nested by the ${at}th weir in May. [A link](https://example.org) and [[Paper 1]].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n#river\n`;

/** One thing of each kind that opens in its own way; two of them nearly the same. */
const KINDS = {
  'Kinds/birds.csv': `Bird,Weir,Seen\n${Array.from({ length: 300 }, (_, at) => `Kingfisher ${at},${at % 9},2025-05-1${at % 9}`).join('\n')}\n`,
  'Kinds/copy.csv': `Bird,Weir,Seen\n${Array.from({ length: 300 }, (_, at) => `Kingfisher ${at === 7 ? 'seven' : at},${at % 9},2025-05-1${at % 9}`).join('\n')}\n`,
  'Kinds/count.py': 'def kingfishers(weirs):\n    return len(weirs)\n',
  'Kinds/weirs.json': '{"kingfisher": {"weir": 3, "seen": ["May", "June"]}}',
  'Kinds/warden.vcf': 'BEGIN:VCARD\nVERSION:4.0\nFN:Kingfisher Warden\nEMAIL:warden@example.org\nEND:VCARD\n',
  'Kinds/chat.json': JSON.stringify([
    {
      uuid: 'c1',
      name: 'Kingfisher',
      created_at: '2025-03-01T10:00:00Z',
      updated_at: '2025-03-01T10:01:00Z',
      chat_messages: [
        { uuid: 'm1', sender: 'human', text: 'Where does the kingfisher nest?', created_at: '2025-03-01T10:00:00Z' },
        { uuid: 'm2', sender: 'assistant', text: 'In the bank, by the weir.', created_at: '2025-03-01T10:01:00Z' },
      ],
    },
  ]),
};

/** A few things, one answer, and where to find them. */
async function fill(): Promise<void> {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`Papers/paper-${at}.md`, textOf(at)]));
  await importTexts(page, { ...files, 'Papers/empty.md': '', 'Papers/shape.svg': '<svg/>' }, 'Papers');
  await importTexts(page, KINDS, 'Kinds');
  await app.go('#/ask');
  await askInPage(page, 'When did the heron nest by the weir?');
  const answer = new URL(page.url()).hash;
  const id = await page.evaluate(
    async () => (await window.hearth.query('items', { kinds: ['note'], title: 'Paper' })).items[0]?.id ?? '',
  );
  address = { source: `${answer}?source=%22${id}%22&start=11&end=40` };
  places = await fillPlaces(page);
}

const LOOKS = [
  { theme: 'light', ...DESKTOP },
  { theme: 'dark', ...DESKTOP },
  { theme: 'light', ...PHONE },
  { theme: 'dark', ...PHONE },
] as const;

/** Opens the first hit of the thing that goes by this title. */
async function openFound(query: string, title: RegExp): Promise<void> {
  await app.go(`#/find?q=${encodeURIComponent(query)}`);
  const thing = page
    .getByRole('list', { name: 'What was found' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title }) });
  await thing.getByRole('button').first().click();
  await page.getByRole('complementary', { name: 'Source' }).getByRole('heading', { name: title }).first().waitFor();
}

/** What has no address of its own, or needs things of other kinds. */
const SCREENS: readonly (readonly [name: string, open: () => Promise<void>])[] = [
  ...(
    [
      ['a table beside what was found', 'kingfisher kind:table', /^(birds|copy)$/],
      ['a program beside what was found', 'kingfishers kind:code', /^count\.py$/],
      ['values beside what was found', 'kingfisher in:Kinds kind:file', /^weirs$/],
      ['a conversation beside what was found', 'kingfisher kind:chat', /^Kingfisher$/],
      ['a contact beside what was found', 'kingfisher kind:contact', /^Kingfisher Warden$/],
    ] as const
  ).map(([name, query, title]) => [name, () => openFound(query, title)] as const),
  [
    'what differs in two things that are nearly the same',
    async () => {
      await openFound('kingfisher kind:table', /^(birds|copy)$/);
      await page.getByRole('button', { name: /^What differs/ }).click();
      await page.getByRole('list', { name: 'What differs' }).waitFor();
    },
  ],
  [
    'the report of an import',
    async () => {
      await app.go('#/library');
      await page
        .getByRole('button', { name: /could not be read/ })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  ],
];

async function look({ theme, width, height }: (typeof LOOKS)[number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
}

/** What axe finds in each look; the dark ones differ in their colours alone. */
async function inEveryLook(): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const shown of LOOKS) {
    await look(shown);
    const broken = await axeFinds(page, shown.theme === 'dark' ? { runOnly: ['color-contrast'] } : {});
    const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    const wrong = [...broken, ...(isWider ? ['the page is wider than the window'] : [])];
    if (wrong.length > 0) found[`${shown.theme}, ${shown.width} wide`] = wrong;
  }
  await look(LOOKS[0]);
  return found;
}

describe('axe finds nothing to object to, light and dark, on a desk and on a phone', () => {
  test('on the first screen', async () => {
    await page.getByRole('heading', { name: 'Ask your own things.' }).waitFor();
    expect(await inEveryLook()).toEqual({});
    await page.getByRole('button', { name: 'Start with nothing' }).click();
    await fill();
  }, 120_000);

  test('wherever an address leads, and in what opens above it', async () => {
    const found: Record<string, unknown> = {};
    const say = inLanguage('en');
    for (const place of places) {
      await goToPlace(page, place, say);
      const broken = await inEveryLook();
      if (Object.keys(broken).length > 0) found[place.name] = broken;
      await leavePlace(page, place, say);
    }
    expect(found).toEqual({});
  }, 240_000);

  test.each(SCREENS)('on %s', async (_, open) => {
    await open();
    expect(await inEveryLook()).toEqual({});
    await page.keyboard.press('Escape');
  });
});

describe('without a mouse', () => {
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return `${element?.getAttribute('role') ?? element?.tagName.toLowerCase()} ${element?.getAttribute('aria-label') ?? element?.textContent ?? ''}`;
    });

  /** Presses Tab until what has the focus is `wanted`. */
  async function tabTo(wanted: RegExp, most = 60): Promise<void> {
    const passed: string[] = [];
    for (let at = 0; at < most; at++) {
      const here = await focused();
      if (wanted.test(here)) return;
      passed.push(here.slice(0, 40));
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${wanted}: ${passed.join(' | ')}`);
  }

  test('everything that takes the focus shows it', async () => {
    await look(LOOKS[0]);
    for (const route of ['#/ask', '#/find', '#/notes', '#/library', '#/settings']) {
      await app.go(route);
      await page.getByRole('main').waitFor();
      for (let at = 0; at < 14; at++) {
        await page.keyboard.press('Tab');
        const shown = await page.evaluate(() => {
          const element = document.activeElement;
          if (element === null || element === document.body || element.shadowRoot) return true;
          // A list shows where it is by its row.
          if (element.role === 'listbox') return element.getAttribute('aria-activedescendant') !== null;
          const styles = [element, element.parentElement, element.parentElement?.parentElement].map((one) =>
            one ? getComputedStyle(one) : null,
          );
          return styles.some(
            (style) =>
              style && ((style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none'),
          );
        });
        expect({ route, on: await focused(), shown }).toMatchObject({ shown: true });
      }
    }
  });

  test('a question is asked, its source opened and closed, and the areas are reached', async () => {
    await app.go('#/library');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('1');
    const field = page.getByRole('textbox', { name: 'Ask about your things' });
    await field.waitFor();
    await tabTo(/Ask about your things/);
    await page.keyboard.type('When did the heron nest by the weir?');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'How this answer was made' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    for (let at = 0; at < 30 && !/Open the source/.test(await focused()); at++) await page.keyboard.press('Shift+Tab');
    expect(await focused()).toMatch(/Passage \d+.*Open the source/);
    await page.keyboard.press('Enter');
    const source = page.getByRole('complementary', { name: 'Source' });
    await source.locator('mark').first().waitFor();
    await page.keyboard.press('Escape');
    await source.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    if ((await page.getByRole('searchbox', { name: 'Find in your things' }).count()) === 0) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press('2');
    }
    await page.getByRole('searchbox', { name: 'Find in your things' }).waitFor();
    // A conversation would be opened as what it is.
    await page.keyboard.type('heron kind:note');
    await page.getByRole('list', { name: 'What was found' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await source.locator('mark').first().waitFor();
  });

  test('a thing in the library is reached, selected and opened by keys', async () => {
    await app.go('#/library');
    const things = page.getByRole('listbox', { name: 'Things' });
    await things.getByRole('option').first().waitFor();
    await tabTo(/^listbox Things/);
    const active = () =>
      things.evaluate((list) => document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.textContent);
    await expect
      .poll(async () => {
        await page.keyboard.press('ArrowDown');
        return active();
      })
      .toMatch(/^Paper \d/);
    await page.keyboard.press('Space');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('1 selected').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page
      .getByRole('textbox', { name: 'Body of the note' })
      .or(page.getByRole('complementary', { name: 'Source' }))
      .first()
      .waitFor();
  });
});

describe('structure and motion', () => {
  test('each area has one main part, one navigation in view, a title and a heading', async () => {
    for (const { width, height } of [DESKTOP, PHONE]) {
      await page.setViewportSize({ width, height });
      for (const [route, name] of [
        ['#/ask', 'Ask'],
        ['#/find', 'Find'],
        ['#/notes', 'Notes'],
        ['#/library', 'Library'],
        ['#/settings', 'Settings'],
      ] as const) {
        await app.go(route);
        await page.getByRole('heading', { level: 1, name }).waitFor();
        expect(await page.getByRole('main').count()).toBe(1);
        expect(await page.getByRole('navigation', { name: 'Areas' }).count()).toBe(1);
        await expect.poll(() => page.title()).toBe(`${name} · Hearth`);
      }
    }
  });

  test('nothing moves for those who want less motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await app.go(address.source);
    await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
    const longest = await page.evaluate(() =>
      Math.max(
        0,
        ...document.getAnimations().map(({ effect }) => Number(effect?.getComputedTiming().activeDuration ?? 0)),
      ),
    );
    expect(longest).toBeLessThanOrEqual(10);
  });
});

describe('where the store cannot be opened', () => {
  afterAll(() => app.forgive(/favicon/));

  test('axe finds nothing to object to, light and dark, on a desk and on a phone', async () => {
    await page.evaluate(() => window.hearth.backUpNow());
    await breakStore(page, app.url);
    await page.goto(`${app.url}#/ask`);
    await page.getByRole('heading', { name: 'Hearth cannot open your things', level: 1 }).waitFor();
    await page.getByRole('list', { name: 'Backups in this browser, the newest first' }).waitFor();
    expect(await inEveryLook()).toEqual({});
  });
});
