import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tesseractFiles } from '../scripts/vite-tesseract.ts';
import type { PictureLanguage } from '../src/core/items/picture-reader.ts';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import { buildPage } from '../tests/browser/harness/build-page.ts';
import { serve } from '../tests/browser/harness/serve.ts';
import { type Figure, figure, median } from './figure.ts';
import type { OcrBench, ReadInBench } from './pages/ocr/main.ts';

const FOLDER = new URL('../tests/fixtures/formats/pictures/', import.meta.url);
const BOTH = ['deu', 'eng'] as const;
const ROUNDS = 3;

interface Expected {
  readonly name: string;
  readonly text: string;
}

/** Bullets are drawn, and no letters; how lines are broken is another question. */
const plain = (text: string): string =>
  text
    .replace(/[•◦*°]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Levenshtein's distance, in code units. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [i, sign] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j += 1) {
      const kept = (row[j - 1] ?? 0) + (sign === to[j - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

function fixtures(): readonly Expected[] {
  const names = readdirSync(FOLDER);
  return names
    .filter((name) => !name.startsWith('bad-') && !name.endsWith('.txt'))
    .map((name) => ({
      name,
      text: plain(readFileSync(new URL(name.replace(/\.\w+$/, '.expected.txt'), FOLDER), 'utf8')),
    }));
}

/** Reads the pictures of the fixtures in Chromium with our worker, and compares what is indexed with what stands in them. */
export async function measureOcr(): Promise<Figure[]> {
  const built = await buildPage({ page: 'bench/pages/ocr', plugins: () => [tesseractFiles()] });
  const server = await serve({ base: '/hearth/', folders: [built] });
  const all = fixtures();
  for (const { name } of all)
    server.files.set(`fixtures/${name}`, new Uint8Array(readFileSync(fileURLToPath(new URL(name, FOLDER)))));
  const browser = await launchBrowser();
  try {
    const tab = await browser.newPage();
    await tab.goto(server.url);
    const bench = await tab.evaluateHandle((): OcrBench => window.ocrBench);
    const read = (name: string, languages: readonly PictureLanguage[]) =>
      bench.evaluate((it, input: ReadInBench) => it.read(input), { name, page: 1, languages });
    const first = await read(all[0]?.name ?? '', BOTH);
    const rates: number[] = [];
    let reading: (Expected & { readonly read: string })[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      reading = [];
      let ms = 0;
      for (const { name, text } of all) {
        const { text: found, ms: took } = await read(name, BOTH);
        if (text !== '') ms += took;
        reading.push({ name, text, read: plain(found) });
      }
      rates.push((reading.filter(({ text }) => text !== '').length * 1000) / ms);
    }
    return [
      figure('ocr-first-picture', first.ms, { unit: 'ms', better: 'lower' }),
      figure('ocr-pictures-per-second', median(rates), { unit: '1/s', better: 'higher' }),
      ...accuracy(reading),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

function accuracy(reading: readonly (Expected & { readonly read: string })[]): Figure[] {
  const wordy = reading.filter(({ text }) => text !== '');
  let [edits, signs, found, wanted] = [0, 0, 0, 0];
  for (const { name, text, read } of wordy) {
    const distance = editDistance(read, text);
    console.error(`  ${name}: ${distance} of ${text.length} characters wrong`);
    edits += distance;
    signs += text.length;
    const held = new Set(wordsOf(read));
    found += wordsOf(text).filter((word) => held.has(word)).length;
    wanted += wordsOf(text).length;
  }
  const invented = reading.filter(({ text, read }) => text === '' && read !== '');
  for (const { name, read } of invented) console.error(`  ${name}: “${read}” is not there`);
  return [
    figure('ocr-character-accuracy', 1 - edits / signs, { unit: 'share', better: 'higher' }),
    figure('ocr-words-found', found / wanted, { unit: 'share', better: 'higher' }),
    figure('ocr-invented-texts', invented.length, { unit: 'pictures', better: 'lower' }),
  ];
}
