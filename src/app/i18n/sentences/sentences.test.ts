import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentences } from './de.ts';
import { createSay } from './translate.ts';

const SRC = new URL('../../../', import.meta.url).pathname;

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

describe('what the kernel says, in German', () => {
  it('is there for every sentence of an error', () => {
    const missing = [...sentencesOfErrors()].filter(
      (sentence) => !(sentence in sentences) && !STAYS_ENGLISH.some((pattern) => pattern.test(sentence)),
    );
    expect(missing).toEqual([]);
  });

  it('has all values of the English sentence', () => {
    for (const [english, german] of Object.entries(sentences)) {
      const count = english.split('{}').length - 1;
      const used = new Set([...german.matchAll(/\{(\d)\}/g)].map(([, at]) => Number(at)));
      expect([...used].sort(), english).toEqual(Array.from({ length: count }, (_, at) => at));
    }
  });

  const say = createSay(sentences);

  it('has its values in it, of any text', () => {
    expect(say('There is no template “A {} b” in “Templates”.')).toBe('In „Templates“ gibt es keine Vorlage „A {} b“.');
    expect(say('This backup cannot be restored. The passphrase does not open it.')).toBe(
      'Diese Sicherung lässt sich nicht zurückholen. Die Passphrase öffnet es nicht.',
    );
  });

  it('stays as it was made where nobody has said it in German', () => {
    expect(say('Nobody knows this sentence.')).toBe('Nobody knows this sentence.');
    expect(say('constructor')).toBe('constructor');
  });
});
