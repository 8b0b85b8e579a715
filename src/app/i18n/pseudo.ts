import type { Texts } from './text-store.ts';

/** What turns letters around on the screen, and back: right-to-left override, pop directional formatting. */
const OVERRIDE = '\u202e';
const POP = '\u202c';

/** Words of four letters and more become longer by a third, as German is longer than English. */
const lengthen = (text: string): string =>
  text.replace(/[A-Za-z]{4,}/g, (word) => word + word.slice(-Math.ceil(word.length / 3)));
const turned = (text: string): string =>
  text.replace(/[^<>]+|<[^>]*>/g, (part) =>
    part.startsWith('<') || part.trim() === '' ? part : OVERRIDE + lengthen(part) + POP,
  );

/** A message as the build compiled it: a text, or a list of texts and `[name, type, branches]`. */
function pseudo(message: unknown): unknown {
  if (typeof message === 'string') return turned(message);
  if (!Array.isArray(message)) return message;
  return message.map((token) => (Array.isArray(token) ? argument(token) : token === '#' ? token : pseudo(token)));
}

function argument(token: readonly unknown[]): readonly unknown[] {
  const [name, type, branches] = token;
  if (typeof branches !== 'object' || branches === null) return token;
  const turnedBranches = Object.entries(branches).map(([key, value]) => [
    key,
    key === 'offset' ? value : pseudo(value),
  ]);
  return [name, type, Object.fromEntries(turnedBranches)];
}

export const pseudoTexts = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([id, message]) => [id, pseudo(message)]));
