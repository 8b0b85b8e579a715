import type { Page } from 'playwright';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import type { KernelPage } from '../tests/browser/kernel-page/main.ts';
import { openTab, serveKernelPage } from '../tests/browser/kernel-page/page.ts';
import { type Figure, figure, median } from './figure.ts';

declare const window: KernelPage;

const WORDS = 'harbour winter orchard ledger violin compass bakery granite meadow lantern ferry willow'.split(' ');

/** A note of 120 words with a heading, a tag and a link to another one. The same for the same number. */
function note(number: number): string {
  const word = (at: number) => WORDS[(number * 7 + at * 5 + ((at * at) % 11)) % WORDS.length];
  const sentences = Array.from({ length: 10 }, (_, line) =>
    Array.from({ length: 12 }, (_, at) => word(line * 12 + at)).join(' '),
  );
  return `# Note ${number}\n\n#${word(number)} [[Note ${number + 1}]]\n\n${sentences.join('. ')}.\n`;
}

/** The whole way from the page: files to searchable notes, and commands over the link. Half a minute. */
export async function measureImport(notes = 300): Promise<Figure[]> {
  const server = await serveKernelPage();
  const browser = await launchBrowser();
  try {
    const page = await openTab(await browser.newContext(), server.url);
    await page.evaluate(() => window.hearth.ready());
    const texts = Array.from({ length: notes }, (_, number) => note(number));
    const importMs = await page.evaluate(async (contents) => {
      const files = contents.map((text, at) => ({ path: `bench/${at}.md`, file: new File([text], `${at}.md`) }));
      const startMs = performance.now();
      const { import: report } = await window.hearth.import(files);
      if (report.added !== contents.length) throw new Error(`added ${report.added} of ${contents.length}`);
      return performance.now() - startMs;
    }, texts);
    return [
      figure('import-small-notes', (notes * 1000) / importMs, { unit: 'documents/s', better: 'higher' }),
      ...(await measureCommands(page)),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measureCommands(page: Page, count = 150): Promise<Figure[]> {
  const { creating, renaming } = await page.evaluate(async (times) => {
    const { hearth } = window;
    await hearth.settled();
    const taken = { creating: [] as number[], renaming: [] as number[] };
    for (let at = 0; at < times; at++) {
      const itemId = hearth.newId();
      const startMs = performance.now();
      await hearth.command('create-note', { itemId, title: `Made ${at}`, text: 'A short text.' });
      const madeMs = performance.now();
      await hearth.command('rename-item', { itemId, title: `Named ${at}` });
      taken.renaming.push(performance.now() - madeMs);
      taken.creating.push(madeMs - startMs);
    }
    return taken;
  }, count);
  return [
    figure('create-note-from-page-p50', median(creating), { unit: 'ms', better: 'lower' }),
    figure('rename-item-from-page-p50', median(renaming), { unit: 'ms', better: 'lower' }),
  ];
}
