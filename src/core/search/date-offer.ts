import { readDate } from './date-words.ts';
import type { When } from './zoned-days.ts';

/** A date at the start or the end of a query in plain words, and the query that asks for it as a filter. */
export interface DateOffer {
  /** As they were typed: `last week`. */
  readonly words: string;
  /** `boiler on:"last week"`. */
  readonly query: string;
}

const MAX_WORDS = 6;
/** Single words that are a date and seldom anything else. */
const TELLING =
  /^(?:today|yesterday|heute|gestern|vorgestern|(?:19|20)\d\d|\d{4}-\d\d?(?:-\d\d?)?|\d\d?\.\d\d?\.\d{4})$/i;

/** The longest date that the query ends or begins with. Null where there is none, or where a filter asks for one. */
export function offerDate(query: string, when: When): DateOffer | null {
  if (/["“”„]|(?:^|\s)-?(?:on|after|before):/i.test(query)) return null;
  const words = query.trim().split(/\s+/);
  for (let count = Math.min(MAX_WORDS, words.length); count > 0; count--) {
    const offer = offerOf(words.slice(-count), words.slice(0, -count), when);
    if (offer !== null) return offer;
  }
  for (let count = Math.min(MAX_WORDS, words.length - 1); count > 0; count--) {
    const offer = offerOf(words.slice(0, count), words.slice(count), when);
    if (offer !== null) return offer;
  }
  return null;
}

function offerOf(date: readonly string[], rest: readonly string[], when: When): DateOffer | null {
  const words = date.join(' ');
  if ((date.length === 1 && !TELLING.test(words)) || readDate(words, when) === null) return null;
  return { words, query: [...rest, date.length === 1 ? `on:${words}` : `on:"${words}"`].join(' ') };
}
