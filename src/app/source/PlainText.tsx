import { memo } from 'react';
import type { Span } from '../../core/items/item.ts';
import { type Block, markedParts, textBlocks } from './text-blocks.ts';

export interface PlainTextProps {
  readonly text: string;
  /** In `text`. */
  readonly span: Span | null;
  /** Markdown that is shown as it is written. */
  readonly verbatim?: boolean;
}

/** Text with its paragraphs, and the headings that a page's readable text keeps. */
export const PlainText = memo(function PlainText({ text, span, verbatim }: PlainTextProps) {
  if (verbatim) return <pre>{<Marked text={text} start={0} span={span} />}</pre>;
  return textBlocks(text).map((block) => <TextBlock key={block.start} block={block} text={text} span={span} />);
});

interface TextBlockProps {
  readonly block: Block;
  readonly text: string;
  readonly span: Span | null;
}

function TextBlock({ block, text, span }: TextBlockProps) {
  const marked = <Marked text={text.slice(block.start, block.end)} start={block.start} span={span} />;
  return block.kind === 'heading' ? <h4 data-level="2">{marked}</h4> : <p data-plain>{marked}</p>;
}

interface MarkedProps {
  readonly text: string;
  readonly start: number;
  readonly span: Span | null;
}

function Marked({ text, start, span }: MarkedProps) {
  return markedParts(text, start, span).map((part) =>
    part.inside ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
  );
}
