import { HELP_LANGUAGES, type HelpLanguage } from '../../core/help/help-pages.ts';
import { useLocale } from '../i18n/i18n.tsx';

/** The one that is asked for, else the interface's. */
export function useHelpLanguage(asked?: string): HelpLanguage {
  const locale = useLocale();
  const known = (name: string) => HELP_LANGUAGES.find((language) => language === name);
  return known(asked ?? '') ?? known(locale.slice(0, 2)) ?? 'en';
}
