import type { Id } from '../ids.ts';
import { tokenize } from './analyze.ts';
import type { IndexState } from './index-state.ts';
import { termsWithin } from './near-terms.ts';
import type { TitleRequest } from './search-index.ts';

const MAX_WORDS = 8;
const DEFAULT_LIMIT = 5;
const NOT_FOUND = 255;

interface Candidate {
  readonly itemId: Id;
  /** Smaller is better, in this order; then the id. */
  readonly rank: readonly number[];
}

/** Edits that a word may be away: none up to three letters, one up to six, two beyond. */
export const editsAllowed = (word: string): number => (word.length <= 3 ? 0 : word.length <= 6 ? 1 : 2);

/**
 * Items in whose title each word that was typed begins a word; where there are none, those whose words begin almost so:
 * a letter left out, added, changed, or two swapped. Fewest edits first, then titles that begin with the first word,
 * short ones, new ones.
 */
export function jumpToTitle(state: IndexState, { typed, workspaceId, limit = DEFAULT_LIMIT }: TitleRequest): Id[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const find = (most: (word: string) => number): Id[] => {
    const edits = words.map((word) => slotsOf(state, word, most(word)));
    return bestOf(state, { edits, firstWord: words[0] ?? '', workspaceId, limit });
  };
  const exact = find(() => 0);
  return exact.length > 0 || words.every((word) => editsAllowed(word) === 0) ? exact : find(editsAllowed);
}

function wordsOf(typed: string): string[] {
  const words = tokenize(typed.slice(0, 500)).flatMap(({ term, role }) => (role === 'part' ? [term] : []));
  return [...new Set(words)].slice(0, MAX_WORDS);
}

/** By slot, how many edits the nearest word of the title is away. */
function slotsOf(state: IndexState, word: string, most: number): Uint8Array {
  const { fields } = state;
  const edits = new Uint8Array(state.slotCount).fill(NOT_FOUND);
  for (const [id, away] of termsWithin(fields, word, most)) {
    for (const [slot, { inTitle }] of fields.postings(id)) {
      if (inTitle > 0 && away < (edits[slot] ?? 0)) edits[slot] = away;
    }
  }
  return edits;
}

interface Found {
  /** For each word that was typed. */
  readonly edits: readonly Uint8Array[];
  readonly firstWord: string;
  readonly workspaceId: Id | undefined;
  readonly limit: number;
}

function bestOf(state: IndexState, { edits, firstWord, workspaceId, limit }: Found): Id[] {
  const best: Candidate[] = [];
  for (let number = 0; number < state.slotCount; number++) {
    let sum = 0;
    for (const word of edits) sum += word[number] ?? NOT_FOUND;
    if (sum >= NOT_FOUND) continue;
    const item = state.slotAt(number)?.item;
    if (item === undefined || (workspaceId !== undefined && item.workspaceId !== workspaceId)) continue;
    const title = state.fields.titleOf(number);
    const begins = title[0]?.startsWith(firstWord) ? 0 : 1;
    const last = best.length < limit ? undefined : best[limit - 1]?.rank;
    if (last !== undefined && !mayPrecede(sum, begins, last)) continue;
    offer(best, { itemId: item.itemId, rank: [sum, begins, title.length, -item.updatedMs] }, limit);
  }
  return best.map(({ itemId }) => itemId);
}

const mayPrecede = (sum: number, begins: number, [most = 0, mostBegins = 0]: readonly number[]): boolean =>
  sum < most || (sum === most && begins <= mostBegins);

function offer(best: Candidate[], candidate: Candidate, limit: number): void {
  let at = best.length;
  while (at > 0 && isBetter(candidate, best[at - 1] ?? candidate)) at--;
  if (at >= limit) return;
  best.splice(at, 0, candidate);
  if (best.length > limit) best.pop();
}

function isBetter(a: Candidate, b: Candidate): boolean {
  for (const [i, rank] of a.rank.entries()) {
    const other = b.rank[i] ?? 0;
    if (rank !== other) return rank < other;
  }
  return a.itemId < b.itemId;
}
