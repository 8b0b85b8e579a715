import type { Span } from '../items/item.ts';
import type { Passage } from './answer.ts';
import { clausesOf, type Facts, factsOf } from './contradictions.ts';
import { plainSentence } from './plain.ts';
import { sentenceSpans } from './sentences.ts';

/** A sentence of a passage, made ready for checking against it. */
export interface Evidence {
  readonly passage: Passage;
  readonly span: Span;
  readonly facts: Facts;
  /** Position among the sentences of its passage. */
  readonly at: number;
  /** Words of the title and the headings above. */
  readonly above: Facts;
}

/** One sentence of a passage, or two that follow one another. */
export type Window = readonly [Evidence, ...Evidence[]];

/** Passages made ready for checking many sentences against them. */
export interface EvidenceBase {
  readonly windows: readonly Window[];
  readonly sentencesOf: ReadonlyMap<Passage, readonly Evidence[]>;
}

const MAX_EVIDENCE = 600;

export function readEvidence(passages: readonly Passage[]): EvidenceBase {
  const each = Math.ceil(MAX_EVIDENCE / Math.max(1, passages.length));
  const sentencesOf = new Map(passages.map((passage) => [passage, readSentences(passage, each)]));
  const windows = [...sentencesOf.values()].flatMap((sentences) =>
    sentences.flatMap((first, at) => windowsFrom(first, sentences[at + 1])),
  );
  return { windows, sentencesOf };
}

function readSentences(passage: Passage, most: number): Evidence[] {
  let heading = '';
  return sentenceSpans(passage.text)
    .slice(0, most)
    .map((sentence, at) => {
      const text = plainSentence(passage.text.slice(sentence.start, sentence.end));
      if (sentence.kind === 'heading') heading = text;
      const span = { start: passage.span.start + sentence.start, end: passage.span.start + sentence.end };
      const above = factsOf(`${passage.title}. ${passage.heading}. ${heading}`, passage.language);
      return { passage, span, at, facts: factsOf(text, passage.language), above };
    });
}

const windowsFrom = (first: Evidence, next: Evidence | undefined): Window[] =>
  next === undefined ? [[first]] : [[first], [first, next]];

/** The whole of it, and the clauses of a single sentence: a claim may say no more than one of them. */
export function textsOf([first, next]: Window): string[] {
  const { text } = first.facts;
  if (next !== undefined) return [`${text} ${next.facts.text}`];
  const clauses = clausesOf(first.facts).map(({ start, end }) => text.slice(start, end).trim());
  return [text, ...(clauses.length > 1 ? clauses.filter((clause) => clause.length > 2) : [])];
}
