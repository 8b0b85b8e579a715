import { type HelpLanguage, type HelpPage, readHelpPages } from '../../core/help/help-pages.ts';
import { fetchTextPack } from './text-pack.ts';

/** All pages of help in a language. */
export async function fetchHelp(baseUrl: string, language: HelpLanguage): Promise<readonly HelpPage[]> {
  const refusal = 'Help could not be fetched. Try again when you are online.';
  return readHelpPages(language, await fetchTextPack({ baseUrl, name: `help-${language}`, refusal }));
}
