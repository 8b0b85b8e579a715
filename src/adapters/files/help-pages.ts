import { AppError } from '../../core/errors.ts';
import {
  HELP_PAGES,
  type HelpLanguage,
  type HelpPage,
  type HelpPageId,
  readHelpPage,
} from '../../core/help/help-pages.ts';

/** Help as it lies beside the app, from its own origin; the service worker keeps it for use without a network. */

export const fetchHelp = (baseUrl: string, language: HelpLanguage): Promise<readonly HelpPage[]> =>
  Promise.all(HELP_PAGES.map((page) => fetchHelpPage(baseUrl, language, page)));

/** Rejects with `offline` where it cannot be reached. */
export async function fetchHelpPage(baseUrl: string, language: HelpLanguage, page: HelpPageId): Promise<HelpPage> {
  const response = await fetch(new URL(`help/${language}/${page}.md`, baseUrl)).catch(refuse);
  if (!response.ok) return refuse(`status ${response.status}`);
  return readHelpPage({ language, page }, await response.text());
}

function refuse(cause: unknown): never {
  throw new AppError('offline', 'Help could not be fetched. Try again when you are online.', { cause });
}
