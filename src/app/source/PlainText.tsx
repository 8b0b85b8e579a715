import { memo } from 'react';
import type { Span } from '../../core/items/item.ts';
import { TextTable } from './TextTable.tsx';
import { type Block, listEntries, markedParts, tableCells, textBlocks } from './text-blocks.ts';

export interface PlainTextProps {
  readonly text: string;
  /** In `text`. */
  readonly span: Span | null;
  /** Markdown that is shown as it is written. */
  readonly verbatim?: boolean;
}

/** Text with its paragraphs, and the headings, lists and tables that a page's readable text keeps. */
export const PlainText = memo(function PlainText({ text, span, verbatim }: PlainTextProps) {
  if (verbatim) return <pre>{<MarkedText text={text} start={0} span={span} />}</pre>;
  return textBlocks(text).map((block) => <TextBlock key={block.start} block={block} text={text} span={span} />);
});

interface TextBlockProps {
  readonly block: Block;
  readonly text: string;
  readonly span: Span | null;
}

function TextBlock({ block, text, span }: TextBlockProps) {
  const part = ({ start, end }: Span) => <MarkedText text={text.slice(start, end)} start={start} span={span} />;
  if (block.kind === 'heading') return <h4 data-level="2">{part(block)}</h4>;
  if (block.kind === 'table') return <TextTable rows={tableCells(text, block)} cell={part} />;
  if (block.kind === 'code')
    return (
      <pre>
        <code>{part(block)}</code>
      </pre>
    );
  if (block.kind === 'paragraph') return <p data-plain>{part(block)}</p>;
  return (
    <ul data-list>
      {listEntries(text, block).map((entry) => {
        const isDot = text.slice(entry.mark.start, entry.mark.end) === '-';
        return (
          <li key={entry.mark.start} data-depth={entry.depth} data-dot={isDot || undefined}>
            {!isDot && <span data-mark>{part(entry.mark)}</span>}
            <span>{part(entry)}</span>
          </li>
        );
      })}
    </ul>
  );
}

export interface MarkedTextProps {
  readonly text: string;
  /** Where it stands. */
  readonly start: number;
  readonly span: Span | null;
}

/** A piece of a text with the part of the span that it holds. */
export function MarkedText({ text, start, span }: MarkedTextProps) {
  return markedParts(text, start, span).map((part) =>
    part.inside ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
  );
}
