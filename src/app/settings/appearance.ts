import type { LanguageChoice } from '../i18n/language.ts';

/** What each part of the look can be; the first is the default. The same as in `core/settings/settings.ts`, as a test holds. */
export const APPEARANCE = {
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  language: ['system', 'en', 'de'] satisfies readonly LanguageChoice[],
  fontSize: ['normal', 'small', 'large', 'larger'],
  contrast: ['system', 'normal', 'more'],
  motion: ['system', 'reduced'],
  readingFont: ['serif', 'sans'],
  readingWidth: ['normal', 'narrow', 'wide'],
} as const;

type Part = keyof typeof APPEARANCE;
/** How Hearth looks here. Kept by the kernel as settings of the device; a copy is there for the first paint. */
export type Appearance = { readonly [P in Part]: (typeof APPEARANCE)[P][number] };

const PARTS = Object.keys(APPEARANCE) as readonly Part[];
const KEY = 'hearth.appearance';

/** Anything unknown becomes the default, so that an old or foreign value does no harm. */
export function toAppearance(value: unknown): Appearance {
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const entries = PARTS.map((part) => {
    const choices: readonly string[] = APPEARANCE[part];
    return [part, choices.find((choice) => choice === record[part]) ?? choices[0]];
  });
  // Each part has just been taken from its own choices.
  return Object.fromEntries(entries) as Appearance;
}

/** Of the settings, by their keys: `appearance.theme` and so on. */
export const appearanceOf = (settings: Readonly<Record<string, unknown>>): Appearance =>
  toAppearance(Object.fromEntries(PARTS.map((part) => [part, settings[`appearance.${part}`]])));

export function readAppearance(storage: Pick<Storage, 'getItem'>): Appearance {
  try {
    return toAppearance(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    // Storage denied, or a value that is not JSON: the look is the only thing that depends on it.
    return toAppearance(null);
  }
}

export function writeAppearance(storage: Pick<Storage, 'setItem'>, appearance: Appearance): void {
  try {
    storage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // Storage denied: the settings themselves are with the kernel, only the first paint falls back to the default.
  }
}

/** What the system wishes, as media queries. Whoever applies the look does so again when one of them changes. */
export const SYSTEM_WISHES = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(prefers-reduced-motion: reduce)',
];

/** Puts the look on the root element, where `tokens.css` reads it. The language is not of it: see `i18n/speak.ts`. */
export function applyAppearance(appearance: Appearance, root: HTMLElement): void {
  const [dark, contrast, motion] = SYSTEM_WISHES.map((query) => matchMedia(query).matches);
  const { theme, density, fontSize, readingFont, readingWidth } = appearance;
  root.dataset['theme'] = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
  root.dataset['density'] = density;
  root.dataset['contrast'] = appearance.contrast === 'system' ? (contrast ? 'more' : 'normal') : appearance.contrast;
  root.dataset['motion'] = appearance.motion === 'reduced' || motion ? 'reduced' : 'full';
  root.dataset['size'] = fontSize;
  root.dataset['readingFont'] = readingFont;
  root.dataset['readingWidth'] = readingWidth;
}

/** Whether things are to keep still: by the system's wish or the user's. */
export const keepsStill = (root: HTMLElement = document.documentElement): boolean =>
  root.dataset['motion'] === 'reduced';
