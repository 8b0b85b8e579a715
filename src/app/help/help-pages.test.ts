import { expect, test } from 'vitest';
import { helpPages } from '../../../tests/help-pages.ts';
import {
  anchorOf,
  HELP_LANGUAGES,
  HELP_PAGES,
  type HelpLanguage,
  helpSections,
  isHelpPage,
} from '../../core/help/help-pages.ts';
import { de } from '../i18n/de.ts';
import { en } from '../i18n/en.ts';

const TEXTS: Readonly<Record<HelpLanguage, readonly string[]>> = { en: Object.values(en), de: Object.values(de) };
/** What is quoted and is no label: what somebody would write. */
const WRITTEN = new Set(
  [
    'Help,Hilfe,last week,letzte Woche,in March 2025,im März 2025,- [ ],state,due,Templates,blue door,blaue Tür',
    'Answer in British English,Antworte kurz und auf Deutsch,Install,Installieren,Add to home screen',
    'Zum Startbildschirm,Zum Home-Bildschirm',
  ].flatMap((line) => line.split(',')),
);

const quoted = (text: string): string[] =>
  Array.from(text.matchAll(/“([^“”]+)”|„([^„“]+)“/g), ([, english, german]) =>
    (english ?? german ?? '').replace(/[.,?]$/, ''),
  );

const bare = (label: string): string => label.replace(/[.?]$/, '');

test.each(HELP_LANGUAGES)('every label that help names stands in the interface, %s', (language) => {
  const labels = new Set(TEXTS[language].map(bare));
  const starts = TEXTS[language].map((text) => text.replace(/\{.*$/s, '').trim()).filter((text) => text.length > 5);
  const unknown = helpPages(language).flatMap(({ page, text }) =>
    quoted(text)
      .filter((label) => !labels.has(bare(label)) && !starts.includes(label) && !WRITTEN.has(label))
      .map((label) => `${page}: ${label}`),
  );
  expect(unknown).toEqual([]);
});

test.each(HELP_LANGUAGES)('a link in help leads to a page of help, %s', (language) => {
  const links = helpPages(language).flatMap(({ text }) =>
    Array.from(text.matchAll(/\]\(([^)]+)\)/g), ([, to = '']) => to),
  );
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((to) => !isHelpPage(to))).toEqual([]);
});

test.each(HELP_LANGUAGES)('the parts of a page have addresses of their own, %s', (language) => {
  for (const page of helpPages(language)) {
    const anchors = helpSections(page).map(({ anchor }) => anchor);
    expect(new Set(anchors).size, page.page).toBe(anchors.length);
    expect(anchors.length, page.page).toBeGreaterThan(4);
  }
});

test('both languages have the same parts of the same pages', () => {
  const counts = (language: HelpLanguage) => helpPages(language).map((page) => [page.page, helpSections(page).length]);
  expect(counts('de')).toEqual(counts('en'));
  expect(HELP_PAGES.length).toBeGreaterThan(15);
  expect(anchorOf('Wie groß Dateien sein dürfen?')).toBe('wie-groß-dateien-sein-dürfen');
});

test.each(HELP_LANGUAGES)('a page is called in lists as its first line says, %s', (language) => {
  const texts: Readonly<Record<string, string>> = language === 'en' ? en : de;
  for (const { page, title } of helpPages(language)) expect(texts[`help.page.${page}`]).toBe(title);
});
