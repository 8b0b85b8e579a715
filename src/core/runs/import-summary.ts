import type { ItemKind } from '../items/item.ts';

/** What the report says of a file that is more than one item, and of what was left out. */

const NOUNS: Readonly<Partial<Record<ItemKind, readonly [one: string, many: string]>>> = {
  mail: ['message', 'messages'],
  event: ['event', 'events'],
  contact: ['contact', 'contacts'],
  chat: ['conversation', 'conversations'],
  note: ['note', 'notes'],
  table: ['table', 'tables'],
};

const counted = (count: number, [one, many]: readonly [string, string]) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** `340 messages, 12 files inside.` Empty where there is nothing to say. `kind` is null where they differ. */
export function contentSentence(items: number, kind: ItemKind | null, files: number): string {
  const nouns = (kind === null ? undefined : NOUNS[kind]) ?? (['item', 'items'] as const);
  const parts = [
    ...(items > 0 ? [counted(items, nouns)] : []),
    ...(files > 0 ? [`${counted(files, ['file', 'files'])} inside`] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

/** So many warnings of one file are said; the rest is counted. */
const SAID = 3;

/** The sentences so far with those that came now, of which `had` came before. */
export function addWarnings(reason: string | null, had: number, now: readonly string[]): string | null {
  const said = now.slice(0, Math.max(0, SAID - had));
  return joinSentences(reason, ...said);
}

/** What is said of the warnings that are only counted. */
export const uncountedWarnings = (count: number): string | null =>
  count > SAID ? `And ${(count - SAID).toLocaleString('en')} more like it.` : null;

/** Null where none of them says anything. */
export function joinSentences(...sentences: readonly (string | null | undefined)[]): string | null {
  const said = sentences.filter((sentence) => sentence !== null && sentence !== undefined && sentence !== '');
  return said.length === 0 ? null : said.join(' ');
}
