import type { Span } from '../items/item.ts';
import type { CheckedSentence, Citation } from './answer.ts';
import { type Facts, factsOf } from './contradictions.ts';
import { type EvidenceBase, textsOf, type Window } from './evidence.ts';
import { plainSentence } from './plain.ts';
import { CHECK_BAR, type CheckBar, type Support, supportOf } from './support.ts';
import { claimsOf, type WrittenClaim } from './written-claims.ts';

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

/** The sentences of a text that a model wrote, each checked, and where it stood. */
export const checkProse = (
  text: string,
  language: string,
  base: EvidenceBase,
  options: CheckOptions = {},
): CheckedSentence[] =>
  claimsOf(text).map((claim) => placed(claim, checkSentence(whole(claim), language, base, options)));

/** What is checked: an entry that says nothing by itself says what the line above its list begins. */
const whole = ({ text, under }: WrittenClaim): string => (under === null ? text : `${under} ${text}`);

function placed({ text, place, marks, under }: WrittenClaim, checked: CheckedSentence): CheckedSentence {
  const lead = under === null ? 0 : under.length + 1;
  const unfounded = checked.unfounded
    .map(({ start, end }) => ({ start: Math.max(0, start - lead), end: end - lead }))
    .filter(({ end }) => end > 0);
  return {
    ...checked,
    ...{ text, unfounded, place },
    ...(marks.length === 0 ? {} : { marks }),
    ...(under === null ? {} : { under }),
  };
}

/** Those of the sentences that nothing speaks against and that hold too few words of any passage. */
export function doubtsOf(text: string, language: string, base: EvidenceBase, bar: CheckBar = CHECK_BAR): Doubt[] {
  return claimsOf(text).flatMap((claim) => {
    const sentence = whole(claim);
    const supports = supportsOf(sentence, language, base, bar);
    const meant = supports.some(({ by }) => by === 'words') ? [] : supports.filter(({ by }) => by === 'meaning');
    return meant.length === 0 ? [] : [{ sentence, texts: comparedOf(meant) }];
  });
}

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
