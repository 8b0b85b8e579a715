import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp, skipWelcome, toast } from './app.ts';

let app: App;
let page: Page;

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
});

afterAll(() => app?.close());

const body = () => page.getByRole('textbox', { name: 'Body of the note' });

/** Makes a note with the text and goes to it. Returns its id. */
async function open(title: string, text: string): Promise<string> {
  const id = await page.evaluate(
    async ([name, words]) => {
      const itemId = window.hearth.newId();
      await window.hearth.command('create-note', { itemId, title: name, text: words });
      location.hash = `#/notes/${itemId}`;
      return itemId;
    },
    [title, text] as const,
  );
  await page
    .getByRole('textbox', { name: 'Title' })
    .and(page.locator(`input[value="${title}"]`))
    .waitFor();
  await body().waitFor();
  return id;
}

const stored = (itemId: string): Promise<string> =>
  page.evaluate(async (id) => (await window.hearth.query('item', { itemId: id }))?.text ?? '', itemId);

/** What the clipboard would bring, put into the editor as a paste. */
async function paste(data: { html?: string; text?: string }): Promise<void> {
  await body().evaluate((content, { html, text }) => {
    const transfer = new DataTransfer();
    if (html) transfer.setData('text/html', html);
    if (text) transfer.setData('text/plain', text);
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, data);
}

/** A picture of a program's screen, as the clipboard and the desktop bring it: pasted, or dropped on the words. */
async function bringPicture(how: 'paste' | 'drop', name: string, onto: string): Promise<void> {
  await body().evaluate(
    async (content, [kind, fileName, words]) => {
      const canvas = new OffscreenCanvas(24, 16);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('nothing to draw with');
      context.fillStyle = kind === 'paste' ? 'teal' : 'olive';
      context.fillRect(0, 0, 24, 16);
      const transfer = new DataTransfer();
      transfer.items.add(new File([await canvas.convertToBlob()], fileName, { type: 'image/png' }));
      const common = { bubbles: true, cancelable: true, composed: true };
      if (kind === 'paste') {
        content.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: transfer }));
        return;
      }
      const line = [...content.querySelectorAll('.cm-line')].find((each) => each.textContent === words);
      const box = line?.getBoundingClientRect();
      if (line === undefined || box === undefined) throw new Error('no such line');
      const at = { clientX: box.left + 4, clientY: box.top + box.height / 2, dataTransfer: transfer };
      for (const type of ['dragenter', 'dragover', 'drop'])
        line.dispatchEvent(new DragEvent(type, { ...common, ...at }));
    },
    [how, name, onto] as const,
  );
}

