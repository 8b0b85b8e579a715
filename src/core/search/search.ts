import { BestDocs, worseIn } from './best.ts';
import { allowedSlots, itemTests } from './filter.ts';
import type { IndexState } from './index-state.ts';
import { createMatcher, type Matcher } from './match.ts';
import { fuseDocs, type Meaning, type MeaningDoc, nearestDocs, openVectorsOf, POOL } from './meaning.ts';
import { parseQuery, type QueryClause } from './query.ts';
import { reasonsOf } from './reasons.ts';
import { PHRASE_STEP, type Scorer } from './score.ts';
import type { HitReason, SearchHit, SearchMode, SearchNote, SearchRequest, SearchResult } from './search-index.ts';
import { isStopword } from './stopwords.ts';
import type { VectorIndex } from './vectors.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 200;
/** Cosine of a passage that Find shows for its meaning alone; passages of other subjects mostly lie below. */
const MEANING_FLOOR = 0.3;

/** Answers a request from what the index holds. Never throws for what a person can type. */
export function searchState(
  state: IndexState,
  scorer: Scorer,
  vectors: VectorIndex,
  request: SearchRequest,
): SearchResult {
  const query = parseQuery(request.query, request.when);
  const limit = Math.min(Math.max(Math.floor(request.limit ?? DEFAULT_LIMIT), 1), MAX_LIMIT);
  const without = request.without === undefined ? query.without : [...query.without, request.without];
  const tests = itemTests({ filters: query.filters, without }, request.filters ?? {});
  const not = query.not.map((clause) => createMatcher(state, clause, false));
  const allowed = allowedSlots(state, tests, not);
  const meaning = meaningOf(query.clauses, { state, vectors, allowed }, request);
  const mode = meaning === null ? 'text' : (request.mode ?? 'fused');
  const search: Search = { state, scorer, limit, allowed, meaning, mode };
  const wordsOnly = request.mode !== undefined && request.mode !== 'text' && request.vector === undefined;
  const notes: readonly SearchNote[] = wordsOnly ? [...query.notes, 'text-only'] : query.notes;
  if (query.clauses.length === 0) {
    const asked = query.not.length > 0 || query.without.length > 0 || Object.keys(query.filters).length > 0;
    return asked ? listItems(search, query.notes) : { hits: [], total: 0, notes: query.notes };
  }
  if (request.match === 'any') return run(search, anyOf(query.clauses, true), 0, notes).result;
  const found = run(search, query.clauses, query.clauses.length, notes);
  const words = query.clauses.filter((clause) => clause.type !== 'phrase').length;
  if (found.texts > 0 || words === 0 || query.clauses.length === 1) return found.result;
  const wider = run(search, anyOf(query.clauses, false), query.clauses.length - words, [...notes, 'any-word']);
  return wider.texts > 0 ? wider.result : found.result;
}

/** Null where the search is by words alone; an embedding says nothing of codes and of what is quoted. */
function meaningOf(
  clauses: readonly QueryClause[],
  { state, vectors, allowed }: Pick<Search, 'state' | 'allowed'> & { readonly vectors: VectorIndex },
  { vector, mode, match }: SearchRequest,
): Meaning | null {
  if (vector === undefined || mode === 'text' || vectors.count === 0) return null;
  if (mode !== 'vector' && clauses.every(isExact)) return null;
  const open = allowed === null ? null : openVectorsOf(state, vectors, allowed);
  return { vectors, query: vector, open, floor: match === 'any' || mode === 'vector' ? -1 : MEANING_FLOOR };
}

/** What is meant to the letter: a quoted phrase, a code, a number. */
const isExact = (clause: QueryClause): boolean => clause.type === 'phrase' || /\p{N}/u.test(clause.term);

