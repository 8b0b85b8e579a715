import { useContext } from 'react';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { NotesContext } from './contexts.ts';
import { noteText } from './definitions.ts';
import type { MarkdownBlock } from './split-blocks.ts';
import { TextBlock } from './TextBlock.tsx';

export interface NoteListProps {
  readonly markdown: string;
  readonly said: readonly MarkdownBlock[];
  readonly span: Span | null;
}

/** What the footnotes say, in the order in which they are named; each leads back. */
export function NoteList({ markdown, said, span }: NoteListProps) {
  const t = useT();
  const { id } = useContext(NotesContext);
  if (said.length === 0) return null;
  return (
    <section data-notes aria-label={t('markdown.notes')}>
      <ol>
        {said.map((block, index) => (
          <li key={block.start} id={`${id}note${index + 1}`} tabIndex={-1}>
            <SaidNote text={markdown.slice(block.start, block.end)} block={block} span={span} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface SaidNoteProps {
  readonly text: string;
  readonly block: Span;
  readonly span: Span | null;
}

/** A passage in a footnote is marked from its first line on: indents of later ones are not shown. */
function SaidNote({ text, block, span }: SaidNoteProps) {
  const said = noteText(text);
  const shift = text.indexOf(said.split('\n', 1)[0] ?? '');
  const marked = span !== null && span.end > block.start && span.start < block.end;
  const start = marked ? Math.max(0, span.start - block.start - shift) : -1;
  const end = marked ? Math.max(start, Math.min(span.end - block.start - shift, said.length)) : -1;
  return <TextBlock text={said} start={start} end={end} unfinished={false} suffix="" />;
}
