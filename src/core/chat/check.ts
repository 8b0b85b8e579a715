import type { Span } from '../items/item.ts';
import type { CheckedSentence, Citation } from './answer.ts';
import { type Facts, factsOf } from './contradictions.ts';
import { type EvidenceBase, textsOf, type Window } from './evidence.ts';
import { plainSentence } from './plain.ts';
import { sentenceSpans } from './sentences.ts';
import { CHECK_BAR, type CheckBar, type Support, supportOf } from './support.ts';

/** How near a written sentence is in meaning to a text of the passages. */
export interface Nearness {
  readonly sentence: string;
  readonly text: string;
  readonly cosine: number;
}

/** A written sentence that only its meaning can settle, and what to compare it with. */
export interface Doubt {
  readonly sentence: string;
  readonly texts: readonly string[];
}

interface CheckOptions {
  readonly bar?: CheckBar;
  /** What is known of the meaning; without it words decide. */
  readonly nearness?: readonly Nearness[];
}

/** Windows that are compared for one sentence. */
const MAX_WINDOWS = 2;

/** The sentences of a text that a model wrote, each checked. */
export const checkProse = (
  text: string,
  language: string,
  base: EvidenceBase,
  options: CheckOptions = {},
): CheckedSentence[] => claimsOf(text).map((sentence) => checkSentence(sentence, language, base, options));

/** Those of the sentences that nothing speaks against and that hold too few words of any passage. */
export function doubtsOf(text: string, language: string, base: EvidenceBase, bar: CheckBar = CHECK_BAR): Doubt[] {
  return claimsOf(text).flatMap((sentence) => {
    const supports = supportsOf(sentence, language, base, bar);
    const meant = supports.some(({ by }) => by === 'words') ? [] : supports.filter(({ by }) => by === 'meaning');
    return meant.length === 0 ? [] : [{ sentence, texts: comparedOf(meant) }];
  });
}

const claimsOf = (text: string): string[] =>
  sentenceSpans(text)
    .filter(({ kind }) => kind !== 'heading')
    .map(({ start, end }) => plainSentence(text.slice(start, end)));

const comparedOf = (meant: readonly Support[]): string[] => [
  ...new Set(meant.slice(0, MAX_WINDOWS).flatMap(({ window }) => textsOf(window))),
];

const NO_CLAIM =
  /[?:]$|^(?:sure|yes|no|of course|certainly|here (?:is|are)|i (?:don['’]t|do not|cannot|can['’]t) |sorry|i['’]m |ja|nein|gern|natürlich|leider|ich (?:weiß|kann))[^.]{0,40}[.!:]?$/iu;

/**
 * Whether a passage supports a written sentence. Supported: one sentence of a passage, or two that follow one another, hold
 * enough of its words, or most of them and its meaning, and all of its numbers, dates and names, and do not deny, reverse or
 * contradict it, or say it of something else.
 */
export function checkSentence(
  sentence: string,
  language: string,
  base: EvidenceBase,
  { bar = CHECK_BAR, nearness = [] }: CheckOptions = {},
): CheckedSentence {
  const claim = factsOf(sentence, language);
  const supports = supportsOf(sentence, language, base, bar);
  if (supports.length === 0 && !claimsSomething(claim)) {
    return { text: sentence, support: 'no-claim', coverage: 1, citations: [], unfounded: [] };
  }
  const near = new Set(
    nearness.filter((known) => known.sentence === sentence && known.cosine >= bar.nearness).map(({ text }) => text),
  );
  const holding =
    supports.find(({ by }) => by === 'words') ??
    supports.find(({ by, window }) => by === 'meaning' && textsOf(window).some((text) => near.has(text)));
  const best = holding ?? supports[0];
  return {
    text: sentence,
    support: holding === undefined ? 'unsupported' : 'supported',
    coverage: best?.coverage ?? 0,
    citations: holding === undefined ? [] : [citationOf(holding.window)],
    unfounded: best?.unfounded ?? factSpans(claim),
  };
}

const claimsSomething = ({ text, words, quantities, dates }: Facts): boolean =>
  (words.length >= 2 || quantities.length + dates.length > 0) && !NO_CLAIM.test(text.trim());

/** The best first; none for what claims nothing. */
function supportsOf(
  sentence: string,
  language: string,
  { windows, sentencesOf }: EvidenceBase,
  bar: CheckBar,
): Support[] {
  const claim = factsOf(sentence, language);
  if (!claimsSomething(claim)) return [];
  return windows
    .map((window) => supportOf(claim, window, sentencesOf.get(window[0].passage) ?? window, bar))
    .sort((a, b) => b.rank - a.rank);
}

const factSpans = ({ dates, quantities, names }: Facts): Span[] =>
  [...dates, ...quantities, ...names.filter(({ sure }) => sure)]
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start);

function citationOf(window: Window): Citation {
  const [first] = window;
  const last = window.at(-1) ?? first;
  const { passage } = first;
  const span = { start: first.span.start, end: last.span.end };
  const quote = plainSentence(passage.text.slice(span.start - passage.span.start, span.end - passage.span.start));
  return { passage: passage.number, itemId: passage.itemId, span, quote };
}
