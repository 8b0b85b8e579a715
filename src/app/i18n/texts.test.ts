import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { idsOf } from '../../../scripts/texts-used.ts';
import { de } from './de.ts';
import { en, type MessageId } from './en.ts';

const APP = new URL('..', import.meta.url).pathname;

const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !/^i18n[\\/](en|de)/.test(path))
  .map((path) => ({ path, text: readFileSync(join(APP, path), 'utf8') }));
const ids = Object.keys(en);
const german: Readonly<Record<string, string>> = de;
const both = ids
  .filter((id) => id in german)
  .map((id) => ({ id, en: String(en[id as MessageId]), de: german[id] ?? '' }));

type Token = string | readonly unknown[];

/** What a compiled message asks for: its arguments with their types, the branches of its plurals, its tags. */
function factsOf(message: string) {
  const args = new Set<string>();
  const plurals: (readonly string[])[] = [];
  const tags = [...message.matchAll(/<\/?\d+\/?>/g)].map(([tag]) => tag).sort();
  const visit = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens as readonly Token[]) {
      if (typeof token === 'string') continue;
      const [name, type, branches] = token;
      args.add(`${name} ${type === 'selectordinal' ? 'plural' : (type ?? '')}`.trim());
      if (typeof branches !== 'object' || branches === null) continue;
      if (type === 'plural') plurals.push(Object.keys(branches).filter((key) => key !== 'offset'));
      for (const branch of Object.values(branches)) visit(branch);
    }
  };
  visit(compileMessageOrThrow(message));
  return { args: [...args].sort(), tags, plurals };
}

/** Branches of a language that a message leaves out: an exact number (`=0`, kept as `0`) stands for none of them. */
function branchesMissing(message: string, language: string): string[] {
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return factsOf(message).plurals.flatMap((has) => wanted.filter((branch) => !has.includes(branch)));
}

/** Words between tags: letters that are neither in braces nor in an attribute. */
function rawTexts(text: string): string[] {
  const withoutComments = text.replace(/\{?\/\*[\s\S]*?\*\/\}?/g, '').replace(/^\s*\/\/.*$/gm, '');
  return [
    ...withoutComments.matchAll(/<\/?[A-Za-z][\w.]*(?:\s[^<>{}]*)?>([^<>{}=;()]*[A-Za-z]{2,}[^<>{}=;()]*)<\//g),
  ].map(([, raw = '']) => raw.trim());
}

const ATTRIBUTE = /\s(?:aria-label|title|placeholder|alt|label)="([^"]*[A-Za-z]{2}[^"]*)"/g;

describe('the texts of the interface', () => {
  it('can all be compiled', () => {
    for (const [id, message] of [...Object.entries(en), ...Object.entries(german)])
      expect(() => compileMessageOrThrow(message), id).not.toThrow();
  });

  it('begin with the name of their area', () => {
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[\w.-]+$/);
  });

  it('are all used', () => {
    const used = new Set(sources.flatMap((source) => idsOf(source.text, ids)));
    expect(ids.filter((id) => !used.has(id))).toEqual([]);
  });

  it('are the only words in the views', () => {
    const raw = sources
      .filter((source) => source.path.endsWith('.tsx'))
      .flatMap(({ path, text }) => [
        ...rawTexts(text).map((words) => `${path}: ${words}`),
        ...[...text.matchAll(ATTRIBUTE)].map(([, words]) => `${path}: ${words}`),
      ]);
    expect(raw).toEqual([]);
  });

  it('make no promises by ellipsis and do not shout', () => {
    for (const [id, message] of [...Object.entries(en), ...Object.entries(german)])
      expect(message, id).not.toMatch(/…|\.\.\.|!/);
  });

  it('ask for the same values and elements in each language', () => {
    for (const { id, en: english, de: other } of both) {
      const { args, tags } = factsOf(english);
      expect({ args: factsOf(other).args, tags: factsOf(other).tags }, id).toEqual({ args, tags });
    }
  });

  it('have every branch of a plural that their language has', () => {
    for (const { id, en: english, de: other } of both) {
      expect(branchesMissing(english, 'en'), id).toEqual([]);
      expect(branchesMissing(other, 'de'), id).toEqual([]);
    }
  });
});
