import { type Edit, editsBetween } from './shortest-edits.ts';

/** How near two texts are to each other, word by word, and where they differ. */
export interface TextComparison {
  /** Of the words of both, those that both hold, as often as both do: 0 to 1. */
  readonly share: number;
  /** Places at which they differ; null where they differ too much, or are too long, to be set beside each other. */
  readonly places: number | null;
  /** The first of them. */
  readonly changes: readonly TextChange[];
}

export interface TextChange {
  /** Words before it that both hold. */
  readonly before: string;
  readonly removed: string;
  readonly added: string;
  readonly after: string;
}

export interface CompareOptions {
  /** Changes that are told at most. Default 12. */
  readonly most?: number;
}

/** Words that are looked at, of each. */
const MAX_WORDS = 40_000;
/** Words that both hold and that stand around a change. */
const AROUND = 6;
/** Code units of what one change shows. */
const MAX_SHOWN = 400;

const WORD = /\S+/g;

interface Words {
  readonly text: string;
  readonly words: readonly string[];
  readonly starts: readonly number[];
}

function wordsOf(text: string): Words {
  const words: string[] = [];
  const starts: number[] = [];
  for (const found of text.matchAll(WORD)) {
    if (words.length === MAX_WORDS) break;
    words.push(found[0]);
    starts.push(found.index);
  }
  return { text, words, starts };
}

/** From the first text to the second. By the greedy algorithm of Myers (1986), with a bound on what may differ. */
export function compareTexts(first: string, second: string, { most = 12 }: CompareOptions = {}): TextComparison {
  const [a, b] = [wordsOf(first), wordsOf(second)];
  const share = shareOf(a.words, b.words);
  const isCut = a.words.length === MAX_WORDS || b.words.length === MAX_WORDS;
  const edits = isCut ? null : editsBetween(a.words, b.words);
  if (edits === null) return { share, places: null, changes: [] };
  return { share, places: edits.length, changes: edits.slice(0, most).map((edit) => changeOf(a, b, edit)) };
}

function shareOf(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}

function changeOf(a: Words, b: Words, edit: Edit): TextChange {
  return {
    before: partOf(a, Math.max(0, edit.a - AROUND), edit.a),
    removed: partOf(a, edit.a, edit.aEnd),
    added: partOf(b, edit.b, edit.bEnd),
    after: partOf(a, edit.aEnd, Math.min(a.words.length, edit.aEnd + AROUND)),
  };
}

/** Words of a text as they stand there. */
function partOf({ text, words, starts }: Words, from: number, to: number): string {
  if (from >= to) return '';
  const last = to - 1;
  const part = text.slice(starts[from], (starts[last] ?? 0) + (words[last]?.length ?? 0)).replace(/\s+/g, ' ');
  return part.length <= MAX_SHOWN ? part : `${part.slice(0, MAX_SHOWN).replace(/\s\S*$/, '')} …`;
}
