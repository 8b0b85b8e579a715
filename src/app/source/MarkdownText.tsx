import { memo, useMemo } from 'react';
import type { Span } from '../../core/items/item.ts';
import { Markdown, type MarkdownProps } from './Markdown.tsx';
import { markdownPieces } from './markdown-tables.ts';
import { TextTable } from './TextTable.tsx';

/** Markdown with its tables. */
export const MarkdownText = memo(function MarkdownText({ markdown, span }: MarkdownProps) {
  const pieces = useMemo(() => markdownPieces(markdown), [markdown]);
  const part = ({ start, end }: Span) => (
    <Markdown key={start} markdown={markdown.slice(start, end)} span={inside({ start, end }, span)} />
  );
  return pieces.map((piece) =>
    piece.table === null ? part(piece) : <TextTable key={piece.start} {...piece.table} cell={part} />,
  );
});

/** The part of the span that a piece holds, from its start. */
function inside({ start, end }: Span, span: Span | null): Span | null {
  if (span === null || span.end <= start || span.start >= end) return null;
  return { start: Math.max(0, span.start - start), end: Math.min(end, span.end) - start };
}
