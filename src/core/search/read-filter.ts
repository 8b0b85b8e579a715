import { ITEM_KINDS, type ItemKind } from '../items/item.ts';
import { foldTerm } from './analyze.ts';
import { readDate } from './date-words.ts';
import type { SearchFilters } from './search-index.ts';
import type { When } from './zoned-days.ts';

/** Words of the query language that narrow a search when a `:` and a value follow. */
export const OPERATORS = ['kind', 'tag', 'in', 'from', 'to', 'after', 'before', 'on', 'has'] as const;
export type Operator = (typeof OPERATORS)[number];

export const isOperator = (word: string): word is Operator => (OPERATORS as readonly string[]).includes(word);

/** What one filter asks for; null where its value says nothing. */
export function readFilter(operator: Operator, value: string, when: When | null): SearchFilters | null {
  const text = value.trim();
  if (text === '') return null;
  switch (operator) {
    case 'kind':
      return readKind(foldTerm(text));
    case 'tag':
      return { tags: [text.replace(/^#/, '')] };
    case 'in':
      return { folder: text.replace(/^\/+|\/+$/g, '') };
    case 'from':
      return { people: [text] };
    case 'to':
      return { recipients: [text] };
    case 'has':
      return /^attachments?$/i.test(text) ? { hasAttachment: true } : null;
    default:
      return readTime(operator, text, when);
  }
}

/** Plural forms that are not the word with an `s`. */
const PLURALS: Readonly<Record<string, ItemKind>> = { mails: 'mail', email: 'mail', emails: 'mail' };

function readKind(text: string): SearchFilters | null {
  const kind = PLURALS[text] ?? ITEM_KINDS.find((known) => known === text || `${known}s` === text);
  return kind === undefined ? null : { kinds: [kind] };
}

const UNIX_START: When = { nowMs: 0, zone: 'UTC' };
const PLAIN_DATE = /^\d{4}(?:[-/]\d{1,2}){0,2}$/;

function readTime(operator: 'after' | 'before' | 'on', text: string, when: When | null): SearchFilters | null {
  const range = when === null && !PLAIN_DATE.test(text) ? null : readDate(text, when ?? UNIX_START);
  if (range === null) return null;
  const { fromMs, toMs } = range;
  const from = operator === 'before' || !Number.isFinite(fromMs) ? {} : { updatedFromMs: fromMs };
  if (operator === 'after') return from;
  const endMs = operator === 'before' && Number.isFinite(fromMs) ? fromMs : toMs;
  return Number.isFinite(endMs) ? { ...from, updatedToMs: endMs - 1 } : from;
}

/** Both together: any of the kinds and of the people, every tag and everybody addressed, the time that both leave. */
export function bothFilters(a: SearchFilters, b: SearchFilters): SearchFilters {
  const joined = { ...a, ...b };
  return {
    ...joined,
    ...(a.kinds && b.kinds ? { kinds: [...a.kinds, ...b.kinds] } : {}),
    ...(a.tags && b.tags ? { tags: [...a.tags, ...b.tags] } : {}),
    ...(a.people && b.people ? { people: [...a.people, ...b.people] } : {}),
    ...(a.recipients && b.recipients ? { recipients: [...a.recipients, ...b.recipients] } : {}),
    ...pick('updatedFromMs', Math.max, a, b),
    ...pick('updatedToMs', Math.min, a, b),
  };
}

function pick(
  key: 'updatedFromMs' | 'updatedToMs',
  choose: (a: number, b: number) => number,
  { [key]: a }: SearchFilters,
  { [key]: b }: SearchFilters,
): SearchFilters {
  return a === undefined || b === undefined ? {} : { [key]: choose(a, b) };
}
