/** The languages that Hearth speaks. Each has a folder of texts beside this file. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What can be chosen: a language, or the first of the system's that Hearth speaks. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** English, longer and written from right to left: shows what does not turn around or has no room. Never offered. */
export const PSEUDO = 'ar-XB';

export interface Speech {
  readonly language: Language;
  /** A BCP 47 tag to format numbers, dates and lists with: the system's own form of the language, where it has one. */
  readonly format: string;
  readonly direction: 'ltr' | 'rtl';
  readonly pseudo: boolean;
}

const isLanguage = (tag: string | undefined): tag is Language => LANGUAGES.some((language) => language === tag);

/** The language of a BCP 47 tag, or nothing where it is not one. */
function languageOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return undefined;
  }
}

/** Which language to speak, of what was chosen and what the system has, best first. English where Hearth has none. */
export function decideSpeech(choice: LanguageChoice, system: readonly string[], search = ''): Speech {
  if (new URLSearchParams(search).get('lang') === PSEUDO)
    return { language: 'en', format: PSEUDO, direction: 'rtl', pseudo: true };
  const first = system.map(languageOf).find(isLanguage);
  const language = choice === 'system' ? (first ?? 'en') : choice;
  const own = system.find((tag) => languageOf(tag) === language);
  // Hearth's English writes the day before the month, so American forms are not taken over.
  return { language, format: own === undefined || own === 'en-US' ? language : own, direction: 'ltr', pseudo: false };
}
