import type { Span } from '../items/item.ts';
import { plainText } from '../items/plain-text.ts';
import { plainSentence } from './plain.ts';
import { type Sentence, sentenceSpans } from './sentences.ts';

/** Where a sentence stood in what a model wrote: what is shown of it keeps that shape. */
export interface WrittenPlace {
  /** Of its paragraph or entry, counted from 0; the sentences of one follow one another. */
  readonly block: number;
  /** Of an entry: what it is counted by, and how deep its list lies, from 0. */
  readonly list?: { readonly by: 'marks' | 'numbers'; readonly depth: number };
}

export interface WrittenMark extends Span {
  readonly as: 'strong' | 'emphasis' | 'code';
}

/** A sentence that a model wrote, without its marks. */
export interface WrittenClaim {
  readonly text: string;
  readonly place: WrittenPlace;
  /** Ranges of `text` that were set apart, in order, none within another. */
  readonly marks: readonly WrittenMark[];
  /** The line that ends in a colon above the list, where the entry is no sentence without it; else null. */
  readonly under: string | null;
}

const MARKER = /^(?:[-*+•–]|(\d{1,3})[.)])\s+/;
const ENDED = /[.!?…。！？]["'”’»“)\]*_]*$/u;
const TAB = 4;
const MOST_DEPTH = 3;

/** The sentences of a markdown with their places. Headings say nothing that could be checked, and are left out. */
export function claimsOf(markdown: string): WrittenClaim[] {
  const claims: WrittenClaim[] = [];
  const indents: number[] = [];
  let block = -1;
  let list: WrittenPlace['list'];
  let lead: string | null = null;
  let before: Sentence | null = null;
  for (const sentence of sentenceSpans(markdown)) {
    if (sentence.kind === 'heading') {
      before = null;
      lead = null;
      continue;
    }
    const source = markdown.slice(sentence.start, sentence.end);
    const indent = indentAt(markdown, sentence.start);
    const marker = sentence.kind === 'list' && indent !== null ? MARKER.exec(source) : null;
    if (before === null || marker !== null || isApart(markdown, before, sentence)) {
      block += 1;
      list = marker === null || indent === null ? undefined : { ...countedBy(marker), depth: depthOf(indents, indent) };
      if (list === undefined) indents.length = 0;
    }
    const text = plainSentence(source);
    const first = marker !== null;
    if (list === undefined) lead = text.endsWith(':') ? text : null;
    const under = first && !ENDED.test(text) ? lead : null;
    const place = list === undefined ? { block } : { block, list };
    claims.push({ text, place, marks: marksOf(source, text), under });
    before = sentence;
  }
  return claims;
}

const countedBy = (marker: RegExpExecArray): { readonly by: 'marks' | 'numbers' } => ({
  by: marker[1] === undefined ? 'marks' : 'numbers',
});

/** Columns before the place on its line; null where something stands before it. */
function indentAt(markdown: string, at: number): number | null {
  const line = markdown.slice(markdown.lastIndexOf('\n', at - 1) + 1, at);
  return line.trim() === '' ? line.replaceAll('\t', ' '.repeat(TAB)).length : null;
}

/** Keeps the columns at which the lists begin that are open, outermost first. */
function depthOf(indents: number[], indent: number): number {
  while (indents.length > 0 && indent < (indents.at(-1) ?? 0)) indents.pop();
  // Less than two columns further is the same list, not written with care.
  if (indents.length === 0 || indent >= (indents.at(-1) ?? 0) + 2) indents.push(indent);
  return Math.min(MOST_DEPTH, indents.length - 1);
}

/** Whether a paragraph ends between the two. */
function isApart(markdown: string, one: Sentence, other: Sentence): boolean {
  const between = markdown.slice(one.end, other.start);
  const isText = ({ kind }: Sentence) => kind === 'prose' || kind === 'list';
  return /\n[^\S\n]*\n/.test(between) || (between.includes('\n') && !(isText(one) && isText(other)));
}

const SET_APART =
  /(\*\*|__)(?=\S)([^*_`\n]*[^*_`\n\s])\1|(?<![*\w])([*_])(?=\S)([^*_`\n]*[^*_`\n\s])\3(?![*\w])|`([^`\n]+)`/g;

/** What the source sets apart, as ranges of its plain text. A mark whose words are not found there again is none. */
function marksOf(source: string, text: string): WrittenMark[] {
  const marks: WrittenMark[] = [];
  let from = 0;
  for (const match of source.matchAll(SET_APART)) {
    const words = plainText(match[2] ?? match[4] ?? match[5] ?? '')
      .text.replace(/\s+/g, ' ')
      .trim();
    const start = words === '' ? -1 : text.indexOf(words, from);
    if (start === -1) continue;
    from = start + words.length;
    marks.push({ start, end: from, as: match[2] ? 'strong' : match[4] ? 'emphasis' : 'code' });
  }
  return marks;
}
