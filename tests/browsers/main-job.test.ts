import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { DIST } from '../../scripts/build.ts';
import { serveStatic } from '../../scripts/serve.ts';
import { openChromium } from './chromium.ts';
import type { Driver } from './driver.ts';
import { openFirefox } from './firefox.ts';
import { doMainJob, type Seen } from './main-job.ts';
import { openWebkit } from './webkit.ts';

/**
 * The main job in each engine of browsers. What each does is compared with the table in `docs/browsers.md`; `HEARTH_WRITE_DOCS=1`
 * writes the table instead.
 */

const DOCUMENT = new URL('../../docs/browsers.md', import.meta.url);
const BEGIN = '<!-- made by tests/browsers -->\n';
const END = '<!-- end -->';
const seen: Seen[] = [];

const BROWSERS = [
  ['Chromium', openChromium],
  ['Firefox', openFirefox],
  ['WebKit', openWebkit],
] as const;

test.for(BROWSERS)('the main job in %s', { timeout: 240_000 }, async ([name, open], { skip }) => {
  const driver = await open().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof driver === 'string') {
    console.log(`${name} is not here: ${driver}`);
    return skip(driver);
  }
  const facts = await inServedApp(driver);
  seen.push(facts);
  if (process.env['HEARTH_WRITE_DOCS'] !== '1') expect(facts.rows).toEqual(await readColumn(name));
});

afterAll(async () => {
  if (process.env['HEARTH_WRITE_DOCS'] === '1') await writeTable(seen);
});

async function inServedApp(driver: Driver): Promise<Seen> {
  const server = await serveStatic({ dir: process.env['HEARTH_DIST'] ?? DIST });
  let serving = true;
  const stop = async () => {
    if (serving) await server.close();
    serving = false;
  };
  try {
    return await doMainJob(driver, server.url, stop);
  } finally {
    await driver.close();
    await stop();
  }
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** A column of the table, by the name that its head begins with. */
async function readColumn(name: string): Promise<Record<string, string>> {
  const document = await readFile(DOCUMENT, 'utf8');
  const table = document.slice(document.indexOf(BEGIN) + BEGIN.length, document.indexOf(END));
  const [head = [], , ...lines] = table.trim().split('\n').map(cellsOf);
  const column = head.findIndex((cell) => cell.startsWith(name));
  expect(column, `a column for ${name} in docs/browsers.md`).toBeGreaterThan(0);
  return Object.fromEntries(lines.map((cells) => [cells[0] ?? '', cells[column] ?? '']));
}

async function writeTable(columns: readonly Seen[]): Promise<void> {
  const document = await readFile(DOCUMENT, 'utf8');
  const names = Object.keys(columns[0]?.rows ?? {});
  const lines = [
    ['', ...columns.map(({ version }) => version)],
    ['---', ...columns.map(() => '---')],
    ...names.map((name) => [name, ...columns.map(({ rows }) => rows[name] ?? '')]),
  ].map((cells) => `| ${cells.join(' | ')} |`);
  const [before] = document.split(BEGIN);
  const after = document.slice(document.indexOf(END));
  await writeFile(DOCUMENT, `${before}${BEGIN}${lines.join('\n')}\n${after}`);
}
