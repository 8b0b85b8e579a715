import type { Span } from './item.ts';

export interface SplitOptions {
  readonly maxTokens: number;
  readonly countTokens: (text: string) => number;
  /** Whether lines are tried before sentences: for code, lists and tables. */
  readonly byLine: boolean;
}

export interface CountedSpan extends Span {
  readonly tokens: number;
}

/** Ends of pieces that a reader would accept, from coarse to fine. A piece takes the white space behind it. */
const LINE_END = /\n\s*/g;
const SENTENCE_END = /[ \t\u00a0]+|(?<=[。！？])|\n\s*/g;
const WORD_END = /\s+/g;

const CLOSING = '"\')]»”’';

/** Whether a sentence's mark stands before `at`, or up to three closing quotes or brackets behind one. */
function endsSentence(part: string, at: number): boolean {
  let i = at - 1;
  while (i > at - 4 && i > 0 && CLOSING.includes(part[i] ?? ' ')) i -= 1;
  return '.!?…:;'.includes(part[i] ?? ' ');
}

function piecesBy(text: string, span: Span, boundary: RegExp): readonly Span[] {
  const pieces: Span[] = [];
  const part = text.slice(span.start, span.end);
  let from = 0;
  for (const match of part.matchAll(boundary)) {
    if (boundary === SENTENCE_END && /^[ \t\u00a0]/.test(match[0]) && !endsSentence(part, match.index)) continue;
    if (match.index > from) pieces.push({ start: span.start + from, end: span.start + match.index });
    from = match.index + match[0].length;
  }
  if (from < part.length) pieces.push({ start: span.start + from, end: span.end });
  return pieces;
}

const JOINS = /^(?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}])/u;

/** The nearest place at or before `at`, at most 32 code units back, that cuts no character as a reader sees it. */
function safeCut(text: string, start: number, at: number): number {
  for (let cut = at; cut > Math.max(start, at - 32); cut -= 1) {
    const code = text.charCodeAt(cut);
    const low = code >= 0xdc00 && code <= 0xdfff;
    if (!low && !JOINS.test(text.slice(cut, cut + 2)) && text[cut - 1] !== '\u200d') return cut;
  }
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff && at - 1 > start ? at - 1 : at;
}

/** Pieces of a word without a boundary, of `maxTokens` code units each (a code unit is a token at most). */
function cutHard(text: string, span: Span, size: number): readonly Span[] {
  const pieces: Span[] = [];
  for (let start = span.start; start < span.end; ) {
    const end = span.end - start <= size ? span.end : safeCut(text, start, start + size);
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

/** Neighbours joined while they fit. The count of a joined piece is the sum of its parts. */
function joinUp(spans: readonly CountedSpan[], maxTokens: number): readonly CountedSpan[] {
  const joined: CountedSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && last.tokens + span.tokens <= maxTokens)
      joined[joined.length - 1] = { start: last.start, end: span.end, tokens: last.tokens + span.tokens };
    else joined.push(span);
  }
  return joined;
}

/** Splits a span that is too large: at lines or sentences, then at words, then between characters. */
export function splitSpan(text: string, span: Span, options: SplitOptions): readonly CountedSpan[] {
  const { maxTokens, countTokens, byLine } = options;
  const counted = (piece: Span): CountedSpan => ({
    start: piece.start,
    end: piece.end,
    tokens: countTokens(text.slice(piece.start, piece.end)),
  });
  let pieces: readonly CountedSpan[] = [counted(span)];
  for (const boundary of byLine ? [LINE_END, SENTENCE_END, WORD_END] : [SENTENCE_END, WORD_END]) {
    pieces = pieces.flatMap((piece) =>
      piece.tokens <= maxTokens
        ? [piece]
        : joinUp(
            piecesBy(text, piece, boundary).map(counted),
            boundary === LINE_END || boundary === WORD_END ? maxTokens : 0,
          ),
    );
  }
  const size = Math.max(2, maxTokens);
  const hard = pieces.flatMap((piece) =>
    piece.tokens <= maxTokens ? [piece] : joinUp(cutHard(text, piece, size).map(counted), maxTokens),
  );
  return joinUp(hard, maxTokens);
}
