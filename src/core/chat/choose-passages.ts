import type { Id } from '../ids.ts';
import type { Passage } from './answer.ts';
import { dateHolds, type FoundDate, findDates } from './dates.ts';
import type { Question } from './question.ts';
import { contentWords, likeness, type Word } from './words.ts';

/** A chunk that was found, before it is chosen as a passage. */
export interface FoundPassage extends Omit<Passage, 'number'> {
  /** Position of the chunk in its item. */
  readonly ordinal: number;
  /** When the item last changed, or was sent. */
  readonly dateMs: number;
  /** What messages of one thread have in common; null for what is no message. */
  readonly threadId: string | null;
  /** When it begins, for an event. */
  readonly startMs?: number;
}

/** How many chunks to look for, so that enough are left to choose from. */
export const FOUND_CHUNKS = 24;

interface ChooseOptions {
  /** Passages at most. */
  readonly limit: number;
  /** Among the first so many passages … */
  readonly front: number;
  /** … no item has more than this. */
  readonly eachItem: number;
}

const CHOOSE_OPTIONS: ChooseOptions = { limit: 12, front: 8, eachItem: 3 };

/** Of the words of two texts, the share that both have. */
const SAME = 0.9;
/** Of the words of an older version, the share that the newer one has too. */
const SAME_VERSION = 0.75;
/** Texts with fewer words are compared as they are. */
const MIN_WORDS = 8;
/** Chunks are joined up to this length in UTF-16 code units. */
const MAX_JOINED = 6_000;
const MAX_GAP = 4;

/**
 * The passages for an answer out of what was found, the best first: without duplicates, of versions the newest, neighbours
 * joined, no item crowding out the others. Numbered from 1.
 */
export function choosePassages(
  question: Question,
  found: readonly FoundPassage[],
  options: Partial<ChooseOptions> = {},
): Passage[] {
  const chosen = { ...CHOOSE_OPTIONS, ...options };
  const texts = found.map((passage) => ({ passage, words: wordSet(passage.text) }));
  const kept = texts.filter((text, at) => !texts.some((other, place) => replaces(question, other, place, text, at)));
  const joined = joinNeighbours(kept.map(({ passage }) => passage));
  return spread(joined, chosen).slice(0, chosen.limit).map(passageOf);
}

function passageOf(found: FoundPassage, at: number): Passage {
  const { ordinal: _ordinal, dateMs: _dateMs, threadId: _threadId, startMs: _startMs, ...passage } = found;
  return { number: at + 1, ...passage };
}

interface Read {
  readonly passage: FoundPassage;
  readonly words: ReadonlySet<string>;
}

const wordSet = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Whether `other` makes `text` superfluous. Never both ways. */
function replaces(question: Question, other: Read, place: number, text: Read, at: number): boolean {
  if (other === text) return false;
  if (areVersions(other.passage, text.passage)) {
    if (common(text.words, other.words) < SAME_VERSION * text.words.size) return false;
    const newer = other.passage.dateMs - text.passage.dateMs || at - place;
    if (newer <= 0 || (text.passage.inTime === true && other.passage.inTime !== true)) return false;
    return !holdsMore(question, text.passage, other.passage);
  }
  return place < at && isSame(other, text);
}

function isSame(one: Read, other: Read): boolean {
  if (fold(one.passage.text) === fold(other.passage.text)) return true;
  if (Math.min(one.words.size, other.words.size) < MIN_WORDS) return false;
  // Texts that differ in a number differ in what they say.
  return sameNumbers(one.words, other.words) && jaccard(one.words, other.words) >= SAME;
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

const sameNumbers = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].every((word) => !/\d/.test(word) || other.has(word)) &&
  [...other].every((word) => !/\d/.test(word) || one.has(word));

const common = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((word) => other.has(word)).length;

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = common(one, other);
  return both / Math.max(1, one.size + other.size - both);
}

