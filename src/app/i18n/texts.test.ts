import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';

const APP = new URL('..', import.meta.url).pathname;

const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith(join('i18n', 'en')))
  .map((path) => ({ path, text: readFileSync(join(APP, path), 'utf8') }));
const ids = Object.keys(en);

/** `t(`library.kind.${kind}`)` uses every key that begins and ends so. */
function templates(text: string): RegExp[] {
  return [...text.matchAll(/`([a-z][\w.-]*\.[^`\s]*\$\{[^`]*)`/g)].map(([, template = '']) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('[\\w-]+')}$`);
  });
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
    for (const [id, message] of Object.entries(en)) expect(() => compileMessageOrThrow(message), id).not.toThrow();
  });

  it('begin with the name of their area', () => {
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[\w.-]+$/);
  });

  it('are all used', () => {
    const all = sources.map((source) => source.text).join('\n');
    const patterns = sources.flatMap((source) => templates(source.text));
    const unused = ids.filter(
      (id) => !all.includes(`'${id}'`) && !all.includes(`"${id}"`) && !patterns.some((pattern) => pattern.test(id)),
    );
    expect(unused).toEqual([]);
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
    for (const [id, message] of Object.entries(en)) expect(message, id).not.toMatch(/…|\.\.\.|!/);
  });
});
