import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, goToArea, openApp, settled, skipWelcome, toast } from './app.ts';
import { axeFinds } from './axe.ts';

let app: App;
let page: Page;
const ids = new Map<string, string>();

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  await skipWelcome(page);
  const notes = [
    [
      'Pond',
      '---\ntitle: Pond\ntags: [home/garden]\nstate: open\ndue: 2026-12-01\n---\n# Water\n\nSee [[Garden]] and [[Nowhere yet]].\n\n## Fish\n\nTwo. #home/garden',
      'Home',
    ],
    ['Garden', 'Beds.\n\nThe [[Pond|old pond]] freezes. The pond thaws.', 'Home'],
    ['Day plan', '# {{title}}\n\nWhat is to be done.\n\n{{cursor}}', 'Templates'],
  ] as const;
  for (const [title, text, folder] of notes) {
    const id = await page.evaluate(
      async ([title, text, folder]) => {
        const itemId = window.hearth.newId();
        await window.hearth.command('create-note', { itemId, title, text, folder });
        return itemId;
      },
      [title, text, folder] as const,
    );
    ids.set(title, id);
  }
  await settled(page);
}, 120_000);

afterAll(() => app?.close());

const textOf = (title: string) =>
  page.evaluate(async (itemId) => (await window.hearth.query('item', { itemId }))?.text ?? '', ids.get(title) ?? '');
const open = async (title: string) => {
  await page.evaluate((id) => {
    location.hash = `#/notes/${id}`;
  }, ids.get(title) ?? '');
  await page.getByRole('textbox', { name: 'Title' }).waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe(title);
};
const panel = () => page.getByRole('complementary', { name: 'Around this note' });

describe('around a note', () => {
  test('stand the paragraphs that link to it; a mention is linked with a click, and undone', async () => {
    await open('Pond');
    await panel().getByText('1 note links here').waitFor();
    expect(await panel().locator('mark').allTextContents()).toEqual(['old pond', 'pond']);
    await panel().getByRole('button', { name: 'Link the mention in “Garden”' }).click();
    await expect.poll(() => textOf('Garden')).toContain('The [[pond]] thaws.');
    await toast(page).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => textOf('Garden')).toContain('The pond thaws.');
    await panel().getByRole('button', { name: 'Write it' }).waitFor();
    await panel()
      .getByRole('button', { name: /The old pond freezes/ })
      .first()
      .click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Garden');
  });

  test('its headings are gone to from the outline, and the panel stays as it was left', async () => {
    await open('Pond');
    await panel().getByRole('radio', { name: 'Outline' }).click();
    const fish = panel().getByRole('button', { name: 'Fish' });
    await fish.click();
    await expect.poll(() => fish.getAttribute('aria-current')).toBe('location');
    await page.keyboard.press('Control+Home');
    await expect.poll(() => fish.getAttribute('aria-current')).toBe(null);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+End');
    await expect.poll(() => fish.getAttribute('aria-current')).toBe('location');
    await page.reload();
    await panel().getByRole('button', { name: 'Fish' }).waitFor();
    await panel().getByRole('radio', { name: 'Links' }).click();
  });

  test('its properties are fields that change the text where they stand', async () => {
    await open('Pond');
    const properties = page.getByRole('region', { name: 'Properties' });
    // The head says these.
    expect(await properties.getByText(/^(?:title|tags)$/).count()).toBe(0);
    await properties.getByLabel('due', { exact: true }).fill('2026-12-24');
    await expect.poll(() => textOf('Pond')).toContain('due: 2026-12-24\n---');
    await properties.getByRole('button', { name: 'state: Open' }).click();
    await page.getByRole('menuitemradio', { name: 'Done' }).click();
    await expect.poll(() => textOf('Pond')).toContain('\nstate: done\ndue:');
    await properties.getByRole('button', { name: 'Add a property' }).click();
    await properties.getByRole('textbox', { name: 'Name' }).fill('depth');
    await page.keyboard.press('Enter');
    await expect.poll(() => textOf('Pond')).toContain('depth:');
    expect(await axeFinds(page)).toEqual([]);
  });

  test('another title asks for its links, changes them, and gives all back', async () => {
    await open('Pond');
    const title = page.getByRole('textbox', { name: 'Title' });
    await title.fill('Lake');
    await title.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Change the links too?' });
    await dialog.getByRole('button', { name: 'Change the links' }).click();
    await expect.poll(() => textOf('Garden')).toContain('[[Lake|old pond]]');
    await toast(page).getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(() => textOf('Garden')).toContain('[[Pond|old pond]]');
    await expect.poll(() => title.inputValue()).toBe('Pond');
  });
});

