import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, askInPage, importTexts, openApp } from './app.ts';
import { HOSTILE, HOSTILE_NAMES, HOSTILE_QUERIES, mailOf, pageOf } from './hostile-texts.ts';
import { dangerousElements, expectInert } from './inert.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  const files: Record<string, string> = {};
  for (const [at, fragment] of HOSTILE.entries()) {
    files[`Hostile/note-${at}.md`] =
      `# Note ${at} ${fragment}\n\nHarbour note ${at} before.\n\n${fragment}\n\nAfter it.\n`;
    files[`Hostile/page-${at}.html`] = pageOf(fragment, at);
    files[`Hostile/text-${at}.txt`] = `Harbour text ${at}.\n${fragment}\n`;
    if (at % 8 === 0) files[`Hostile/mail-${at}.eml`] = mailOf(fragment, at);
  }
  for (const name of HOSTILE_NAMES) files[`Hostile/${name}/${name}`] = `Harbour, with the hostile name ${name}.`;
  const { import: view } = await importTexts(page, files, 'Hostile <img src=x onerror=window.pwned=1>');
  expect(view.added + view.failed).toBe(view.total);
  expect(view.added).toBeGreaterThan(HOSTILE.length * 3 - 10);
});

afterAll(() => app?.close());

describe('a hostile document runs nothing and fetches nothing', () => {
  test('in the library', async () => {
    await app.go('#/library');
    const things = page.getByRole('listbox', { name: 'Things' });
    await things.getByRole('option').first().waitFor();
    for (let screen = 0; screen < 12; screen++) {
      await things.hover();
      await page.mouse.wheel(0, 900);
      await things.getByRole('option').first().waitFor();
    }
    expect(await dangerousElements(app)).toEqual([]);
    await expectInert(app);
  });

  test('in the source pane', async () => {
    const ids = await page.evaluate(async () =>
      (await window.hearth.query('items', { limit: 1_000 })).items.map(({ id, title }) => ({ id, title })),
    );
    expect(ids.length).toBeGreaterThan(HOSTILE.length * 2);
    for (const { id } of ids) {
      await page.evaluate((itemId) => {
        location.hash = `#/library?source=%22${itemId}%22&start=2&end=20`;
      }, id);
      const pane = page.getByRole('complementary', { name: 'Source' });
      await pane.locator(`section, [class*=text]`).first().waitFor();
      await page.waitForFunction(() => document.querySelector('aside section')?.textContent !== '');
      const dangerous = await dangerousElements(app);
      if (dangerous.length > 0) expect({ id, dangerous }).toEqual({ id, dangerous: [] });
    }
    for (const link of await page.getByRole('complementary', { name: 'Source' }).getByRole('link').all()) {
      expect(await link.getAttribute('href')).toMatch(/^(https?|mailto|tel):/);
    }
    await expectInert(app);
  }, 120_000);

  test('in the note editor', async () => {
    const ids = await page.evaluate(async () =>
      (await window.hearth.query('items', { kinds: ['note'], limit: 1_000 })).items.map(({ id }) => id),
    );
    for (const id of ids.filter((_, at) => at % 6 === 0)) {
      await app.go(`#/notes/${id}`);
      await page.getByRole('textbox', { name: 'Body of the note' }).locator('.cm-line').first().waitFor();
      expect(await dangerousElements(app)).toEqual([]);
    }
    await app.go('#/notes');
    await page.getByRole('list', { name: 'Notes' }).getByRole('listitem').first().waitFor();
    await expectInert(app);
  });

  test('among the results of a search', async () => {
    await app.go('#/find');
    for (const words of ['harbour', 'onerror', 'javascript', 'script']) {
      await page.getByRole('searchbox', { name: 'Find in your things' }).fill(words);
      await page.getByRole('list', { name: 'What was found' }).getByRole('listitem').first().waitFor();
      expect(await dangerousElements(app)).toEqual([]);
    }
    await expectInert(app);
  });

  test('in an answer and its details', async () => {
    await app.go('#/ask');
    const answer = await askInPage(
      page,
      'What does harbour note 4 say about onerror and <img src=x onerror=window.pwned=1>?',
    );
    await answer.getByRole('button', { name: 'How this answer was made' }).click();
    await page.getByRole('dialog').getByText('Passages', { exact: true }).waitFor();
    expect(await dangerousElements(app)).toEqual([]);
    await page.keyboard.press('Escape');
    await expectInert(app);
  });

  test('as a title, a tag and a folder that a program sets', async () => {
    const refused = await page.evaluate(
      async (fragments) => {
        const itemId = window.hearth.newId();
        await window.hearth.command('create-note', { itemId, title: 'Victim', folder: fragments[4] ?? '', text: 'x' });
        const refusals: string[] = [];
        for (const [at, fragment] of fragments.entries()) {
          await window.hearth.command('rename-item', { itemId, title: fragment.slice(0, 500) });
          const tags = [`t${at}`, fragment.replaceAll(/[\s#,]/g, '').slice(0, 100)].filter((tag) => tag !== '');
          await window.hearth
            .command('tag-item', { itemId, tags })
            .catch((error: Error) => refusals.push(error.message));
        }
        location.hash = `#/notes/${itemId}`;
        return refusals;
      },
      HOSTILE.slice(0, 20),
    );
    expect(refused).toEqual([]);
    await page.getByRole('list', { name: 'Tags' }).getByRole('listitem').first().waitFor();
    await app.go('#/library');
    await page.getByRole('listbox', { name: 'Things' }).getByRole('option').first().waitFor();
    expect(await dangerousElements(app)).toEqual([]);
    await expectInert(app);
  });
});

describe('a search', () => {
  for (const [name, query] of HOSTILE_QUERIES) {
    test(`${name} is answered, or refused in words, within two seconds`, async () => {
      const { elapsedMs, outcome } = await page.evaluate(async (text) => {
        const before = performance.now();
        const said = await window.hearth.search(text).then(
          ({ notes, total }) => `${total} ${notes.join(' ')}`,
          (error: { code?: string; message: string }) => `${error.code}: ${error.message}`,
        );
        return { elapsedMs: performance.now() - before, outcome: said };
      }, query);
      expect(elapsedMs).toBeLessThan(2_000);
      expect(outcome).toMatch(/^\d+ |^bad-input: ./);
    });
  }

  test('of 100,000 characters that is typed into the field says that only a part was used', async () => {
    await app.go('#/find');
    const field = page.getByRole('searchbox', { name: 'Find in your things' });
    await field.fill('harbour '.repeat(12_500));
    await page.getByText('The search was too long; only its first part was used.').waitFor();
    await field.fill('- " *');
    await page.getByText('Add a word to search for.').waitFor();
    await field.fill('\u202Eharbour\u202C');
    await page.getByRole('list', { name: 'What was found' }).getByRole('listitem').first().waitFor();
    await expectInert(app);
  });

  test('does not follow a question of 100,000 characters: it is refused with its length', async () => {
    await app.go('#/ask');
    await page.getByRole('textbox', { name: 'Ask about your things' }).fill('why '.repeat(25_000));
    await page.getByText('A question can have 20,000 characters; this one has 100,000.').waitFor();
    expect(await page.getByRole('button', { name: 'Ask', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Ask about your things' }).fill('');
  });
});
