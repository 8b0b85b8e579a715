import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** The variables of all rules whose selector a root element with these attributes matches, in the order of the file. */
function tokens(theme: string, contrast: string): ReadonlyMap<string, string> {
  const wanted = new Set([`theme="${theme}"`, `contrast="${contrast}"`]);
  const found = new Map<string, string>();
  for (const [, selector = '', body = ''] of css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/(:root[^{]*)\{([^}]*)\}/g)) {
    const asked = [...selector.matchAll(/\[data-([^\]]+)\]/g)].map(([, attribute = '']) => attribute);
    if (!asked.every((attribute) => wanted.has(attribute))) continue;
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)) found.set(name, value);
  }
  return found;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['ground', 'raised', 'sunken'];
const INKS = ['ink', 'ink-2', 'ink-3', 'accent', 'accent-ink', 'ok', 'warn', 'bad', 'info'];
const TEXTS = [
  ...INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
  ['on-accent', 'accent'],
  ['accent-ink', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['ink', 'mark'],
  ['ground', 'ink'],
  ['on-paper', 'paper'],
] as const;
/** What shows where a control is, and the ring of the focus. */
const EDGES = ['field-line', 'accent'].flatMap((line) => GROUNDS.map((ground) => [line, ground] as const));

describe.each(['light', 'dark'])('the colours in %s', (theme) => {
  const below = (kind: string, pairs: readonly (readonly [string, string])[], least: number) => {
    const of = tokens(theme, kind);
    return pairs
      .map(([ink, ground]) => ({
        pair: `${ink} on ${ground}`,
        ratio: contrast(of.get(ink) ?? '', of.get(ground) ?? ''),
      }))
      .filter(({ ratio }) => !(ratio >= least))
      .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
  };

  it('can be read: 4.5:1 for every text', () => expect(below('normal', TEXTS, 4.5)).toEqual([]));
  it('show where controls are: 3:1', () => expect(below('normal', EDGES, 3)).toEqual([]));
  it('can be read with more contrast: 7:1', () => expect(below('more', TEXTS, 7)).toEqual([]));
  it('show where controls are with more contrast: 4.5:1', () => expect(below('more', EDGES, 4.5)).toEqual([]));
});
