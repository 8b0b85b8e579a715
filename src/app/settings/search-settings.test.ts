import { describe, expect, it } from 'vitest';
import { settingSchemas } from '../../core/settings/settings.ts';
import { de } from '../i18n/de.ts';
import { en } from '../i18n/en.ts';
import { findSettings, markWords } from './search-settings.ts';
import { SETTINGS_TABLE } from './settings-table.ts';

const inLanguage = (texts: Readonly<Record<string, string>>) =>
  SETTINGS_TABLE.map(({ key, name, help, synonyms, section }) => ({
    id: key,
    name: texts[name] ?? '',
    help: texts[help] ?? '',
    synonyms,
    section,
  }));

describe.each([
  ['English', inLanguage(en)],
  ['German', inLanguage(de)],
])('a search among the settings in %s', (_, all) => {
  it.each([
    ['dark', 'appearance.theme'],
    ['dunkel', 'appearance.theme'],
    ['sprache', 'appearance.language'],
    ['language', 'appearance.language'],
    ['groesse schrift', undefined],
    ['schrift grosse', 'appearance.fontSize'],
    ['Kontrast', 'appearance.contrast'],
    ['ocr', 'pictures.read'],
    ['semantic', 'search.vectors'],
  ])('finds by a synonym of either language: %s', (query, key) => {
    expect(findSettings(all, query)[0]?.id).toBe(key);
  });

  it('finds each setting by its own name', () => {
    for (const { id, name } of all)
      expect(
        findSettings(all, name).map((found) => found.id),
        name,
      ).toContain(id);
  });

  it('finds nothing for nothing', () => expect(findSettings(all, '  ')).toEqual([]));
});

it('what was looked for is marked where a word begins so', () => {
  expect(
    markWords('Size of type', 'si ty')
      .filter((part) => part.marked)
      .map((part) => part.text),
  ).toEqual(['Size', 'type']);
});

it('the choices of the table are ones that the settings take, the default among them', () => {
  for (const { key, choices, standard } of SETTINGS_TABLE) {
    const schema = settingSchemas[key];
    for (const choice of choices) expect(schema.safeParse(choice).success, `${key} ${choice}`).toBe(true);
    expect(standard, key).toEqual(schema.parse(undefined));
    if (key !== 'import.maxFiles') expect(choices as readonly unknown[], key).toContain(standard);
  }
});
