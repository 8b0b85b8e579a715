import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import type { KernelPage } from '../tests/browser/kernel-page/main.ts';
import { openTab, serveKernelPage } from '../tests/browser/kernel-page/page.ts';
import { type Figure, figure } from './figure.ts';

declare const window: KernelPage;

const FORMATS = fileURLToPath(new URL('../tests/fixtures/formats', import.meta.url));

/** Of each file of a format: as many, each with other bytes, or they would be known. */
const COPIES = 12;

/** Other bytes that are read as the same, where each kind of file has room for them. */
function copyOf(fileName: string, bytes: Buffer, copy: number): Uint8Array {
  const ending = Buffer.from(fileName.endsWith('.pdf') ? `\n% copy ${copy}\n` : '\n'.repeat(copy));
  // What lies in an archive is known by its own bytes.
  if (fileName.endsWith('.zip')) {
    const inside = Object.entries(unzipSync(bytes)).filter(([, file]) => file.length > 0);
    return zipSync(Object.fromEntries(inside.map(([path, file]) => [path, Buffer.concat([file, ending])])));
  }
  // Other archives may have anything before them.
  if (bytes.subarray(0, 2).toString() === 'PK') return Buffer.concat([Buffer.from(`copy ${copy}\n`), bytes]);
  return Buffer.concat([bytes, ending]);
}

interface Copied {
  readonly path: string;
  readonly base64: string;
}

function copies(format: string): readonly Copied[] {
  const names = readdirSync(`${FORMATS}/${format}`, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^bad-|^hostile|^locked|^lzma|\.expected\./.test(entry.name))
    .map(({ name }) => name);
  return names.flatMap((name) => {
    const bytes = readFileSync(`${FORMATS}/${format}/${name}`);
    return Array.from({ length: COPIES }, (_, copy) => ({
      path: `${format}/${copy}/${name}`,
      base64: Buffer.from(copyOf(name, bytes, copy)).toString('base64'),
    }));
  });
}

/** Items a second, from the page to the index. */
const importRate = (page: Page, files: readonly Copied[]): Promise<number> =>
  page.evaluate(async (given) => {
    const sources = given.map(({ path, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      return { path, file: new File([bytes], path.slice(path.lastIndexOf('/') + 1)) };
    });
    const startMs = performance.now();
    const { import: report } = await window.hearth.import(sources);
    await window.hearth.settled();
    if (report.added === 0) throw new Error(`nothing was added of ${sources[0]?.path}`);
    return (report.added * 1000) / (performance.now() - startMs);
  }, files);

/** Every format's fixtures, many times over, in one tab. The library of each format is loaded before. Two minutes. */
export async function measureImportRates(): Promise<Figure[]> {
  const server = await serveKernelPage();
  const browser = await launchBrowser();
  try {
    const page = await openTab(await browser.newContext(), server.url);
    await page.evaluate(async () => {
      for (const key of ['model.enabled', 'search.vectors'] as const)
        await window.hearth.command('set-setting', { key, value: false });
    });
    const figures: Figure[] = [];
    const folders = readdirSync(FORMATS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) {
      const files = copies(name);
      await importRate(
        page,
        files.slice(0, 1).map((file) => ({ ...file, path: `first/${file.path}` })),
      );
      const rate = await importRate(page, files.slice(1));
      figures.push(figure(`import-rate-${name}`, rate, { unit: 'items/s', better: 'higher' }));
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
  }
}