const VERSION_MARKS =
  /\.(?:md|txt|docx?|pdf|html?|odt|rtf)$|(?<![\p{L}])(?:copy|draft|final|old|new|rev(?:ision)?|version|kopie|entwurf|alt|neu|v)(?![\p{L}])|\d+|[^\p{L}\d]+/giu;

/** Two items of one thread, or with one title but for what counts versions. */
function areVersions(one: FoundPassage, other: FoundPassage): boolean {
  if (one.itemId === other.itemId) return false;
  if (one.threadId !== null && one.threadId === other.threadId) return true;
  const title = bareTitle(one.title);
  return title !== '' && title === bareTitle(other.title);
}

const bareTitle = (title: string): string =>
  title.toLowerCase().replace(VERSION_MARKS, ' ').replace(/\s+/g, ' ').trim();

/** Whether `one` has a word or date of the question that `other` has not. */
function holdsMore({ words, dates }: Question, one: FoundPassage, other: FoundPassage): boolean {
  const [own, theirs] = [one, other].map(({ title, heading, text }) => {
    const whole = `${title}\n${heading}\n${text}`;
    return { words: contentWords(whole), dates: findDates(whole) };
  });
  const holdsWord = (read: typeof own, asked: Word) => read?.words.some((word) => likeness(asked, word) === 1) === true;
  const holdsDate = (read: typeof own, asked: FoundDate) => read?.dates.some((date) => dateHolds(asked, date)) === true;
  return (
    words.some((asked) => holdsWord(own, asked) && !holdsWord(theirs, asked)) ||
    dates.some((asked) => holdsDate(own, asked) && !holdsDate(theirs, asked))
  );
}

/** Chunks of one item and heading that follow one another become one passage, in the place of the better one. */
function joinNeighbours(found: readonly FoundPassage[]): FoundPassage[] {
  const joined: (FoundPassage & { readonly last: number })[] = [];
  for (const passage of found) {
    const next = { ...passage, last: passage.ordinal };
    const at = joined.findIndex((other) => areNeighbours(other, next));
    const other = joined[at];
    if (other === undefined) joined.push(next);
    else joined[at] = follows(other, next) ? join(other, next) : join(next, other);
  }
  return joined.map(({ last: _last, ...passage }) => passage);
}

type Joined = FoundPassage & { readonly last: number };

const areNeighbours = (one: Joined, other: Joined): boolean =>
  one.itemId === other.itemId &&
  one.heading === other.heading &&
  (follows(one, other) || follows(other, one)) &&
  one.text.length + other.text.length <= MAX_JOINED;

/** With no more than white space between them. */
const follows = (before: Joined, after: Joined): boolean =>
  before.last + 1 === after.ordinal && after.span.start - before.span.end <= MAX_GAP;

function join(before: Joined, after: Joined): Joined {
  const gap = Math.max(0, after.span.start - before.span.end);
  return {
    ...before,
    text: `${before.text}${'\n'.repeat(gap)}${after.text.slice(Math.max(0, before.span.end - after.span.start))}`,
    span: { start: before.span.start, end: after.span.end },
    score: Math.max(before.score, after.score),
    last: after.last,
  };
}

/** What one item has too much of among the first goes behind them. */
function spread<T extends { readonly itemId: Id }>(passages: readonly T[], { front, eachItem }: ChooseOptions): T[] {
  const first: T[] = [];
  const behind: T[] = [];
  for (const passage of passages) {
    const own = first.filter(({ itemId }) => itemId === passage.itemId).length;
    if (first.length < front && own >= eachItem) behind.push(passage);
    else first.push(passage);
  }
  return first.length < front
    ? [...first, ...behind]
    : [...first.slice(0, front), ...merge(first.slice(front), behind, passages)];
}

/** Both in the order of the whole. */
function merge<T>(one: readonly T[], other: readonly T[], order: readonly T[]): T[] {
  const both = new Set([...one, ...other]);
  return order.filter((each) => both.has(each));
}
