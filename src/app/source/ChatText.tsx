import { memo, useMemo } from 'react';
import type { Span } from '../../core/items/item.ts';
import type { PlacedRange } from '../../core/items/source-place.ts';
import { useT } from '../i18n/i18n.tsx';
import { RichMarkdown } from '../markdown/RichMarkdown.tsx';
import { classesOf } from '../ui/classes.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import css from './ChatText.module.css';
import { type ChatSection, chatSections } from './chat-sections.ts';
import { MarkedText } from './PlainText.tsx';
import { SectionWindow } from './SectionWindow.tsx';

const c = classesOf(css);

/** Messages that are shown on each side of the passage. */
const AROUND = 12;

export interface ChatTextProps {
  readonly text: string;
  readonly places: readonly PlacedRange[];
  /** In `text`. */
  readonly span: Span | null;
}

/** A conversation that was held elsewhere: its messages, and where another branch begins. */
export function ChatText({ text, places, span }: ChatTextProps) {
  const sections = useMemo(() => chatSections(text, places), [text, places]);
  return (
    <SectionWindow sections={sections} span={span} around={AROUND}>
      {(section) => <ChatPart key={section.start} section={section} text={text} span={inside(section.body, span)} />}
    </SectionWindow>
  );
}

/** Null where none of the span is in it; else what is, in the whole text. */
function inside({ start, end }: Span, span: Span | null): Span | null {
  if (span === null || span.end <= start || span.start >= end) return null;
  return { start: Math.max(start, span.start), end: Math.min(end, span.end) };
}

interface ChatPartProps {
  readonly section: ChatSection;
  readonly text: string;
  readonly span: Span | null;
}

const ChatPart = memo(
  function ChatPart({ section, text, span }: ChatPartProps) {
    const t = useT();
    const { body, message } = section;
    const part = text.slice(body.start, body.end);
    if (message === null)
      return (
        <h3 className={c('branch')}>
          <MarkedText text={part} start={body.start} span={span} />
        </h3>
      );
    const local = span && { start: span.start - body.start, end: span.end - body.start };
    return (
      <section
        className={c('message', message.isReader && 'mine')}
        aria-label={t('source.place.message', { author: message.author })}
      >
        <p className={c('head')}>
          <span className={c('author')}>{message.author}</span>
          {message.atMs !== null && <RelativeTime ms={message.atMs} />}
        </p>
        <RichMarkdown markdown={part} span={local} />
      </section>
    );
  },
  (a, b) =>
    a.section === b.section && a.text === b.text && a.span?.start === b.span?.start && a.span?.end === b.span?.end,
);
