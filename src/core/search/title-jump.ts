import type { Id } from '../ids.ts';
import { tokenize } from './analyze.ts';
import type { IndexState } from './index-state.ts';
import { termsWithin } from './near-terms.ts';
import type { TitleRequest } from './search-index.ts';

const MAX_WORDS = 8;
const DEFAULT_LIMIT = 5;
const NOT_FOUND = 255;

/** Of two, that with fewer edits is better, then the one that begins with the first word, the shorter, the newer. */
interface Candidate {
  readonly itemId: Id;
  readonly edits: number;
  readonly begins: boolean;
  /** Words of the title. */
  readonly length: number;
  readonly updatedMs: number;
}

/** Edits that a word may be away: none up to three letters, one up to six, two beyond. */
export const editsAllowed = (word: string): number => (word.length <= 3 ? 0 : word.length <= 6 ? 1 : 2);

/**
 * Items in whose title each word that was typed begins a word; where there are none, those whose words begin almost so:
 * a letter left out, added, changed, or two swapped. Fewest edits first, then titles that begin with the first word,
 * short ones, new ones.
 */
export function jumpToTitle(state: IndexState, { typed, workspaceIds, limit = DEFAULT_LIMIT }: TitleRequest): Id[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const find = (most: (word: string) => number): Id[] => {
    const edits = words.map((word) => slotsOf(state, word, most(word)));
    return bestOf(state, { edits, firstWord: words[0] ?? '', workspaceIds, limit });
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
    fields.visit(id, (slot, inTitle) => {
      if (inTitle > 0 && away < (edits[slot] ?? 0)) edits[slot] = away;
    });
  }
  return edits;
}

interface Found {
  /** For each word that was typed. */
  readonly edits: readonly Uint8Array[];
  readonly firstWord: string;
  readonly workspaceIds: readonly Id[] | undefined;
  readonly limit: number;
}

function bestOf(state: IndexState, { edits, firstWord, workspaceIds, limit }: Found): Id[] {
  const best: Candidate[] = [];
  for (let number = 0; number < state.slotCount; number++) {
    let sum = 0;
    for (const word of edits) sum += word[number] ?? NOT_FOUND;
    if (sum >= NOT_FOUND) continue;
    const item = state.slotAt(number)?.item;
    if (item === undefined || (workspaceIds !== undefined && !workspaceIds.includes(item.workspaceId))) continue;
    const title = state.fields.titleOf(number);
    const begins = title[0]?.startsWith(firstWord) ?? false;
    offer(best, { itemId: item.itemId, edits: sum, begins, length: title.length, updatedMs: item.updatedMs }, limit);
  }
  return best.map(({ itemId }) => itemId);
}

function offer(best: Candidate[], candidate: Candidate, limit: number): void {
  let at = best.length;
  while (at > 0 && isBetter(candidate, best[at - 1] ?? candidate)) at--;
  if (at >= limit) return;
  best.splice(at, 0, candidate);
  if (best.length > limit) best.pop();
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.edits !== b.edits) return a.edits < b.edits;
  if (a.begins !== b.begins) return a.begins;
  if (a.length !== b.length) return a.length < b.length;
  return a.updatedMs === b.updatedMs ? a.itemId < b.itemId : a.updatedMs > b.updatedMs;
}
