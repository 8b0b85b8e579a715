import type { IndexState } from './index-state.ts';
import type { How, Matcher } from './match.ts';

/**
 * BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): the counts of a term in the fields are
 * weighted and normalised by length before they saturate. General values, fitted to no collection.
 */
const K1 = 1.2;
const TEXT_B = 0.75;
const TITLE_B = 0.5;
const HEADING_WEIGHT = 1.5;
const TITLE_WEIGHT = 2;
const TAG_WEIGHT = 2;
/** What a form of the word is worth beside the word as it was written. */
const HOW_WEIGHT: Readonly<Record<How, number>> = { exact: 1, phrase: 1, stem: 0.9, prefix: 0.5 };

/** Phrases count in the upper byte of `matched`, words in the lower. */
export const PHRASE_STEP = 256;

/** Scores by document, in arrays that are kept from one search to the next. */
export class Scorer {
  scores = new Float64Array(0);
  /** The documents that any clause matched: the first `foundCount` of these. */
  found = new Int32Array(0);
  foundCount = 0;
  /** How many clauses matched: phrases × `PHRASE_STEP` + others. */
  matched = new Uint16Array(0);
  #counts = new Float64Array(0);
  #touched = new Int32Array(0);

  score(state: IndexState, matchers: readonly Matcher[]): void {
    this.#reset(state.docCount);
    for (const matcher of matchers) this.#add(state, matcher);
  }

  #reset(docCount: number): void {
    if (this.scores.length < docCount) {
      const capacity = Math.ceil(docCount * 1.25);
      this.scores = new Float64Array(capacity);
      this.matched = new Uint16Array(capacity);
      this.#counts = new Float64Array(capacity);
      this.#touched = new Int32Array(capacity);
      this.found = new Int32Array(capacity);
    } else {
      this.scores.fill(0);
      this.matched.fill(0);
    }
    this.foundCount = 0;
  }

  #add(state: IndexState, matcher: Matcher): void {
    const df = this.#count(state, matcher);
    const { scores, matched } = this;
    const counts = this.#counts;
    const touched = this.#touched;
    const step = matcher.kind === 'phrase' ? PHRASE_STEP : 1;
    const idf = Math.log(1 + (state.liveDocs - df + 0.5) / (df + 0.5));
    for (let i = 0; i < df; i++) {
      const doc = touched[i] ?? 0;
      const count = counts[doc] ?? 0;
      counts[doc] = 0;
      scores[doc] = (scores[doc] ?? 0) + (idf * count * (K1 + 1)) / (count + K1);
      const before = matched[doc] ?? 0;
      if (before === 0) this.found[this.foundCount++] = doc;
      matched[doc] = before + step;
    }
  }

  /** Gathers the weighted counts of one clause, and returns how many chunks it touched: its document frequency. */
  #count(state: IndexState, matcher: Matcher): number {
    const counts = this.#counts;
    const touched = this.#touched;
    const lengths = state.docLengths;
    const perWord = (TEXT_B * state.liveDocs) / Math.max(state.liveWords, 1);
    let df = 0;
    matcher.visitChunks((doc, inText, inHeading, how) => {
      const text = inText / (1 - TEXT_B + perWord * (lengths[doc] ?? 0));
      const before = counts[doc] ?? 0;
      if (before === 0) touched[df++] = doc;
      counts[doc] = before + HOW_WEIGHT[how] * (text + HEADING_WEIGHT * inHeading);
    });
    const perTitleWord = (TITLE_B * state.itemCount) / Math.max(state.fields.titleWords, 1);
    matcher.visitItems((number, inTitle, inTags, how) => {
      const slot = state.slotAt(number);
      if (slot === undefined) return;
      const title = (TITLE_WEIGHT * inTitle) / (1 - TITLE_B + perTitleWord * state.fields.titleLength(number));
      const weight = HOW_WEIGHT[how] * (title + TAG_WEIGHT * inTags);
      for (let doc = slot.firstDoc; doc < slot.firstDoc + slot.docCount; doc++) {
        const before = counts[doc] ?? 0;
        if (before === 0) touched[df++] = doc;
        counts[doc] = before + weight;
      }
    });
    return df;
  }
}
