import type { Id } from '../ids.ts';
import { stemKeys, stemLanguages, tokenize } from './analyze.ts';
import type { IndexState } from './index-state.ts';
import { createMatcher, type Matcher } from './match.ts';
import { reasonsOf } from './reasons.ts';
import type { Scorer } from './score.ts';
import type { SimilarItem, SimilarRequest } from './search-index.ts';
import { isStopword } from './stopwords.ts';

const DEFAULT_LIMIT = 5;
/** Words by which an item is compared. */
const TERMS = 12;
/** Of a text that are read, in UTF-16 code units, and different words of it that are weighed. */
const MAX_TEXT = 20_000;
const MAX_WORDS = 300;
/** Words that another item must share, at least. */
const LEAST_SHARED = 3;
/** Words named as the reason. */
const NAMED = 3;

interface Word {
  readonly term: string;
  readonly written: string;
  count: number;
}

/** Items that share the words that tell most about this one: frequent in it, rare elsewhere. The nearest first. */
export function similarItems(state: IndexState, scorer: Scorer, request: SimilarRequest): SimilarItem[] {
  const { itemId, text, workspaceIds, limit = DEFAULT_LIMIT } = request;
  const own = state.slotOf(itemId);
  if (own === undefined) return [];
  const { title, language } = state.slotAt(own)?.item ?? { title: '', language: 'und' };
  const matchers = tellingMatchers(state, own, wordsOf(`${title}\n${text.slice(0, MAX_TEXT)}`, language));
  scorer.score(state, matchers);
  const best = new Map<number, number>();
  const slots = state.docSlots;
  for (let i = 0; i < scorer.foundCount; i++) {
    const doc = scorer.found[i] ?? 0;
    const slot = slots[doc] ?? -1;
    if (slot === own || slot < 0 || (scorer.matched[doc] ?? 0) < Math.min(LEAST_SHARED, matchers.length)) continue;
    const score = scorer.scores[doc] ?? 0;
    if (score > (scorer.scores[best.get(slot) ?? -1] ?? 0)) best.set(slot, doc);
  }
  const found = [...best].flatMap(([slot, doc]) => {
    const item = state.slotAt(slot)?.item;
    const fits = item !== undefined && (workspaceIds === undefined || workspaceIds.includes(item.workspaceId));
    return fits ? [{ itemId: item.itemId, doc, score: scorer.scores[doc] ?? 0 }] : [];
  });
  const nearest = found.sort((a, b) => b.score - a.score || (a.itemId < b.itemId ? -1 : 1)).slice(0, limit);
  return withTerms(state, nearest, matchers);
}

function withTerms(
  state: IndexState,
  nearest: readonly { readonly itemId: Id; readonly doc: number; readonly score: number }[],
  matchers: readonly Matcher[],
): SimilarItem[] {
  const docs = nearest.map(({ doc }) => doc);
  const reasons = reasonsOf(state, docs, matchers);
  return nearest.map(({ itemId, score }, at) => {
    const terms = [...new Set((reasons[at] ?? []).map(({ term }) => term))].slice(0, NAMED);
    return { itemId, score, terms };
  });
}

/** The different words, those that occur most often first; forms of one count as one. */
function wordsOf(text: string, language: string): Word[] {
  const languages = stemLanguages(language);
  const words = new Map<string, Word>();
  for (const { term, start, end, role } of tokenize(text)) {
    if (role !== 'part' || term.length < 3 || isStopword(term) || /^\d{1,3}$/.test(term)) continue;
    const key = stemKeys(term, languages)[0] ?? term;
    const known = words.get(key);
    if (known !== undefined) known.count++;
    else words.set(key, { term, written: text.slice(start, end), count: 1 });
  }
  return [...words.values()].sort((a, b) => b.count - a.count).slice(0, MAX_WORDS);
}

/** For the words with the greatest (1 + ln tf) · idf that occur elsewhere too. */
function tellingMatchers(state: IndexState, own: number, words: readonly Word[]): Matcher[] {
  const weighed = words.flatMap(({ term, written, count }) => {
    const matcher = createMatcher(state, { type: 'word', written, term, open: false, parts: [] }, false);
    let elsewhere = 0;
    matcher.visitChunks((doc) => {
      if (state.docSlots[doc] !== own) elsewhere++;
    });
    matcher.visitItems((slot) => {
      if (slot !== own) elsewhere++;
    });
    const weight = (1 + Math.log(count)) * Math.log(1 + state.liveDocs / (elsewhere + 0.5));
    return elsewhere === 0 ? [] : [{ matcher, weight }];
  });
  weighed.sort((a, b) => b.weight - a.weight);
  return weighed.slice(0, TERMS).map(({ matcher }) => matcher);
}
