import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, askInPage, DESKTOP, importTexts, openApp, PHONE } from './app.ts';

/** axe runs over the debugging protocol, so that the page's policy stays as it is. */
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let app: App;
let page: Page;
let axe: string;
let address: { readonly note: string; readonly source: string; readonly answer: string };

beforeAll(async () => {
  axe = await readFile(AXE, 'utf8');
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
    async () => (await window.hearth.query('items', { kinds: ['note'], limit: 1 })).items[0]?.id ?? '',
  );
  address = { answer, note: `#/notes/${id}`, source: `${answer}?source=%22${id}%22&start=11&end=40` };
}

interface Broken {
  readonly rule: string;
  readonly help: string;
  readonly where: readonly string[];
}

/** What axe finds, by the rules of WCAG 2.2 A and AA and the best practices, without what still moves. */
async function violations(): Promise<readonly Broken[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))));
  const devtools = await page.context().newCDPSession(page);
  try {
    await devtools.send('Runtime.evaluate', { expression: `window.axe === undefined && (() => {${axe}})()` });
    const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
      expression:
        'axe.run(document, { resultTypes: ["violations"] }).then((found) => JSON.stringify(found.violations))',
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    const found: AxeResults['violations'] = JSON.parse(result.value);
    return found.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} :: ${failureSummary?.slice(0, 200)}`),
    }));
  } finally {
    await devtools.detach();
  }
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

const SCREENS: readonly (readonly [name: string, open: () => Promise<void>])[] = [
  [
    'the empty question',
    async () => {
      await app.go('#/ask');
      await page.getByRole('textbox', { name: 'Ask about your things' }).waitFor();
    },
  ],
  [
    'an answer',
    async () => {
      await app.go(address.answer);
      await page.getByRole('button', { name: 'How this answer was made' }).waitFor();
    },
  ],
  [
    'an answer beside its source',
    async () => {
      await app.go(address.source);
      await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
    },
  ],
  [
    'how an answer was made',
    async () => {
      await app.go(address.answer);
      await page.getByRole('button', { name: 'How this answer was made' }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'the empty search',
    async () => {
      await app.go('#/find');
      await page.getByRole('searchbox', { name: 'Find in your things' }).waitFor();
    },
  ],
  [
    'what was found',
    async () => {
      await app.go('#/find');
      await page.getByRole('searchbox', { name: 'Find in your things' }).fill('heron');
      await page.getByRole('list', { name: 'What was found' }).waitFor();
    },
  ],
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
    'the notes',
    async () => {
      await app.go('#/notes');
      await page.getByRole('list', { name: 'Notes' }).waitFor();
    },
  ],
  [
    'a note in the editor',
    async () => {
      await app.go(address.note);
      await page.getByRole('textbox', { name: 'Body of the note' }).waitFor();
    },
  ],
  [
    'the library',
    async () => {
      await app.go('#/library');
      await page.getByRole('option').first().waitFor();
    },
  ],
  [
    'the report of an import',
    async () => {
      await app.go('#/library');
      await page.getByRole('button', { name: '2 could not be read' }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  ],
  [
    'the bin',
    async () => {
      await app.go('#/library?view=bin');
      await page.getByText('The bin is empty').waitFor();
    },
  ],
  [
    'the settings',
    async () => {
      await app.go('#/settings');
      await page.getByRole('heading', { name: 'Settings' }).first().waitFor();
    },
  ],
  [
    'an address that leads nowhere',
    async () => {
      await app.go('#/nowhere');
      await page.getByRole('heading', { name: 'There is nothing at this address' }).first().waitFor();
    },
  ],
];

async function look({ theme, width, height }: (typeof LOOKS)[number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
}

describe('axe finds nothing to object to', () => {
  for (const { theme, width, height } of LOOKS) {
    test(`on the first screen, ${theme}, ${width} wide`, async () => {
      await look({ theme, width, height } as (typeof LOOKS)[number]);
      await page.getByRole('heading', { name: 'Ask your own things.' }).waitFor();
      expect(await violations()).toEqual([]);
    });
  }

  test('on the first screen there is something to fill the others with', async () => {
    await page.getByRole('button', { name: 'Start with nothing' }).click();
    await fill();
  });

  for (const shown of LOOKS) {
    for (const [name, open] of SCREENS) {
      test(`on ${name}, ${shown.theme}, ${shown.width} wide`, async () => {
        await look(shown);
        await open();
        const found = await violations();
        if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
        expect(found).toEqual([]);
      });
    }
  }
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
    await page.keyboard.type('heron');
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
    await page.keyboard.press('ArrowDown');
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

  test('no screen is wider than a phone', async () => {
    await page.setViewportSize(PHONE);
    for (const [, open] of SCREENS) {
      await open();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await page.keyboard.press('Escape');
      expect(over).toBeLessThanOrEqual(0);
    }
  });
});
