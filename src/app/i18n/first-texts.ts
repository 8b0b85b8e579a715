import { en } from './en.ts';
import type { Language } from './language.ts';
import type { Texts } from './text-store.ts';

/**
 * What is there at once, in English. The build puts a file in the place of this one that holds only what the first
 * paint shows (`scripts/vite-texts.ts`); everything else comes with the part of Hearth that says it. In tests, all.
 */
export const FIRST_ENGLISH: Texts = en;

/** The same in the other languages. */
export const FIRST: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Texts>>> = {
  de: async () => (await import('./de.ts')).de,
};
