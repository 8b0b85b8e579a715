import { BestDocs, type ScoredDoc, worseIn } from './best.ts';
import { allowedSlots, itemTests } from './filter.ts';
import type { IndexState } from './index-state.ts';
import { createMatcher } from './match.ts';
import { parseQuery, type QueryClause } from './query.ts';
import { reasonsOf } from './reasons.ts';
import { PHRASE_STEP, type Scorer } from './score.ts';
import type { HitReason, SearchHit, SearchNote, SearchRequest, SearchResult } from './search-index.ts';
import { isStopword } from './stopwords.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 200;

/** Answers a request from what the index holds. Never throws for what a person can type. */
export function searchState(state: IndexState, scorer: Scorer, request: SearchRequest): SearchResult {
  const query = parseQuery(request.query, request.when);
  const limit = Math.min(Math.max(Math.floor(request.limit ?? DEFAULT_LIMIT), 1), MAX_LIMIT);
  const tests = itemTests(query, request.filters ?? {});
  const not = query.not.map((clause) => createMatcher(state, clause, false));
  const search: Search = { state, scorer, limit, allowed: allowedSlots(state, tests, not) };
  if (query.clauses.length === 0) {
    const asked = query.not.length > 0 || query.without.length > 0 || Object.keys(query.filters).length > 0;
    return asked ? listItems(search, query.notes) : { hits: [], total: 0, notes: query.notes };
  }
  if (request.match === 'any') return run(search, anyOf(query.clauses, true), 0, query.notes);
  const found = run(search, query.clauses, query.clauses.length, query.notes);
  const words = query.clauses.filter((clause) => clause.type !== 'phrase').length;
  if (found.total > 0 || words === 0 || query.clauses.length === 1) return found;
  const wider = run(search, anyOf(query.clauses, false), query.clauses.length - words, [...query.notes, 'any-word']);
  return wider.total > 0 ? wider : found;
}

interface Search {
  readonly state: IndexState;
  readonly scorer: Scorer;
  readonly limit: number;
  /** By slot; null where every item may be found. */
  readonly allowed: Uint8Array | null;
}

/**
 * The clauses without words that only carry the question, as long as others remain. `loose`: the words of a phrase
 * count singly too.
 */
function anyOf(clauses: readonly QueryClause[], loose: boolean): readonly QueryClause[] {
  const single = loose ? clauses.flatMap((clause) => (clause.type === 'phrase' ? wordsOfPhrase(clause) : [])) : [];
  const known = new Set(clauses.flatMap((clause) => (clause.type === 'phrase' ? [] : [clause.term])));
  const all = [...clauses, ...single.filter(({ term }) => !known.has(term))];
  const telling = all.filter((clause) => clause.type !== 'word' || !isStopword(clause.term));
  return telling.length > 0 ? telling : all;
}

const wordsOfPhrase = (clause: Extract<QueryClause, { type: 'phrase' }>) =>
  clause.words.map(({ term }) => ({ type: 'word', written: term, term, open: false, parts: [] }) as const);

/** `required`: how many clauses a chunk must match, the phrases among them in any case; 0 when one is enough. */
function run(
  search: Search,
  clauses: readonly QueryClause[],
  required: number,
  notes: readonly SearchNote[],
): SearchResult {
  const { state, scorer } = search;
  const matchers = clauses.map((clause) => createMatcher(state, clause, required === clauses.length));
  scorer.score(state, matchers);
  const phrases = required === 0 ? 0 : matchers.filter(({ kind }) => kind === 'phrase').length;
  const { best, total } = collect(search, phrases, Math.max(required - phrases, 0));
  const why = reasonsOf(
    state,
    best.map(({ doc }) => doc),
    matchers,
  );
  return { hits: toHits(state, best, why), total, notes };
}

function collect({ state, scorer, limit, allowed }: Search, phrases: number, words: number) {
  const best = new BestDocs(limit, worseIn(state));
  const { scores, matched } = scorer;
  const slots = state.docSlots;
  const least = phrases * PHRASE_STEP + words;
  let total = 0;
  for (let i = 0; i < scorer.foundCount; i++) {
    const doc = scorer.found[i] ?? 0;
    const count = matched[doc] ?? 0;
    if (count < least || count % PHRASE_STEP < words) continue;
    if (allowed !== null && allowed[slots[doc] ?? 0] !== 1) continue;
    total++;
    best.offer(doc, scores[doc] ?? 0);
  }
  return { best: best.take(), total };
}

/** For a query of filters alone: the first chunk of each item, last changed first. */
function listItems({ state, limit, allowed }: Search, notes: readonly SearchNote[]): SearchResult {
  const newest = new BestDocs(limit, worseIn(state));
  let total = 0;
  for (let number = 0; number < state.slotCount; number++) {
    const slot = state.slotAt(number);
    if (slot === undefined || (allowed !== null && allowed[number] !== 1)) continue;
    total++;
    newest.offer(slot.firstDoc, slot.item.updatedMs);
  }
  return {
    hits: toHits(
      state,
      newest.take().map(({ doc }) => ({ doc, score: 0 })),
      [],
    ),
    total,
    notes,
  };
}

function toHits(state: IndexState, docs: readonly ScoredDoc[], why: readonly (readonly HitReason[])[]): SearchHit[] {
  const sources = state.sources();
  return docs.map(({ doc, score }, index) => {
    const source = sources.findLast(({ base }) => base <= doc);
    const { ordinals, starts, ends } = source?.postings.columns ?? { ordinals: [], starts: [], ends: [] };
    const local = doc - (source?.base ?? 0);
    const span = { start: starts[local] ?? 0, end: ends[local] ?? 0 };
    const itemId = state.slotAt(state.docSlots[doc] ?? -1)?.item.itemId ?? '';
    return { itemId, ordinal: ordinals[local] ?? 0, span, score, reasons: why[index] ?? [] };
  });
}
