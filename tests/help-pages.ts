import { readPack } from '../scripts/vite-packs.ts';
import { type HelpLanguage, type HelpPage, readHelpPages } from '../src/core/help/help-pages.ts';

/** The pages of help as the build packs them. */
export const helpPages = (language: HelpLanguage): readonly HelpPage[] =>
  readHelpPages(language, readPack(`src/app/help/pages/${language}`));
