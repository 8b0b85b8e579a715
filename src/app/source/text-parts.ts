import type { Span } from '../../core/items/item.ts';

export interface TextPart {
  readonly text: string;
  readonly start: number;
  readonly inside: boolean;
}

/** Cuts a text at the ends of the spans. Spans may overlap, be out of order or reach past the text. */
export function textParts(text: string, spans: readonly Span[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  const put = (end: number, inside: boolean) => {
    if (end > at) parts.push({ text: text.slice(at, end), start: at, inside });
    at = Math.max(at, end);
  };
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    put(Math.min(span.start, text.length), false);
    put(Math.min(span.end, text.length), true);
  }
  put(text.length, false);
  return parts;
}
