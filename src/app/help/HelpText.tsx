import { Link } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { type HelpPage, type HelpSection, helpSections, isHelpPage } from '../../core/help/help-pages.ts';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { textParts } from '../source/text-parts.ts';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Help.module.css';

const c = classesOf(css);

export interface HelpTextProps {
  readonly page: HelpPage;
  /** What is marked, in the page's text. */
  readonly span?: Span | null;
  /** The part that comes into view. */
  readonly anchor?: string | undefined;
}

/** A page of help, shown as it was written: what stands in stars and backticks is what is to be typed. */
export function HelpText({ page, span = null, anchor }: HelpTextProps) {
  const text = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page or place is another way to go
  useEffect(() => {
    const mark = text.current?.querySelector('mark');
    const part = anchor === undefined ? null : text.current?.querySelector(`[data-part="${CSS.escape(anchor)}"]`);
    (mark ?? part)?.scrollIntoView({ block: mark ? 'center' : 'start' });
  }, [page, span?.start, anchor]);
  return (
    <div ref={text} className={c('text')} lang={page.language}>
      {partsOf(page).map((section) => (
        <Part key={section.anchor} page={page} section={section} span={span} />
      ))}
    </div>
  );
}

/** Most pages begin with their first heading, and say nothing before it. */
const partsOf = (page: HelpPage): readonly HelpSection[] =>
  helpSections(page).filter(({ text }) => /^(?!#).+$/m.test(text));

interface PartProps {
  readonly page: HelpPage;
  readonly section: HelpSection;
  readonly span: Span | null;
}

function Part({ page, section, span }: PartProps) {
  const t = useT();
  const { heading, anchor, text, start } = section;
  return (
    <section data-part={anchor} aria-label={heading || page.title}>
      {heading !== '' && (
        <h2>
          {heading}
          <Link
            to="/help/$page"
            params={{ page: page.page }}
            search={{ at: anchor }}
            className={c('address')}
            aria-label={t('help.address', { heading })}
          >
            <Icon of={Link2} size={16} />
          </Link>
        </h2>
      )}
      {Array.from(text.matchAll(/^(?!#).+$/gm), (line) => (
        <p key={line.index}>
          <Line text={line[0]} start={start + line.index} span={span} />
        </p>
      ))}
    </section>
  );
}

interface LineProps {
  readonly text: string;
  /** In the page. */
  readonly start: number;
  readonly span: Span | null;
}

/** A paragraph with its links to other pages. */
function Line({ text, start, span }: LineProps) {
  const marked = span === null ? [] : [{ start: Math.max(0, span.start - start), end: span.end - start }];
  return text.split(/(\[[^\]]+\]\([a-z]+\))/).map((piece, at, all) => {
    const [, words = '', page] = /^\[([^\]]+)\]\(([a-z]+)\)$/.exec(piece) ?? [];
    const from = all.slice(0, at).join('').length;
    if (isHelpPage(page)) {
      return (
        <Link key={from} to="/help/$page" params={{ page }}>
          {words}
        </Link>
      );
    }
    const inside = marked
      .filter(({ end }) => end > from)
      .map((mark) => ({ start: Math.max(0, mark.start - from), end: mark.end - from }));
    return textParts(piece, inside).map((part) =>
      part.inside ? <mark key={from + part.start}>{part.text}</mark> : <span key={from + part.start}>{part.text}</span>,
    );
  });
}