interface Search {
  readonly state: IndexState;
  readonly scorer: Scorer;
  readonly limit: number;
  /** By slot; null where every item may be found. */
  readonly allowed: Uint8Array | null;
  readonly meaning: Meaning | null;
  readonly mode: SearchMode;
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
): { readonly result: SearchResult; readonly texts: number } {
  const { state, scorer } = search;
  const matchers = clauses.map((clause) => createMatcher(state, clause, required === clauses.length));
  scorer.score(state, matchers);
  const phrases = required === 0 ? 0 : matchers.filter(({ kind }) => kind === 'phrase').length;
  const least = { phrases, words: Math.max(required - phrases, 0) };
  const exact = matchers.filter((_, i) => clauses[i] !== undefined && isExact(clauses[i]));
  const { best, total, texts } = collect(search, least, exact);
  const why = reasonsOf(
    state,
    best.map(({ doc }) => doc),
    matchers,
  );
  return { result: { hits: toHits(search, best, why), total, notes }, texts };
}

/** How many of the phrases and of the other clauses a chunk must match. */
interface Least {
  readonly phrases: number;
  readonly words: number;
}

function collect(search: Search, least: Least, exact: readonly Matcher[]) {
  const { state, scorer, limit, meaning, mode } = search;
  if (meaning === null) {
    const { best, total } = collectTexts(search, least, limit);
    return { best: best.map((found) => ({ ...found, vector: null })), total, texts: total };
  }
  const hasPhrases = (doc: number): boolean => (scorer.matched[doc] ?? 0) >= least.phrases * PHRASE_STEP;
  if (mode === 'vector') {
    const near = nearestDocs(state, meaning, hasPhrases);
    return { best: near.slice(0, limit), total: near.length, texts: near.length };
  }
  const { best, total } = collectTexts(search, least, POOL);
  const fused = fuseDocs(state, scorer, meaning, hasPhrases, best, exact);
  const further = fused.filter(({ doc }) => !matches(scorer, least, doc)).length;
  return { best: fused.slice(0, limit), total: total + further, texts: total };
}

function matches({ matched }: Scorer, { phrases, words }: Least, doc: number): boolean {
  const count = matched[doc] ?? 0;
  return count > 0 && count >= phrases * PHRASE_STEP + words && count % PHRASE_STEP >= words;
}

function collectTexts({ state, scorer, allowed }: Search, least: Least, limit: number) {
  const best = new BestDocs(limit, worseIn(state));
  const { scores } = scorer;
  const slots = state.docSlots;
  let total = 0;
  for (let i = 0; i < scorer.foundCount; i++) {
    const doc = scorer.found[i] ?? 0;
    if (!matches(scorer, least, doc)) continue;
    if (allowed !== null && allowed[slots[doc] ?? 0] !== 1) continue;
    total++;
    best.offer(doc, scores[doc] ?? 0);
  }
  return { best: best.take(), total };
}

/** For a query of filters alone: the first chunk of each item, last changed first. */
function listItems(search: Search, notes: readonly SearchNote[]): SearchResult {
  const { state, scorer, limit, allowed } = search;
  const newest = new BestDocs(limit, worseIn(state));
  let total = 0;
  for (let number = 0; number < state.slotCount; number++) {
    const slot = state.slotAt(number);
    if (slot === undefined || (allowed !== null && allowed[number] !== 1)) continue;
    total++;
    newest.offer(slot.firstDoc, slot.item.updatedMs);
  }
  scorer.score(state, []);
  const listed = newest.take().map(({ doc }) => ({ doc, score: 0, vector: null }));
  return { hits: toHits(search, listed, []), total, notes };
}

const NEAR: HitReason = { term: '', field: 'text', how: 'meaning' };

function toHits(
  { state, scorer }: Search,
  docs: readonly MeaningDoc[],
  why: readonly (readonly HitReason[])[],
): SearchHit[] {
  const sources = state.sources();
  return docs.map(({ doc, score, vector }, index) => {
    const source = sources.findLast(({ base }) => base <= doc);
    const { ordinals, starts, ends } = source?.postings.columns ?? { ordinals: [], starts: [], ends: [] };
    const local = doc - (source?.base ?? 0);
    const span = { start: starts[local] ?? 0, end: ends[local] ?? 0 };
    const itemId = state.slotAt(state.docSlots[doc] ?? -1)?.item.itemId ?? '';
    const words = why[index] ?? [];
    const reasons = vector !== null && (vector >= MEANING_FLOOR || words.length === 0) ? [...words, NEAR] : words;
    const scores = { text: scorer.scores[doc] ?? 0, vector };
    return { itemId, ordinal: ordinals[local] ?? 0, span, score, scores, reasons };
  });
}
