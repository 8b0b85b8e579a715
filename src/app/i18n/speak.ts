import type { I18n } from '@lingui/core';
import { FIRST, FIRST_ENGLISH } from './first-texts.ts';
import type { Speech } from './language.ts';
import { createSay, type Say, sayAsMade } from './sentences/translate.ts';
import { fetchTextsBy, loadArea, neededAreas, type Texts } from './text-store.ts';

const firstOf = async ({ language }: Speech): Promise<Texts> =>
  language === 'en' ? FIRST_ENGLISH : await FIRST[language]();

/** Turned around and lengthened where that is asked for, which only tests and developers do. */
async function asSpoken(texts: Texts, speech: Speech): Promise<Texts> {
  return speech.pseudo ? (await import('./pseudo.ts')).pseudoTexts(texts) : texts;
}

export type Speak = (speech: Speech) => Promise<void>;

export interface Speaker {
  readonly speak: Speak;
  /** What the kernel says, in the language of the moment. */
  readonly say: Say;
}

/** German sentences come with the language; English ones are as they were made. */
const sayIn = async ({ language, format }: Speech): Promise<Say> =>
  language === 'de' ? createSay((await import('./sentences/de.ts')).sentences, format) : sayAsMade;

/**
 * Changes to a language: what is shown now, and what will be. Resolves when all of what is needed can be said; until then
 * the language before stays. The last of several calls counts; asking for what is spoken does nothing.
 */
export function createSpeaker(i18n: I18n, root: HTMLElement): Speaker {
  let wanted: Speech | null = null;
  let saying = sayAsMade;
  const speak: Speak = async (speech) => {
    if (JSON.stringify(wanted) === JSON.stringify(speech)) return;
    wanted = speech;
    const catalog: Record<string, unknown> = {};
    const add = async (texts: Promise<Texts>) => void Object.assign(catalog, await asSpoken(await texts, speech));
    // What comes to be needed meanwhile goes into the same catalog, without drawing anything again.
    fetchTextsBy((area) => add(loadArea(area, speech.language)));
    try {
      await Promise.all([add(firstOf(speech)), ...neededAreas().map((area) => add(loadArea(area, speech.language)))]);
    } catch (failed) {
      // So that the next wish for it is not taken for the one that failed.
      if (wanted === speech) wanted = null;
      throw failed;
    }
    const say = await sayIn(speech);
    if (wanted !== speech) return;
    saying = say;
    root.lang = speech.language;
    root.dir = speech.direction;
    i18n.loadAndActivate({ locale: speech.language, locales: speech.format, messages: catalog as Messages });
  };
  return { speak, say: (sentence) => saying(sentence) };
}

type Messages = Parameters<I18n['loadAndActivate']>[0]['messages'];
