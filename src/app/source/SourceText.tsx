import { useEffect, useMemo, useRef, useState } from 'react';
import type { Item, Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { FoldedText } from './FoldedText.tsx';
import { foldedWithin } from './fold-parts.ts';
import { isMarkdown } from './is-markdown.ts';
import { Markdown } from './Markdown.tsx';
import { PlainText } from './PlainText.tsx';
import css from './SourcePane.module.css';
import { firstWindow, type Section, splitSections } from './sections.ts';

const c = classesOf(css);
/** Sections that one press adds. */
const STEP = 4;
/** Between two steps of showing all, so that the reader can scroll meanwhile. */
const BREATH_MS = 16;

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
  const t = useT();
  const sections = useMemo(() => splitSections(text), [text]);
  const first = firstWindow(sections, span);
  const [wider, setWider] = useState({ before: 0, after: 0 });
  const from = Math.max(0, first.from - wider.before);
  const to = Math.min(sections.length, first.to + wider.after);
  const plain = !isMarkdown(item);
  const [growing, setGrowing] = useState(false);
  const partial = from > 0 || to < sections.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step leads to the next
  useEffect(() => {
    if (!growing || !partial) return;
    const timer = setTimeout(() => setWider((old) => ({ before: old.before + 1, after: old.after + 1 })), BREATH_MS);
    return () => clearTimeout(timer);
  }, [growing, partial, wider]);
  return (
    <div className={c('text')}>
      {from > 0 && !growing && (
        <div className={c('rest')}>
          <Button small kind="quiet" onPress={() => setWider({ ...wider, before: wider.before + STEP })}>
            {t('source.earlier')}
          </Button>
        </div>
      )}
      {sections.slice(from, to).map((section) => (
        <SectionView key={section.start} section={section} text={text} span={span} plain={plain} folded={folded} />
      ))}
      {to < sections.length && !growing && (
        <div className={c('rest')}>
          <Button small kind="quiet" onPress={() => setWider({ ...wider, after: wider.after + STEP })}>
            {t('source.later')}
          </Button>
          <Button small kind="quiet" onPress={() => setGrowing(true)}>
            {t('source.all')}
          </Button>
        </div>
      )}
    </div>
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
        <Markdown markdown={part} span={inside} />
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
