import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import { ROOT } from './build-id.ts';

/** Draws the PNG icons from `public/icons/hearth.svg`. Run it when the mark changes: `npm run icons`. */

interface Icon {
  readonly file: string;
  readonly size: number;
  /** Platforms that cut their own shape want the colour up to the edge. */
  readonly square: boolean;
}

const ICONS: readonly Icon[] = [
  { file: 'hearth-192.png', size: 192, square: false },
  { file: 'hearth-512.png', size: 512, square: false },
  { file: 'hearth-maskable-512.png', size: 512, square: true },
  { file: 'apple-touch-icon.png', size: 180, square: true },
];

const folder = join(ROOT, 'public/icons');
const mark = await readFile(join(folder, 'hearth.svg'), 'utf8');
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  for (const { file, size, square } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    const svg = square ? mark.replace(/ rx="\d+"/, '') : mark;
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    await writeFile(join(folder, file), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
