import type { HelpLanguage } from '../../core/help/help-pages.ts';
import { fetchTextPack } from './text-pack.ts';

/** The folder that it comes into. */
const FOLDERS: Readonly<Record<HelpLanguage, string>> = { en: 'Sample', de: 'Beispiel' };

/** The sample library of the tour, as files to be imported. */
export async function fetchTourLibrary(
  baseUrl: string,
  language: HelpLanguage,
  signal?: AbortSignal,
): Promise<{ readonly path: string; readonly file: File }[]> {
  const refusal = 'The sample library could not be fetched. Try again when you are online.';
  const pack = await fetchTextPack({ baseUrl, name: `sample-${language}`, refusal }, signal);
  return Object.entries(pack).map(([path, text]) => ({
    path: `${FOLDERS[language]}/${path}`,
    file: new File([text], path.slice(path.lastIndexOf('/') + 1)),
  }));
}
