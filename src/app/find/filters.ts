import { ITEM_KINDS, type ItemKind } from '../../core/items/item.ts';
import type { QueryInput } from '../../core/queries.ts';
import type { FindSearch } from '../view-search.ts';
import { quoted } from './completion.ts';

export const AGES = ['week', 'month', 'year'] as const;
export type Age = (typeof AGES)[number];

const DAY_MS = 86_400_000;
const AGE_DAYS: Readonly<Record<Age, number>> = { week: 7, month: 31, year: 366 };

export const kindOf = ({ kind }: FindSearch): ItemKind | null => ITEM_KINDS.find((known) => known === kind) ?? null;

/** The age whose address is `from`: an ISO date, so that a link finds the same on another day. */
export function ageOf({ from }: FindSearch, nowMs: number): Age | null {
  return AGES.find((age) => dateOf(age, nowMs) === from) ?? null;
}

/** The first day of the past week, month or year: `2025-11-14`. */
export const dateOf = (age: Age, nowMs: number): string =>
  new Date(nowMs - AGE_DAYS[age] * DAY_MS).toISOString().slice(0, 10);

export function filtersOf(search: FindSearch): NonNullable<QueryInput<'search'>['filters']> {
  const kind = kindOf(search);
  const fromMs = search.from === undefined ? Number.NaN : Date.parse(search.from);
  return {
    ...(kind === null ? {} : { kinds: [kind] }),
    ...(search.tag === undefined ? {} : { tags: [search.tag] }),
    ...(search.folder === undefined ? {} : { folder: search.folder }),
    ...(Number.isNaN(fromMs) ? {} : { updatedFromMs: fromMs }),
  };
}

export const hasFilters = (search: FindSearch): boolean => Object.keys(filtersOf(search)).length > 0;

/** Only the keys that have a value, so that addresses stay short. */
export function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** What is searched, with the filters of the address as words of the query: a search that can be kept. */
export function wholeQuery(search: FindSearch, text: string): string {
  const kind = kindOf(search);
  const parts = [
    text.trim(),
    kind === null ? '' : `kind:${kind}`,
    search.tag === undefined ? '' : `tag:${quoted(search.tag)}`,
    search.folder === undefined ? '' : `in:${quoted(search.folder)}`,
    search.from === undefined ? '' : `after:${quoted(search.from)}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
