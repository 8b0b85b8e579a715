import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './FoldedText.module.css';
import { foldedWithin, foldParts } from './fold-parts.ts';
import { PlainText } from './PlainText.tsx';

const c = classesOf(css);

export interface FoldedTextProps {
  readonly text: string;
  /** In `text`. */
  readonly span: Span | null;
  /** In `text`, in order. */
  readonly folded: readonly Span[];
}

/** Text of which some is shown on request only. What holds the passage is open. */
export function FoldedText({ text, span, folded }: FoldedTextProps) {
  if (folded.length === 0) return <PlainText text={text} span={span} />;
  return foldParts(text, folded).map((part) => {
    const [inside = null] = span === null ? [] : foldedWithin(part, [span]);
    const shown = <PlainText text={text.slice(part.start, part.end)} span={inside} />;
    if (!part.isFolded) return <div key={part.start}>{shown}</div>;
    const isHead = /^From: |^To: |^Date: /.test(text.slice(part.start, part.start + 6));
    return (
      <Fold key={part.start} what={isHead ? 'fields' : 'quoted'} holdsPassage={inside !== null}>
        {shown}
      </Fold>
    );
  });
}

interface FoldProps {
  readonly what: 'fields' | 'quoted';
  readonly holdsPassage: boolean;
  readonly children: ReactNode;
}

function Fold({ what, holdsPassage, children }: FoldProps) {
  const t = useT();
  const id = useId();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = chosen ?? holdsPassage;
  return (
    <div className={c('fold')}>
      <Button
        small
        kind="quiet"
        icon={isOpen ? ChevronDown : ChevronRight}
        aria-expanded={isOpen}
        aria-controls={id}
        onPress={() => setChosen(!isOpen)}
      >
        {t(`source.${what}.${isOpen ? 'hide' : 'show'}`)}
      </Button>
      <div id={id} className={c('inside', what)} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
