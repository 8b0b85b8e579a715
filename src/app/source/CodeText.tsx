import { memo, useMemo } from 'react';
import type { Span } from '../../core/items/item.ts';
import { classesOf } from '../ui/classes.ts';
import css from './CodeText.module.css';
import { type CodeSection, codeSections, keyEnd, linesOf } from './code-lines.ts';
import { MarkedText } from './PlainText.tsx';
import { SectionWindow } from './SectionWindow.tsx';

const c = classesOf(css);

export interface CodeTextProps {
  readonly text: string;
  /** In `text`. */
  readonly span: Span | null;
  /** `lines`: a program, with the numbers of its lines. `keys`: an outline of values, each behind its key. */
  readonly face: 'lines' | 'keys';
}

/** A text whose lines count. The lines of the passage are marked; long ones go on below, so that nothing scrolls sideways. */
export function CodeText({ text, span, face }: CodeTextProps) {
  const sections = useMemo(() => codeSections(text), [text]);
  const digits = String((sections.at(-1)?.line ?? 0) + 200).length;
  return (
    <div className={c('code', face)} data-digits={Math.min(6, digits)}>
      <SectionWindow sections={sections} span={span}>
        {(section) => (
          <CodePart key={section.start} section={section} face={face} span={spanIn(section, span)} text={text} />
        )}
      </SectionWindow>
    </div>
  );
}

/** Null for a section without any of it, so that it is not drawn again when the passage changes. */
const spanIn = (section: Span, span: Span | null): Span | null =>
  span !== null && span.end > section.start && span.start < section.end ? span : null;

interface CodePartProps extends CodeTextProps {
  readonly section: CodeSection;
}

const CodePart = memo(function CodePart({ section, text, span, face }: CodePartProps) {
  return (
    <pre className={c('part')}>
      {linesOf(text, section).map(({ start, end }, i) => {
        const line = text.slice(start, end);
        const isMarked = span !== null && span.end > start && span.start <= end && span.start < span.end;
        const isWhole = isMarked && span.start <= start && span.end >= end;
        const key = face === 'keys' ? keyEnd(line) : 0;
        const indent = line.length - line.trimStart().length;
        return (
          <span
            key={start}
            className={c('line', isMarked && 'marked', isWhole && 'whole')}
            {...(face === 'lines' ? { 'data-line': section.line + i } : {})}
            style={face === 'keys' ? { paddingInlineStart: `${Math.min(24, indent) + 2}ch` } : undefined}
          >
            {key > 0 && (
              <span className={c('key')}>
                <MarkedText text={line.slice(indent, key)} start={start + indent} span={span} />
              </span>
            )}
            <MarkedText
              text={line.slice(key > 0 ? key : face === 'keys' ? indent : 0)}
              start={start + (key > 0 ? key : face === 'keys' ? indent : 0)}
              span={span}
            />
            {'\n'}
          </span>
        );
      })}
    </pre>
  );
});