describe('a note as it is written', () => {
  test('shows its signs only where the cursor is', async () => {
    await open('Signs', 'First line.\n\nA **bold** word.');
    const line = body().locator('.cm-line', { hasText: 'word' });
    await expect.poll(() => line.textContent()).toBe('A bold word.');
    await line.getByText('bold').click();
    await expect.poll(() => line.textContent()).toBe('A **bold** word.');
    await page.keyboard.press('Control+Home');
    await expect.poll(() => line.textContent()).toBe('A bold word.');
  });

  test('has boxes that are checked by hand and by keys', async () => {
    const id = await open('Boxes', '- [ ] peas\n- [ ] beans\n\nend');
    await page.getByRole('checkbox', { name: 'peas' }).click();
    await expect.poll(() => stored(id)).toBe('- [x] peas\n- [ ] beans\n\nend');
    await body().locator('.cm-line', { hasText: 'beans' }).click();
    await page.keyboard.press('Control+Shift+Enter');
    await expect.poll(() => stored(id)).toBe('- [x] peas\n- [x] beans\n\nend');
    expect(await page.getByRole('checkbox', { name: 'beans' }).isChecked()).toBe(true);
  });

  test('has tables that are written in cell by cell, and taken back', async () => {
    const id = await open('Beds', 'Beds:\n\n| Bed | Crop |\n|---|---|\n| 1 | peas |\n\nend');
    await page.getByRole('textbox', { name: 'Row 2, column 1' }).click();
    await page.keyboard.press('Tab');
    await page.keyboard.type('leeks | kale');
    await expect.poll(() => stored(id)).toContain('| 1 | leeks \\| kale |');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2');
    await expect.poll(() => stored(id)).toMatch(/\| 1 \| leeks \\\| kale \|\n\| 2 ?\| {1,2}\|\n\nend$/);
    await page.keyboard.press('Escape');
    for (let at = 0; at < 4; at++) await page.keyboard.press('Control+z');
    await expect.poll(() => stored(id)).toBe('Beds:\n\n| Bed | Crop |\n|---|---|\n| 1 | peas |\n\nend');
  });

  test('links to a note that is made while it is named, and goes there by key', async () => {
    const id = await open('Linking', '');
    await body().click();
    // A list that has just opened takes no key for 75 ms; this one opens before the last word.
    await page.keyboard.type('See [[Shed');
    await page.getByRole('option', { name: 'Create “Shed”' }).waitFor();
    await page.keyboard.type(' plan');
    await page.getByRole('option', { name: 'Create “Shed plan”' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => stored(id)).toBe('See [[Shed plan]]');
    const made = () =>
      page.evaluate(async () => (await window.hearth.query('items', { title: 'Shed plan', limit: 1 })).total);
    await expect.poll(made).toBe(1);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+Enter');
    await page.locator('input[value="Shed plan"]').waitFor();
  });

  test('shows what it embeds, and says where a note would stand in itself', async () => {
    await open('Inner', '# Inside\n\nWords within.\n\n![[Outer]]');
    await open('Outer', 'Before.\n\n![[Inner#Inside]]');
    const inner = page.getByRole('textbox', { name: 'Embedded: Inner#Inside' });
    await inner.getByText('Words within.').waitFor();
    await inner.getByText('“Outer” is embedded in itself. It is not shown again.').waitFor();
  });
});

describe('a long note', () => {
  test('has code in its colours and formulas that are drawn, and all of it as it is written where that is asked for', async () => {
    await open(
      'Drawn',
      'First.\n\n```js\nconst page = 1;\n```\n\nA root $\\sqrt{2}$.\n\n$$\n\\frac{1}{2}\n$$\n\n$$\n\\frac{1\n$$\n',
    );
    await body().locator('.tok-keyword', { hasText: 'const' }).waitFor();
    await body().locator('.cm-math math msqrt').waitFor();
    await body().locator('.cm-mathBlock math mfrac').waitFor();
    await body().locator('.cm-mathBlock').getByText('This formula cannot be read.').waitFor();
    const source = (value: boolean) =>
      page.evaluate((next) => window.hearth.command('set-setting', { key: 'notes.source', value: next }), value);
    await source(true);
    await body().locator('.cm-line', { hasText: 'A root $\\sqrt{2}$.' }).waitFor();
    expect(await body().locator('math').count()).toBe(0);
    await source(false);
    await body().locator('.cm-mathBlock math mfrac').waitFor();
  });

  test('is folded, searched, replaced in and written in at several places at once', async () => {
    const id = await open('Long', '# One\n\nbed a\n\n# Two\n\nbed b');
    await body().locator('.cm-line', { hasText: 'One' }).click();
    await page.keyboard.press('Control+Shift+BracketLeft');
    await expect.poll(() => body().getByText('bed a').count()).toBe(0);
    await page.keyboard.press('Control+Shift+BracketRight');
    await body().getByText('bed a').waitFor();
    await page.keyboard.press('Control+f');
    const find = page.getByRole('textbox', { name: 'Find', exact: true });
    await find.fill('bed');
    await page.getByRole('textbox', { name: 'Replace', exact: true }).fill('row');
    await page.getByRole('button', { name: /^replace all$/i }).click();
    await expect.poll(() => stored(id)).toBe('# One\n\nrow a\n\n# Two\n\nrow b');
    await page.keyboard.press('Escape');
    await body().locator('.cm-line', { hasText: 'row a' }).click();
    await page.keyboard.press('Home');
    await body()
      .locator('.cm-line', { hasText: 'row b' })
      .click({ modifiers: ['Control'], position: { x: 1, y: 10 } });
    await page.keyboard.type('> ');
    await expect.poll(() => stored(id)).toBe('# One\n\n> row a\n\n# Two\n\n> row b');
  });

  test('shows at a glance what a link leads to, goes to the part that it names, and says each line in its own direction', async () => {
    await open(
      'Goal',
      `# Top\n\n${'Words.\n\n'.repeat(60)}## Far below\n\nThe place.\n\n${'More.\n\n'.repeat(60)}A block. ^here\n`,
    );
    const start = await open('Start', 'Words before.\n\nSee [[Goal#Far below]] now.\n\nשלום עולם');
    const link = body().locator('.wiki', { hasText: 'Goal' });
    await link.hover();
    await page.locator('.cm-hover').getByText('The place.').waitFor();
    const direction = (words: string) =>
      body()
        .locator('.cm-line', { hasText: words })
        .evaluate((line) => getComputedStyle(line).direction);
    expect(await direction('Words before')).toBe('ltr');
    expect(await direction('שלום')).toBe('rtl');
    await link.click({ modifiers: ['Control'] });
    await page.locator('input[value="Goal"]').waitFor();
    const inSight = (words: string) =>
      expect.poll(async () => {
        const box = await body().locator('.cm-line', { hasText: words }).boundingBox();
        return box !== null && box.y > 0 && box.y < 790;
      });
    await inSight('Far below').toBe(true);
    const goal = await page.evaluate(() => /notes\/([0-9a-f-]{36})/.exec(location.hash)?.[1] ?? '');
    await page.evaluate((id) => location.assign(`#/notes/${id}`), start);
    await page.locator('input[value="Start"]').waitFor();
    await page.evaluate((id) => location.assign(`#/notes/${id}?block=here`), goal);
    await inSight('A block.').toBe(true);
  });

  test('says of a picture why it is not shown: the browser cannot, or its bytes could not be had', async () => {
    // A true beginning, and nothing behind it that could be drawn.
    await page.evaluate(async () => {
      const size = [0, 0, 0, 64, 0, 0, 0, 64];
      const begin = [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, ...size, 8, 2, 0, 0, 0, 1, 2, 3, 4];
      const file = new File([new Uint8Array([...begin, ...Array.from({ length: 90 }, () => 7)])], 'Cut.png', {
        type: 'image/png',
      });
      await window.hearth.import([{ path: 'Cut.png', file }]);
      await window.hearth.settled();
    });
    await open('Broken picture', '![[Cut.png]]');
    await body().getByText('The browser cannot show this picture.').waitFor();
    await page.evaluate(() => {
      const { original } = window.hearth;
      const back = () => Object.assign(window.hearth, { original });
      const refuse = () => Promise.reject(new Error('the disk is gone')).finally(back);
      Object.assign(window.hearth, { original: refuse });
    });
    await open('No bytes', '![[Cut.png]]');
    await body()
      .getByRole('alert')
      .getByText(/“Cut.png” could not be shown/)
      .waitFor();
    await expect.poll(() => app.problems).not.toEqual([]);
    app.forgive(/what a note embeds could not be had/);
  });
});

describe('what is pasted', () => {
  test('as HTML is markdown', async () => {
    const id = await open('Pasted', '');
    await body().click();
    await paste({ html: '<h2>Beds</h2><ul><li><b>peas</b></li><li>beans</li></ul>', text: 'Beds peas beans' });
    await expect.poll(() => stored(id)).toBe('## Beds\n\n- **peas**\n- beans');
  });

  test('as an address onto words makes a link of them', async () => {
    const id = await open('Address', 'words');
    await body().click();
    await page.keyboard.press('Control+a');
    await paste({ text: 'https://example.org/a' });
    await expect.poll(() => stored(id)).toBe('[words](https://example.org/a)');
  });

  test('as a picture is a thing of its own that the note embeds, and both are taken back', async () => {
    const id = await open('Pictures', 'above\n\nbelow');
    const images = () =>
      page.evaluate(async () => (await window.hearth.query('items', { kinds: ['image'], limit: 9 })).total);
    const before = await images();
    await body().locator('.cm-line', { hasText: 'below' }).click();
    await bringPicture('paste', 'image.png', '');
    await expect.poll(() => stored(id)).toMatch(/^above\n\nbelow\n!\[\[Picture \d{8}-\d{6}\.png\]\]$/);
    const drawn = () =>
      body()
        .locator('.cm-embed img')
        .evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth));
    await expect.poll(drawn).toEqual([24]);
    await bringPicture('drop', 'pond plan.png', 'above');
    await expect.poll(() => stored(id)).toMatch(/^!\[\[pond plan \d{8}-\d{6}\.png\]\]\nabove\n\nbelow\n!\[\[Picture/);
    await expect.poll(drawn).toEqual([24, 24]);
    expect(await images()).toBe(before + 2);
    await body().locator('.cm-line', { hasText: 'above' }).click();
    await page.keyboard.press('End');
    await bringPicture('paste', 'image.png', '');
    await expect.poll(drawn).toEqual([24, 24, 24]);
    expect(await images()).toBe(before + 2);
    await page.keyboard.press('Control+z');
    await expect.poll(drawn).toEqual([24, 24]);
    await toast(page).getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(images).toBe(before + 1);
    await body().click();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(() => stored(id)).toBe('above\n\nbelow');
  });
});
