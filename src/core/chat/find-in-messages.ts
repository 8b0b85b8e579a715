import type { Id } from '../ids.ts';

export interface FoundInMessage {
  readonly messageId: Id;
  /** Which occurrence in the message, from 0. */
  readonly at: number;
}

/** Every occurrence of what was typed, whatever its case, in the order of the messages. */
export function findInMessages(
  messages: readonly { readonly id: Id; readonly text: string }[],
  typed: string,
): FoundInMessage[] {
  const wanted = foldCase(typed.trim());
  if (wanted === '') return [];
  return messages.flatMap(({ id, text }) => placesIn(foldCase(text), wanted).map((_, at) => ({ messageId: id, at })));
}

/** Starts of `wanted` in `text`, both folded, one after the other. */
export function placesIn(text: string, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

/** The same length in code units, so that places hold: what would grow stays as it is. */
export const foldCase = (text: string): string => {
  const folded = text.toLowerCase();
  return folded.length === text.length
    ? folded
    : Array.from(text, (char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join('');
};

/** Messages as markdown, each under the name of who wrote it. */
export function conversationMarkdown(
  title: string,
  said: readonly { readonly author: string; readonly text: string }[],
): string {
  const parts = said
    .filter(({ text }) => text.trim() !== '')
    .map(({ author, text }) => `**${author}**\n\n${text.trim()}`);
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`;
}
