import { useEffect, useMemo, useRef, useState } from 'react';
import type { Item, Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { RichMarkdown } from '../markdown/RichMarkdown.tsx';
import { classesOf } from '../ui/classes.ts';
import { FoldedText } from './FoldedText.tsx';
import { foldedWithin } from './fold-parts.ts';
import { isMarkdown } from './is-markdown.ts';
import { PlainText } from './PlainText.tsx';
import { SectionWindow } from './SectionWindow.tsx';
import css from './SourcePane.module.css';
import { type Section, splitSections } from './sections.ts';

const c = classesOf(css);

export interface SourceTextProps {
  readonly item: Item;
  readonly text: string;
  /** In `text`, not empty. */
  readonly span: Span | null;
  /** In `text`, in order: shown on request. */
  readonly folded: readonly Span[];
}

/** A long text is shown around the passage first, and more of it on request. */
export function SourceText({ item, text, span, folded }: SourceTextProps) {
  const sections = useMemo(() => splitSections(text), [text]);
  const plain = !isMarkdown(item);
  return (
    <SectionWindow sections={sections} span={span}>
      {(section) => (
        <SectionView key={section.start} section={section} text={text} span={span} plain={plain} folded={folded} />
      )}
    </SectionWindow>
  );
}

interface SectionViewProps {
  readonly section: Section;
  readonly text: string;
  readonly span: Span | null;
  readonly plain: boolean;
  readonly folded: readonly Span[];
}

function SectionView({ section, text, span, plain, folded }: SectionViewProps) {
  const t = useT();
  const host = useRef<HTMLDivElement>(null);
  const [notPlaced, setNotPlaced] = useState(false);
  const part = text.slice(section.start, section.end);
  const inside = within(section, span, text);
  const start = inside?.start;
  const end = inside?.end;
  // Where the markdown's tree has no place for the passage (a link's target, a comment), the text itself is shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark is looked for again when span or text change
  useEffect(() => {
    setNotPlaced(start !== undefined && host.current?.querySelector('mark') === null);
  }, [start, end, part]);
  const verbatim = section.kind === 'head' || notPlaced;
  return (
    <div ref={host} className={c('section', section.kind === 'head' && 'head')}>
      {notPlaced && section.kind === 'body' && !plain && <p className={c('note')}>{t('source.notPlaced')}</p>}
      {plain && !verbatim ? (
        <FoldedText text={part} span={inside} folded={foldedWithin(section, folded)} />
      ) : verbatim ? (
        <PlainText text={part} span={inside} verbatim />
      ) : (
        <RichMarkdown markdown={part} span={inside} />
      )}
    </div>
  );
}

/** The part of the span that the section holds, from the section's start; null where only white space is left. */
function within(section: Section, span: Span | null, text: string): Span | null {
  if (span === null || span.end <= section.start || span.start >= section.end) return null;
  const start = Math.max(span.start, section.start);
  const end = Math.min(span.end, section.end);
  return text.slice(start, end).trim() === '' ? null : { start: start - section.start, end: end - section.start };
}
