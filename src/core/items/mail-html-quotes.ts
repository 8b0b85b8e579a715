import { Tokenizer } from 'parse5';
import type { SourceRange, Span } from './item.ts';

const MARKS = /blockquote|gmail_|yahoo_quoted|protonmail_|divRplyFwdMsg|appendonsend|moz-/i;
const QUOTE_CLASS =
  /(?:^|\s)(?:gmail_quote|gmail_extra|gmail_signature|gmail_attr|yahoo_quoted|protonmail_quote|protonmail_signature_block|moz-cite-prefix|moz-signature)(?:\s|$)/i;
/** From here on, everything is the earlier message. */
const REST_ID = /^(?:x_)?(?:divRplyFwdMsg|appendonsend)$/i;
const FORWARDED = /(?:Forwarded message|Begin forwarded message|moz-forward-container)/i;

type Attributes = readonly { readonly name: string; readonly value: string }[];

const attributeOf = (attrs: Attributes, name: string): string => attrs.find((each) => each.name === name)?.value ?? '';

const isQuote = (name: string, attrs: Attributes): boolean =>
  (name === 'blockquote' && attributeOf(attrs, 'type').toLowerCase() === 'cite') ||
  QUOTE_CLASS.test(attributeOf(attrs, 'class'));

/** Ranges of a body in HTML that its writer's program marked as quoted or as a signature, offsets of the source, in order. */
function quotedRanges(source: string): readonly Span[] {
  if (!MARKS.test(source) || FORWARDED.test(source)) return [];
  const ranges: Span[] = [];
  let open: { readonly name: string; readonly start: number; depth: number } | null = null;
  let rest: number | null = null;
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: ({ tagName, attrs, location }) => {
        const start = location?.startOffset ?? 0;
        if (REST_ID.test(attributeOf(attrs, 'id'))) rest ??= start;
        if (open === null && isQuote(tagName, attrs)) open = { name: tagName, start, depth: 1 };
        else if (open?.name === tagName) open.depth += 1;
      },
      onEndTag: ({ tagName, location }) => {
        if (open?.name !== tagName) return;
        open.depth -= 1;
        if (open.depth > 0) return;
        ranges.push({ start: open.start, end: location?.endOffset ?? source.length });
        open = null;
      },
      onCharacter: ignore,
      onWhitespaceCharacter: ignore,
      onNullCharacter: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(source, true);
  const from = rest ?? source.length;
  const before = ranges.filter(({ start }) => start < from);
  return rest === null ? before : [...before, { start: from, end: source.length }];
}

/** The same ranges in the readable text that `sourceMap` leads back from. In order; an element that never ends marks nothing. */
export function quotedInHtml(source: string, sourceMap: readonly SourceRange[]): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { start, end } of quotedRanges(source)) {
    while ((sourceMap[at]?.sourceStart ?? Infinity) < start) at += 1;
    const first = sourceMap[at];
    while ((sourceMap[at]?.sourceEnd ?? Infinity) <= end) at += 1;
    const last = sourceMap[at - 1];
    if (first !== undefined && last !== undefined && last.end > first.start)
      spans.push({ start: first.start, end: last.end });
  }
  return spans;
}
