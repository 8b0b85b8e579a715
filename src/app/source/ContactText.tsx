import type { Span } from '../../core/items/item.ts';
import { classesOf } from '../ui/classes.ts';
import css from './ContactText.module.css';
import { contactLines } from './contact-lines.ts';
import { MarkedText, PlainText } from './PlainText.tsx';
import { linkTarget } from './safe-url.ts';

const c = classesOf(css);

export interface ContactTextProps {
  readonly text: string;
  /** In `text`. */
  readonly span: Span | null;
}

/** A person as a card: each of its lines by its name, then what was noted. */
export function ContactText({ text, span }: ContactTextProps) {
  const { lines, rest } = contactLines(text);
  const local = span && span.end > rest ? { start: Math.max(0, span.start - rest), end: span.end - rest } : null;
  return (
    <div className={c('contact')}>
      <dl className={c('card')}>
        {lines.map(({ label, value, href }) => {
          const shown = <MarkedText text={text.slice(value.start, value.end)} start={value.start} span={span} />;
          const target = href === null ? null : linkTarget(href);
          return (
            <div key={label.start} className={c('line')}>
              <dt>
                <MarkedText text={text.slice(label.start, label.end)} start={label.start} span={span} />
              </dt>
              <dd>
                {target?.kind === 'web' ? (
                  <a href={target.href} target="_blank" rel="noopener noreferrer">
                    {shown}
                  </a>
                ) : (
                  shown
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <PlainText text={text.slice(rest)} span={local} />
    </div>
  );
}