describe('a long list of links', () => {
  test('begins with 50, and shows the others when asked', async () => {
    const itemId = await page.evaluate(async () => {
      const made = window.hearth.newId();
      const text = Array.from({ length: 60 }, (_, at) => `[[Bed ${at + 1}]]`).join(' ');
      await window.hearth.command('create-note', { itemId: made, title: 'All beds', text });
      return made;
    });
    ids.set('All beds', itemId);
    await settled(page);
    await open('All beds');
    await panel().getByText('Links to 60 things').waitFor();
    const unwritten = panel().getByRole('button', { name: 'Write it' });
    expect(await unwritten.count()).toBe(50);
    await panel().getByRole('button', { name: 'Show all 60' }).click();
    await expect.poll(() => unwritten.count()).toBe(60);
    expect(
      await panel()
        .getByRole('button', { name: /^Show all/ })
        .count(),
    ).toBe(0);
    await page.evaluate((made) => window.hearth.command('delete-item', { itemId: made }), itemId);
  });
});

describe('notes', () => {
  test('are looked through by folder and tag, and a tag is renamed everywhere', async () => {
    await goToArea(page, 'Notes');
    const tree = page.getByRole('navigation', { name: 'Folders and tags' });
    await tree.getByRole('link', { name: /^Home/ }).click();
    await expect.poll(() => page.getByRole('list', { name: 'Notes' }).getByRole('link').count()).toBe(2);
    await tree.getByRole('link', { name: /^home/ }).first().click();
    await expect.poll(() => page.getByRole('list', { name: 'Notes' }).getByRole('link').count()).toBe(1);
    expect(await axeFinds(page)).toEqual([]);
    await tree.getByRole('button', { name: 'Rename the tag' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Tag' }).fill('house');
    await page.keyboard.press('Enter');
    await expect.poll(() => textOf('Pond')).toContain('#house/garden');
  });

  test('the day has one note, with the days around it', async () => {
    await goToArea(page, 'Notes');
    await page.getByRole('button', { name: 'Open the note of today' }).click();
    const days = page.getByRole('navigation', { name: 'Days' });
    await days.waitFor();
    const first = page.url();
    await days.getByRole('button', { name: 'The day before' }).click();
    await expect.poll(() => page.url()).not.toBe(first);
    await days.getByRole('button', { name: 'Today', exact: true }).click();
    await expect.poll(() => page.url()).toBe(first);
  });

  test('one begins with a template', async () => {
    await goToArea(page, 'Notes');
    await page.getByRole('button', { name: 'Start from a template' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Day plan' }).click();
    const title = page.getByRole('textbox', { name: 'Title' });
    await expect.poll(() => title.inputValue()).toBe('');
    await page.getByRole('textbox', { name: 'Body of the note' }).getByText('What is to be done.').waitFor();
  });
});

describe('the graph of links', () => {
  const faults = [
    { worker: 'layout', fault: 'edges', says: 'The layout stopped; the picture stays as it is.' },
    { worker: 'drawing', fault: 'graph', says: 'The picture could not be drawn. The list tells the same.' },
  ];
  for (const { worker, fault, says } of faults)
    test(`is drawn until it is calm; a ${worker} that stops says so, and is tried again`, async () => {
      await goToArea(page, 'Notes');
      // The worker is handed something that is no graph, once.
      await page.evaluate((key) => {
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (this: Worker, message: object, ...rest: unknown[]) {
          const isMeant = key in message;
          if (isMeant) Worker.prototype.postMessage = postMessage;
          Reflect.apply(postMessage, this, [isMeant ? { ...message, [key]: null } : message, ...rest]);
        } as typeof postMessage;
      }, fault);
      await page.getByRole('link', { name: 'Graph of links' }).click();
      const said = page.getByRole('status').filter({ hasText: says });
      await said.waitFor();
      app.forgive(/TypeError/);
      expect(await axeFinds(page)).toEqual([]);
      await said.getByRole('button', { name: 'Try again' }).click();
      await page.locator('[data-calm="true"][data-drawn]').waitFor({ timeout: 60_000, state: 'attached' });
      expect(await said.count()).toBe(0);
    });

  test('shows nodes and lines, the titles of what has most links, and what lies under the pointer, which a click opens', async () => {
    /** Px of a layer that something is drawn on. */
    const inked = (layer: string) =>
      page.locator(`canvas[data-layer="${layer}"]`).evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const copy = new OffscreenCanvas(width, height).getContext('2d');
        copy?.drawImage(canvas as HTMLCanvasElement, 0, 0);
        const pixels = copy?.getImageData(0, 0, width, height).data ?? [];
        return pixels.filter((value, at) => at % 4 === 3 && value > 0).length;
      });
    for (const layer of ['lines', 'points', 'names']) await expect.poll(() => inked(layer)).toBeGreaterThan(50);
    const drawing = page.locator('[data-calm="true"]');
    const rest = await inked('names');
    const node = await drawing.locator('canvas[data-layer="points"]').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const copy = new OffscreenCanvas(width, height).getContext('2d');
      copy?.drawImage(canvas as HTMLCanvasElement, 0, 0);
      const at = (copy?.getImageData(0, 0, width, height).data ?? []).findIndex(
        (value, i) => i % 4 === 3 && value > 200,
      );
      return { x: ((at >> 2) % width) + 1, y: Math.floor((at >> 2) / width) + 1 };
    });
    const box = await drawing.boundingBox();
    const isOver = () => drawing.evaluate((host) => (host as HTMLElement).style.cursor === 'pointer');
    await page.mouse.move((box?.x ?? 0) + node.x, (box?.y ?? 0) + node.y);
    await expect.poll(isOver).toBe(true);
    await expect.poll(() => inked('names')).not.toBe(rest);
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole('textbox', { name: 'Title' }).waitFor();
  });

  test('is told as a list that keys go through', async () => {
    await goToArea(page, 'Notes');
    await page.getByRole('link', { name: 'Graph of links' }).click();
    await page.getByRole('radio', { name: 'List' }).click();
    const list = page.getByRole('list', { name: 'Things and their links' });
    const gardens = list.getByRole('link', { name: 'Garden' });
    await expect.poll(() => gardens.count()).toBe(1);
    // What is linked to it stands below it.
    await list
      .getByRole('listitem')
      .filter({ hasText: 'Pond' })
      .getByRole('button', { name: /links?$/ })
      .press('Enter');
    await expect.poll(() => gardens.count()).toBe(2);
    await page.getByRole('searchbox', { name: 'Filter by title' }).fill('pon');
    await expect.poll(() => list.getByRole('link', { name: 'Pond' }).count()).toBeGreaterThan(0);
    expect(await axeFinds(page)).toEqual([]);
  });

  test('is told as a list where nothing can be drawn, and says why', async () => {
    await page.evaluate(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind === 'webgl2' ? null : Reflect.apply(getContext, this, [kind, ...rest]);
      } as typeof getContext;
    });
    await goToArea(page, 'Notes');
    await page.getByRole('link', { name: 'Graph of links' }).click();
    await page
      .getByRole('status')
      .getByText(/it has no WebGL 2/)
      .waitFor();
    await page
      .getByRole('list', { name: 'Things and their links' })
      .getByRole('link', { name: 'Garden' })
      .first()
      .waitFor();
    expect(await page.getByRole('radio', { name: 'Drawing' }).count()).toBe(0);
    expect(await page.locator('canvas[data-layer]').count()).toBe(0);
  });
});

describe('a list of notes in a narrow second pane', () => {
  test('shows the titles of the notes, with the folders above them', async () => {
    await page.setViewportSize({ width: 1000, height: 800 });
    await app.go('#/library?beside=%2Fnotes');
    const pane = page.getByRole('complementary', { name: 'Beside' });
    const row = pane.getByRole('list', { name: 'Notes' }).getByRole('link', { name: /Garden/ });
    await row.waitFor();
    const name = await row.getByText('Garden').first().boundingBox();
    expect(name?.width).toBeGreaterThan(120);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
