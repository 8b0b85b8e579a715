import { memo, useId, useMemo, useRef } from 'react';
import type { Span } from '../../core/items/item.ts';
import { classesOf } from '../ui/classes.ts';
import './code-tokens.css';
import { FenceBlock } from './CodeBlock.tsx';
import { NotesContext } from './contexts.ts';
import { definitionsFor, definitionsOf } from './definitions.ts';
import { NoteList } from './NoteList.tsx';
import css from './RichMarkdown.module.css';
import { type Grown, growBlocks, type MarkdownBlock } from './split-blocks.ts';
import { TextBlock } from './TextBlock.tsx';
import { useFrameText } from './use-frame-text.ts';

const c = classesOf(css);

export interface RichMarkdownProps {
  readonly markdown: string;
  /** `streaming`: more will come at its end. Default `done`. */
  readonly mode?: 'streaming' | 'done';
  /** What is marked, in `markdown`. */
  readonly span?: Span | null;
}

/**
 * Markdown, inert: raw HTML stays the text that it is, images are named and not loaded, links lead to the web in a new
 * tab or nowhere. Cut into blocks, of which one that is finished is not made again while others come; what streams is
 * made at most once for each frame.
 */
export const RichMarkdown = memo(function RichMarkdown({ markdown, mode = 'done', span = null }: RichMarkdownProps) {
  const growing = mode === 'streaming';
  const shown = useFrameText(markdown, growing);
  const blocks = useBlocks(shown, growing);
  const definitions = useMemo(() => definitionsOf(shown, blocks), [shown, blocks]);
  const id = useId();
  const notes = useMemo(() => ({ id, numbers: definitions.notes }), [id, definitions.notes]);
  return (
    <NotesContext value={notes}>
      <div className={c('rich')}>
        {blocks.map((block) => {
          if (block.kind === 'note') return null;
          const text = shown.slice(block.start, block.end);
          const shared = { text, ...insideOf(block, span), unfinished: growing && block === blocks.at(-1) };
          if (block.kind === 'fence') return <FenceBlock key={block.start} {...shared} />;
          return <TextBlock key={block.start} {...shared} suffix={definitionsFor(text, definitions)} />;
        })}
        <NoteList markdown={shown} said={definitions.said} span={span} />
      </div>
    </NotesContext>
  );
});

function useBlocks(markdown: string, growing: boolean): readonly MarkdownBlock[] {
  const grown = useRef<Grown | null>(null);
  return useMemo(() => {
    grown.current = growBlocks(grown.current, markdown, growing);
    return grown.current.blocks;
  }, [markdown, growing]);
}

/** The part of the span that a block holds, from its start; -1 where it holds none. Numbers, so that they are compared. */
export function insideOf(block: Span, span: Span | null): { readonly start: number; readonly end: number } {
  if (span === null || span.end <= block.start || span.start >= block.end) return { start: -1, end: -1 };
  return { start: Math.max(0, span.start - block.start), end: Math.min(block.end, span.end) - block.start };
}
