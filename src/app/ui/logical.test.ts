import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const APP = new URL('..', import.meta.url).pathname;

/** Sides that stay where they are when the text runs the other way. */
const PHYSICAL =
  /(?:^|[\s;{])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-[\w-]+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b/g;

/** All four sides in one, the left unlike the right. */
const FOUR =
  /(?:[\s;{])(?:margin|padding|inset)\s*:\s*((?:[^\s;()]|\((?:[^()]|\([^()]*\))*\))+)\s+((?:[^\s;()]|\((?:[^()]|\([^()]*\))*\))+)\s+((?:[^\s;()]|\((?:[^()]|\([^()]*\))*\))+)\s+((?:[^\s;()]|\((?:[^()]|\([^()]*\))*\))+)\s*;/g;

/** Where the side is meant, by file: with the reason. */
const MEANT: Readonly<Record<string, string>> = {
  'chat/CitationCard.module.css': 'placed by measured coordinates, which count from the left',
};

it('no style names the left or the right side: it names the start and the end', () => {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css'));
  const found = files
    .filter((path) => !(path in MEANT))
    .flatMap((path) => {
      const css = readFileSync(join(APP, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      const uneven = [...css.matchAll(FOUR)].filter(([, , right, , left]) => right !== left).map(([text]) => text);
      return [...uneven, ...[...css.matchAll(PHYSICAL)].map(([text]) => text)].map((text) => `${path}: ${text.trim()}`);
    });
  expect(found).toEqual([]);
});
