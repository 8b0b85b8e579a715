import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, importTexts, openApp } from './app.ts';
import { ranAnything } from './hostile-texts.ts';

let app: App;
let page: Page;

const RICH = `# Rich

| Part | Price |
|---|---:|
| Filter | 18 |

\`\`\`ts
const answer: number = 42; // why
\`\`\`

The boiler holds $E = mc^2$, and this is not one: $\\notacommand{x$.

- [x] done[^1]

[^1]: Said **here**.

\`\`\`mermaid
flowchart LR
  boiler["The boiler"] --> filter["The filter"]
\`\`\`
`;

/** Diagrams that try to run something, to load something, or to leave their frame. */
const HOSTILE_DIAGRAMS = [
  'flowchart LR\n  a["<img src=x onerror=top.pwned=1>"] --> b\n  click a "javascript:top.pwned=1"',
  'flowchart LR\n  a --> b\n  click a href "https://evil.test/30" _top\n  style a fill:url(https://evil.test/31)',
  '%%{init: {"securityLevel": "loose", "themeCSS": "@import url(https://evil.test/32);"}}%%\nflowchart LR\n  a["<script>top.pwned=1</script>"]',
  'sequenceDiagram\n  A->>B: <iframe src="https://evil.test/33"></iframe>\n  link A: x @ javascript:top.pwned=1',
];

async function show(title: string): Promise<void> {
  const id = await page.evaluate(
    async (wanted) =>
      (await window.hearth.query('items', { limit: 50 })).items.find((item) => item.title === wanted)?.id,
    title,
  );
  await page.evaluate((itemId) => {
    location.hash = `#/library?source=%22${itemId}%22`;
  }, id);
  await page.getByRole('complementary', { name: 'Source' }).locator('h3').first().waitFor();
}

beforeAll(async () => {
  app = await openApp();
  page = app.page;
  const hostile = HOSTILE_DIAGRAMS.map((source) => `\`\`\`mermaid\n${source}\n\`\`\``).join('\n\n');
  await importTexts(page, {
    'Rich.md': RICH,
    'Broken.md': '# Broken\n\n```mermaid\nflowchart LR\n  a[unclosed --> b\n```\n',
    'Hostile.md': `# Hostile\n\n${hostile}\n`,
  });
}, 120_000);

afterAll(async () => {
  // What the frame's policy refused: what the test tried in it, and the menus that Mermaid itself puts on actors with links.
  app?.forgive(/connect-src|script-src|Refused to connect/);
  await app?.close();
});

const pane = () => page.getByRole('complementary', { name: 'Source' });
const drawn = () => pane().frameLocator('iframe').locator('svg[aria-roledescription]').first();

test('markdown has its code in colours, to be copied as it was written, formulas, notes and tables', async () => {
  await show('Rich');
  await pane().locator('pre .tok-keyword', { hasText: 'const' }).waitFor();
  await pane().locator('math').waitFor({ state: 'attached' });
  await pane().getByText('This formula could not be read.').waitFor();
  expect(await pane().getByRole('columnheader').allTextContents()).toEqual(['Part', 'Price']);
  await pane().getByRole('button', { name: 'Footnote 1' }).click();
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Said here.');
  await app.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(app.url).origin });
  const code = pane().getByRole('figure').filter({ hasText: 'const answer' });
  await code.getByRole('button', { name: 'Copy the code' }).click();
  await code.getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('const answer: number = 42; // why');
});

test('a diagram is drawn in a frame without an origin, whose policy lets nothing in', async () => {
  await drawn().waitFor();
  const frame = page.frames().find((one) => one.url().endsWith('diagram.html'));
  expect(
    await frame?.evaluate(() => [self.origin, [...document.querySelectorAll('text, foreignObject')].length > 0]),
  ).toEqual(['null', true]);
  const reached = await frame?.evaluate(async () => {
    const tries = [
      () => fetch('./index.html'),
      () => fetch('https://evil.test/'),
      async () => localStorage,
      async () => top?.document,
    ];
    const outcomes = await Promise.allSettled(tries.map(async (attempt) => attempt()));
    return outcomes.filter(({ status }) => status === 'fulfilled').length;
  });
  expect(reached).toBe(0);
  await pane().getByRole('button', { name: 'Show the source' }).click();
  await pane().getByText('flowchart LR').waitFor();
});

test('a diagram that cannot be drawn is its source, with a sentence', async () => {
  await show('Broken');
  await pane()
    .getByText(/^This diagram could not be drawn/)
    .waitFor();
  await pane().locator('pre', { hasText: 'a[unclosed' }).waitFor();
});

test('a hostile diagram runs nothing and fetches nothing', async () => {
  await show('Hostile');
  await expect.poll(() => pane().locator('iframe').count()).toBeGreaterThan(0);
  await expect.poll(() => pane().getByText('Drawing the diagram').count()).toBe(0);
  expect(await page.evaluate(ranAnything)).toBe(false);
  expect(app.foreign()).toEqual([]);
  for (const frame of page.frames().filter((one) => one.url().endsWith('diagram.html'))) {
    const found = await frame.evaluate(
      () =>
        document.querySelectorAll(
          'svg script, svg iframe, svg img, [onerror], [onload], a[href^="javascript:" i], a[*|href^="javascript:" i]',
        ).length,
    );
    expect(found).toBe(0);
  }
});

test('a diagram is drawn without a network', async () => {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await app.goOffline();
  await show('Rich');
  await drawn().waitFor();
  const frame = page.frames().find((one) => one.url().endsWith('diagram.html'));
  expect(await frame?.evaluate(() => self.origin)).toBe('null');
});
