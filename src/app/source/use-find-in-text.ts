import { useMemo, useState } from 'react';
import type { Span } from '../../core/items/item.ts';
import type { ItemView } from '../../core/queries.ts';
import { findInText, placeFrom } from './find-in-text.ts';
import { isMarkdown } from './is-markdown.ts';
import { isInCell } from './table-layout.ts';

export interface TextFinder {
  readonly open: boolean;
  /** Grows each time that it is asked for. */
  readonly asked: number;
  readonly words: string;
  readonly count: number;
  /** Which of the places is shown, from 0; -1 where there is none. */
  readonly at: number;
  /** The place that is shown, in the text. */
  readonly span: Span | null;
  readonly close: () => void;
  readonly look: (words: string) => void;
  readonly go: (step: 1 | -1) => void;
}

/** Of a table only what stands in its cells: the names of the columns stand in each of its lines, and over it. */
function findInView({ item, text, rows }: ItemView, words: string): readonly Span[] {
  const counts = rows === null ? undefined : (span: Span) => isInCell(text, rows, span);
  return findInText(text, words, { markdown: isMarkdown(item), counts });
}

/** Looks for words in one text, from the passage on that is shown. It opens each time that `asked` has grown. */
export function useFindInText(view: ItemView, passage: Span | null, asked: number): TextFinder {
  const [closed, setClosed] = useState(0);
  const open = asked > closed;
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const spans = useMemo(() => (open ? findInView(view, words) : []), [open, view, words]);
  const first = placeFrom(spans, passage?.start ?? 0);
  const at = chosen === null ? first : Math.min(chosen, spans.length - 1);
  return {
    ...{ open, asked, words, at, count: spans.length, span: spans[at] ?? null },
    close: () => setClosed(asked),
    look: (next) => {
      setWords(next);
      setChosen(null);
    },
    go: (step) => {
      if (spans.length > 0) setChosen((at + step + spans.length) % spans.length);
    },
  };
}
