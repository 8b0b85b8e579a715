import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unsupportedMessage } from '../../../core/items/document-type.ts';
import { contentSentence } from '../../../core/runs/import-summary.ts';
import { sentences } from './de.ts';
import { createSay } from './translate.ts';

const SRC = new URL('../../../', import.meta.url).pathname;

/** Made of parts: what comes of them is tried below. */
const IN_PARTS: readonly RegExp[] = [/^Hearth cannot read \{\}/, /^The event “\{\}” \{\}/, /^\{\} \{\}\{\} could not/];

/** Said to programs and developers only, or made of parts that are no sentence. */
const STAYS_ENGLISH: readonly RegExp[] = [/^There is no call named/, /^import: number/, /^\{\}: /, /^Migration \{\}/];

/** The sentences of errors that the code makes, with `{}` for each value. */
function sentencesOfErrors(): Set<string> {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !/\.(test|fuzz)\.ts$/.test(path) && !path.includes('i18n'),
  );
  const made = files.flatMap((path) =>
    [
      ...readFileSync(join(SRC, path), 'utf8').matchAll(
        /new AppError\(\s*'[a-z-]+',\s*(?:`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g,
      ),
    ].map(
      ([, template, single, double]) =>
        template?.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '{}') ?? single ?? double ?? '',
    ),
  );
  // A template within a template is not read: what it ends at is no sentence.
  return new Set(made.filter((sentence) => sentence.length > 8 && !sentence.includes('${')));
}

const FILES = ['workers/parse', 'core/items', 'core/runs', 'workers/kernel/import'];
const PARTS = ['adapters/backup', 'adapters/export', 'core/export', 'db/backup', 'workers/parse/readers'];

/** The code of these folders, without its comments. */
const codeOf = (places: readonly string[]): string[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(test|fuzz)\.ts$/.test(path))
    .filter((path) => places.some((place) => path.startsWith(place)))
    .map((path) => readFileSync(join(SRC, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/ .*$/gm, ''));

const TEXT = /`((?:[^`\\]|\\.)*)`|'((?:[^'\\\n]|\\.)*)'/.source;
const textOf = ([, template, single]: readonly (string | undefined)[]): string =>
  template?.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '{}') ?? single ?? '';

/** What begins and ends as a sentence does and has three words. */
function sentencesOfFiles(): string[] {
  const texts = codeOf(FILES).flatMap((code) => [...code.matchAll(new RegExp(TEXT, 'g'))].map(textOf));
  return texts.filter(
    (text) => /^[A-Z{][^\n;<]*(?:\.|: \{\})$/.test(text) && text.split(' ').length >= 4 && !text.includes('${'),
  );
}

/** What is given to those who make a sentence of it. */
function partsOfSentences(): string[] {
  const given = new RegExp(
    `\\b(?:damaged|damagedEntry|broken|brokenArchive|fault)\\((?:[^'\`()]*\\? )?(?:${TEXT})`,
    'g',
  );
  return codeOf(PARTS)
    .flatMap((code) => [...code.matchAll(given)].map(textOf))
    .filter((text) => text.split(' ').length >= 3 && !text.includes('${'));
}

/** Values may be numbers, and sentences may have other sentences in them. */
const isSaid = (sentence: string): boolean =>
  [...STAYS_ENGLISH, ...IN_PARTS].some((pattern) => pattern.test(sentence)) ||
  createSay(sentences, 'de')(sentence.replaceAll('{}', '7')) !== sentence.replaceAll('{}', '7');

describe('what the kernel says, in German', () => {
  it('is there for every sentence of an error', () => {
    const missing = [...sentencesOfErrors()].filter(
      (sentence) => !(sentence in sentences) && !STAYS_ENGLISH.some((pattern) => pattern.test(sentence)),
    );
    expect(missing).toEqual([]);
  });

  it('is there for every reason and warning of an import, and for what stands in the middle of a sentence', () => {
    const missing = [...sentencesOfFiles(), ...partsOfSentences()].filter((sentence) => !isSaid(sentence));
    expect(missing).toEqual([]);
  });

  it('has all values of the English sentence', () => {
    for (const [english, german] of Object.entries(sentences)) {
      const count = english.split(/\{#?\}/).length - 1;
      const used = new Set([...german.matchAll(/\{(\d)\}/g)].map(([, at]) => Number(at)));
      expect([...used].sort(), english).toEqual(Array.from({ length: count }, (_, at) => at));
    }
  });

  const say = createSay(sentences, 'de');

  it('has its values in it, of any text', () => {
    expect(say('There is no template “A {} b” in “Templates”.')).toBe('In „Templates“ gibt es keine Vorlage „A {} b“.');
    expect(say('This backup cannot be restored. The passphrase does not open it.')).toBe(
      'Diese Sicherung lässt sich nicht zurückholen. Die Passphrase öffnet es nicht.',
    );
  });

  it('is said sentence by sentence, with numbers as German writes them', () => {
    expect(say('1,234 messages, 1 file inside. This line cannot be read: X-A. And 1,200 more like it.')).toBe(
      '1.234 Nachrichten, 1 Datei darin. Diese Zeile ist nicht zu lesen: X-A. Und 1.200 weitere dieser Art.',
    );
    expect(say('Pages 3, 4 and 2 more could not be read: this PDF is partly broken.')).toBe(
      'Die Seiten 3, 4 und 2 weitere waren nicht zu lesen: Dieses PDF ist teilweise beschädigt.',
    );
  });

  it('has what is made of parts', () => {
    expect(say(unsupportedMessage('a.xyz'))).toMatch(/^Dateien mit der Endung .xyz .* Es liest Markdown .* und Bilder/);
    expect(say(unsupportedMessage('a'))).toMatch(/^Dateien ohne Endung .* Es liest Markdown/);
    expect(say('The event “Tea” has no start.')).toBe('Der Termin „Tea“ hat keinen Beginn.');
    expect(say(contentSentence(1, 'mail', 2))).toBe('1 Nachricht, 2 Dateien darin.');
    expect(say(contentSentence(0, null, 1))).toBe('1 Datei darin.');
    expect(say(contentSentence(1200, null, 0))).toBe('1.200 Einträge.');
  });

  it('leaves names as they are, whatever they say', () => {
    expect(say('The same as “a picture”, which is here already.')).toBe(
      'Dasselbe wie „a picture“, was schon hier ist.',
    );
    expect(say('This archive is broken: “Tom and others” is cut off.')).toBe(
      'Dieses Archiv ist beschädigt: „Tom and others“ ist abgeschnitten.',
    );
  });

  it('stays as it was made where nobody has said it in German', () => {
    expect(say('Nobody knows this sentence.')).toBe('Nobody knows this sentence.');
    expect(say('constructor')).toBe('constructor');
  });
});
