import type { ScoredDoc } from './best.ts';
import { fuseScores } from './fuse.ts';
import type { IndexState, Slot } from './index-state.ts';
import type { Matcher } from './match.ts';
import { normalized } from './quantize.ts';
import type { Scorer } from './score.ts';
import type { VectorIndex } from './vectors.ts';

/** Passages of each kind that are weighed against one another. */
export const POOL = 200;
/** The best passages that the meaning of the query is moved towards (Rocchio, 1971; without anybody's judgement). */
const FEEDBACK_DOCS = 3;
const FEEDBACK_WEIGHT = 1;

/** What a search by meaning acts with. */
export interface Meaning {
  readonly vectors: VectorIndex;
  readonly query: Float32Array;
  /** Passages less near than this are no hits by meaning alone. */
  readonly floor: number;
  /** As `VectorIndex.openSlots` gives them; null where every item may be found. */
  readonly open: Uint8Array | null;
}

export interface MeaningDoc extends ScoredDoc {
  /** Cosine with the query itself; null where the passage has no vector. */
  readonly vector: number | null;
}

/** The vectors of the items that may be found. `allowed`: by slot of the state. */
export const openVectorsOf = (state: IndexState, vectors: VectorIndex, allowed: Uint8Array): Uint8Array =>
  vectors.openSlots((itemId) => allowed[state.slotOf(itemId) ?? -1] === 1);

/** The nearest passages, best first, their cosines as scores. `fits`: what else they must be. */
export function nearestDocs(state: IndexState, meaning: Meaning, fits: (doc: number) => boolean): MeaningDoc[] {
  const near = nearestTo(state, meaning, meaning.query).filter(({ doc, score }) => score >= meaning.floor && fits(doc));
  return near.map((found) => ({ ...found, vector: found.score }));
}

/** `texts`: the best by words. Returns them and the nearest, the best by both first. */
export function fuseDocs(
  state: IndexState,
  scorer: Scorer,
  meaning: Meaning,
  fits: (doc: number) => boolean,
  texts: readonly ScoredDoc[],
  exact: readonly Matcher[],
): MeaningDoc[] {
  const { vectors, query } = meaning;
  const near = nearestDocs(state, meaning, fits);
  const fuse = (docs: readonly number[], cosines: Cosines): ScoredDoc[] => {
    const held = countExact(state, exact, docs);
    const candidates = docs.map((doc, i) => {
      return { text: scorer.scores[doc] ?? 0, vector: cosines.of(doc), exact: held[i] ?? 0 };
    });
    const scores = fuseScores(candidates);
    return docs.map((doc, i) => ({ doc, score: scores[i] ?? 0 })).sort((a, b) => b.score - a.score);
  };
  const cosines = new Cosines(state, vectors, query, near);
  const first = fuse(union(texts, near), cosines);
  const towards = moved(state, vectors, query, first.slice(0, FEEDBACK_DOCS));
  const nearMoved = nearestTo(state, meaning, towards);
  const further = nearMoved.filter(({ doc }) => fits(doc) && (cosines.of(doc) ?? -1) >= meaning.floor);
  const fused = fuse(union(texts, near, further), new Cosines(state, vectors, towards, nearMoved));
  return fused.map((found) => ({ ...found, vector: cosines.of(found.doc) }));
}

/** Of documents with one vector, each taken once; null where a document has no vector. */
class Cosines {
  readonly #state: IndexState;
  readonly #vectors: VectorIndex;
  readonly #query: Float32Array;
  readonly #known: Map<number, number | null>;

  constructor(state: IndexState, vectors: VectorIndex, query: Float32Array, known: readonly ScoredDoc[]) {
    this.#state = state;
    this.#vectors = vectors;
    this.#query = query;
    this.#known = new Map(known.map(({ doc, score }) => [doc, score]));
  }

  of(doc: number): number | null {
    let cosine = this.#known.get(doc);
    if (cosine === undefined) {
      const similarity = (itemId: string, ordinal: number) => this.#vectors.similarity(this.#query, itemId, ordinal);
      cosine = placeOf(this.#state, doc, similarity);
      this.#known.set(doc, cosine);
    }
    return cosine;
  }
}

const union = (...lists: readonly (readonly ScoredDoc[])[]): number[] => [
  ...new Set(lists.flatMap((list) => list.map(({ doc }) => doc))),
];

function nearestTo(state: IndexState, { vectors, open }: Meaning, query: Float32Array): ScoredDoc[] {
  return vectors.search(query, POOL, open).flatMap(({ itemId, ordinal, score }) => {
    const doc = docAt(state, state.slotAt(state.slotOf(itemId) ?? -1), ordinal);
    return doc === null ? [] : [{ doc, score }];
  });
}

/** The query, moved towards the passages that answer it best so far. */
function moved(state: IndexState, vectors: VectorIndex, query: Float32Array, best: readonly ScoredDoc[]): Float32Array {
  const sum = Float32Array.from(query);
  const found = best.flatMap(
    ({ doc }) => placeOf(state, doc, (itemId, ordinal) => vectors.vectorOf(itemId, ordinal)) ?? [],
  );
  for (const vector of found) {
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + (FEEDBACK_WEIGHT / found.length) * (vector[k] ?? 0);
  }
  return normalized(sum);
}

/** How many of the clauses each document matches, wherever in it. */
function countExact(state: IndexState, exact: readonly Matcher[], docs: readonly number[]): number[] {
  if (exact.length === 0) return docs.map(() => 0);
  const wanted = new Uint8Array(state.docCount);
  for (const doc of docs) wanted[doc] = 1;
  const held = docs.map(() => 0);
  for (const matcher of exact) {
    const found = new Set<number>();
    const slots = new Set<number>();
    matcher.visitChunks((doc) => void found.add(doc), wanted);
    matcher.visitItems((slot) => void slots.add(slot));
    for (const [i, doc] of docs.entries()) {
      if (found.has(doc) || slots.has(state.docSlots[doc] ?? -1)) held[i] = (held[i] ?? 0) + 1;
    }
  }
  return held;
}

function placeOf<T>(state: IndexState, doc: number, use: (itemId: string, ordinal: number) => T | null): T | null {
  const slot = state.slotAt(state.docSlots[doc] ?? -1);
  return slot === undefined ? null : use(slot.item.itemId, state.ordinalOf(doc));
}

/** Chunks stand in the order of their ordinals, mostly without gaps. */
function docAt(state: IndexState, slot: Slot | undefined, ordinal: number): number | null {
  if (slot === undefined) return null;
  const likely = slot.firstDoc + ordinal;
  if (ordinal < slot.docCount && state.ordinalOf(likely) === ordinal) return likely;
  for (let doc = slot.firstDoc; doc < slot.firstDoc + slot.docCount; doc++)
    if (state.ordinalOf(doc) === ordinal) return doc;
  return null;
}
