import { Check, Copy } from 'lucide-react';
import { lazy, memo, Suspense, useEffect, useState } from 'react';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './CodeBlock.module.css';
import { type CutToken, cutTokens, fenceParts } from './code-parts.ts';
import type { CodeLine } from './highlight-code.ts';
import type { BlockProps } from './TextBlock.tsx';
import { useHighlighted } from './use-highlighted.ts';

const c = classesOf(css);
const Diagram = lazy(async () => ({ default: (await import('./Diagram.tsx')).Diagram }));
const COPIED_MS = 2_000;

/** A block that is a fence: its code stands in the text as it is, so that nothing has to be read. */
export const FenceBlock = memo(function FenceBlock({ text, start, end, unfinished }: BlockProps) {
  const { language, code, at } = fenceParts(text, unfinished);
  const from = Math.max(0, start - at);
  const to = Math.min(code.length, end - at);
  const mark = start === -1 || from >= to ? null : { start: from, end: to };
  return <CodeBlock code={code} language={language} mark={mark} unfinished={unfinished} />;
});

export interface CodeBlockProps {
  readonly code: string;
  /** As the fence has it; '' for none. */
  readonly language: string;
  /** What is marked, in `code`. */
  readonly mark: Span | null;
  readonly unfinished: boolean;
}

/** Code; where it is that of a diagram, and whole, the diagram. */
export function CodeBlock(props: CodeBlockProps) {
  const { code, language, mark, unfinished } = props;
  if (language !== 'mermaid' || mark !== null || unfinished || code.trim() === '') return <Code {...props} />;
  const shown = <Code {...props} />;
  return (
    <Suspense fallback={shown}>
      <Diagram source={code}>{shown}</Diagram>
    </Suspense>
  );
}

/** Code with its language's name and a way to copy it. It scrolls sideways in itself. */
function Code({ code, language, mark, unfinished }: CodeBlockProps) {
  const t = useT();
  const { name, lines } = useHighlighted(code, language, unfinished);
  const title = name === '' ? t('markdown.code') : t('markdown.codeIn', { language: name });
  let at = 0;
  return (
    <figure className={c('figure')}>
      <figcaption className={c('head')}>
        <span>{name === '' ? t('markdown.code') : name}</span>
        <CopyButton text={code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className={c('frame')} tabIndex={0} aria-label={title}>
        <pre className={c('code')}>
          <code>
            {lines.map((line, index) => {
              const start = at;
              at += line.reduce((sum, { text }) => sum + text.length, 1);
              const marked = mark !== null && mark.start < at && mark.end > start;
              return (
                <Line
                  key={start}
                  line={line}
                  mark={marked ? shifted(mark, start) : null}
                  last={index + 1 === lines.length}
                />
              );
            })}
          </code>
        </pre>
      </section>
    </figure>
  );
}

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start - by, end: end - by });

interface LineProps {
  readonly line: CodeLine;
  readonly mark: Span | null;
  readonly last: boolean;
}

const Line = memo(
  function Line({ line, mark, last }: LineProps) {
    return (
      <>
        {cutTokens(line, mark).map(({ text, classes, marked, start }) => (
          <Token key={start} text={text} classes={classes} marked={marked} />
        ))}
        {!last && '\n'}
      </>
    );
  },
  (a, b) => a.last === b.last && a.mark === null && b.mark === null && sameLine(a.line, b.line),
);

function Token({ text, classes, marked }: Pick<CutToken, 'text' | 'classes' | 'marked'>) {
  const words = marked ? <mark>{text}</mark> : text;
  return classes === '' ? words : <span className={classes}>{words}</span>;
}

const sameLine = (a: CodeLine, b: CodeLine): boolean =>
  a.length === b.length && a.every(({ text, classes }, i) => text === b[i]?.text && classes === b[i]?.classes);

function CopyButton({ text }: { readonly text: string }) {
  const t = useT();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  useEffect(() => {
    if (copied === 'no') return;
    const timer = setTimeout(() => setCopied('no'), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  const said = copied === 'no' ? '' : t(copied === 'yes' ? 'markdown.copied' : 'markdown.copyRefused');
  return (
    <span className={c('copy')}>
      <span role="status">{said}</span>
      <IconButton icon={copied === 'yes' ? Check : Copy} size={16} label={t('markdown.copy')} onPress={copy} />
    </span>
  );
}
