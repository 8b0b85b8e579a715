import { readFileSync } from 'node:fs';
import { HELP_PAGES, type HelpLanguage, type HelpPage, readHelpPage } from '../src/core/help/help-pages.ts';

/** The pages of help as they lie beside the app. */
export const helpPages = (language: HelpLanguage): readonly HelpPage[] =>
  HELP_PAGES.map((page) =>
    readHelpPage(
      { language, page },
      readFileSync(new URL(`../public/help/${language}/${page}.md`, import.meta.url), 'utf8'),
    ),
  );
