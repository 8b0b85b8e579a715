import type { Passage } from './answer.ts';
import type { FoundPassage } from './choose-passages.ts';
import type { Question } from './question.ts';
import { quoteAnswer } from './quote.ts';
import { contentWords, likeness, type Word } from './words.ts';

/** When help answers a question, and beside what. The user's own things come first: `docs/decisions/0037-help-is-asked-last.md`. */

/** Passages of help beside those of the user's own things. */
const BESIDE_OWN = 3;
/** Of the words of a question, the share that a part of help must hold: of one that names Hearth, of one that asks how. */
const WORDS_OF_NAMED = 0.6;
const WORDS_OF_HOW = 0.75;

/** How somebody asks who wants to know what to press, in English and German. */
const ASKS_HOW =
  /^\W*(?:and |und )?(?:how (?:do|can|could|would|should|to|does one)\b|can (?:i|you)\b|is (?:it possible|there a way)|where (?:do|can) i\b|where (?:is|are) (?:the|my)\b|what happens (?:to|when|if|with)\b|(?:what|which) (?:key|shortcut|files?|formats?|browsers?)\b|wie (?:kann|mache?|bekomme|geht|lässt|lege?|\p{L}+e) (?:ich|man|sich|es|das)\b|wie \p{L}+ (?:ich|man)\b|(?:kann|darf) (?:ich|man)\b|lässt sich\b|wo (?:kann|finde?|stelle?|sehe?|\p{L}+e?) (?:ich|man)\b|wo (?:ist|sind|liegen) (?:die|der|das|meine?)\b|was passiert\b|(?:welche[rsn]?|mit welcher) (?:tasten?|tastenkürzel|kürzel|dateien|formate|browser)\b)/iu;

/** The name is a word too: with its capital it is meant. */
const NAMES_HEARTH = /(?<![\p{L}])(?:Hearth|(?:this|the|diese[rn]?|der) app)(?![\p{L}])/u;
const OF_THE_NAME = new Set(['hearth', 'app']);

/** The share of its words that help has to hold, so that it may answer beside the user's own things; null for never. */
export function wordsForHelp(text: string): number | null {
  if (NAMES_HEARTH.test(text)) return WORDS_OF_NAMED;
  return ASKS_HOW.test(text) ? WORDS_OF_HOW : null;
}

/** The passages that the question is answered from: the user's own, help's beside them, or help's alone where they say nothing. */
export function withHelp(
  question: Question,
  own: readonly Passage[],
  help: readonly FoundPassage[],
): readonly Passage[] {
  const share = wordsForHelp(question.text);
  const fitting = help.filter((passage) => shareHeld(question, passage) >= (share ?? 1));
  if (fitting.length === 0) return own;
  const saysNothing = quoteAnswer(question, own).quotes.length === 0;
  if (!saysNothing && share === null) return own;
  const best = fitting.slice(0, BESIDE_OWN);
  return renumbered(saysNothing ? best : [...inScaleOf(own, best), ...own]);
}

/** Of the words of the question, those that the part of help holds, with what stands above it. */
function shareHeld({ words }: Question, { title, heading, text }: FoundPassage): number {
  const asked = words.filter(({ term }) => !OF_THE_NAME.has(term));
  if (asked.length === 0) return 0;
  const there = contentWords(`${title} ${heading} ${text}`);
  const isHeld = (word: Word) => there.some((other) => likeness(word, other) >= 0.6);
  return asked.filter(isHeld).length / asked.length;
}

/** Scores of two searches say nothing about each other: the best of help counts as the best of the others. */
function inScaleOf(own: readonly Passage[], help: readonly FoundPassage[]): FoundPassage[] {
  const scale = Math.max(0, ...own.map(({ score }) => score)) / Math.max(1e-9, ...help.map(({ score }) => score));
  return help.map((passage) => ({ ...passage, score: passage.score * scale }));
}

function renumbered(passages: readonly (Passage | FoundPassage)[]): Passage[] {
  return passages.map(({ itemId, title, heading, span, text, language, score, ...rest }, at) => ({
    ...{ number: at + 1, itemId, title, heading, span, text, language, score },
    ...('inTime' in rest && rest.inTime !== undefined ? { inTime: rest.inTime } : {}),
  }));
}
