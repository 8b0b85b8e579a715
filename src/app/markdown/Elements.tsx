import type { Element, ElementContent } from 'hast';
import { Square, SquareCheck } from 'lucide-react';
import { type ReactNode, useContext } from 'react';
import type { Components } from 'react-markdown';
import { useT } from '../i18n/i18n.tsx';
import { linkTarget } from '../source/safe-url.ts';
import { TableFrame } from '../source/TextTable.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CodeBlock } from './CodeBlock.tsx';
import { NotesContext, UnfinishedContext } from './contexts.ts';
import { Formula } from './Formula.tsx';
import { markedText } from './marked-text.ts';

/** Every element that markdown can become. None loads anything, and links lead to the web in a new tab or nowhere. */
export const ELEMENTS: Components = {
  a: ({ href, children }) => <InertLink href={href}>{children}</InertLink>,
  img: ({ alt }) => <InertImage alt={alt} />,
  blockquote: ({ node: _, ...props }) => <blockquote dir="auto" {...props} />,
  h1: ({ children }) => <h3 data-level="1">{children}</h3>,
  h2: ({ children }) => <h4 data-level="2">{children}</h4>,
  h3: ({ children }) => <h5 data-level="3">{children}</h5>,
  h4: ({ children }) => <h6 data-level="4">{children}</h6>,
  h5: ({ children }) => <h6 data-level="4">{children}</h6>,
  table: ({ children }) => <TableFrame>{children}</TableFrame>,
  th: ({ node, children }) => (
    <th scope="col" data-align={alignOf(node)}>
      {children}
    </th>
  ),
  td: ({ node, children }) => <td data-align={alignOf(node)}>{children}</td>,
  ul: ({ children, node }) => (
    <ul dir="auto" data-tasks={holdsTasks(node) || undefined}>
      {children}
    </ul>
  ),
  ol: ({ children, node, start }) => (
    <ol dir="auto" start={start} data-tasks={holdsTasks(node) || undefined}>
      {children}
    </ol>
  ),
  li: ({ children, node }) => <li data-task={isTask(node) || undefined}>{children}</li>,
  input: ({ checked }) => <TaskState done={checked === true} />,
  sup: ({ node, children }) => {
    const name = node?.properties['dataNote'];
    return typeof name === 'string' ? <NoteNumber name={name} /> : <sup>{children}</sup>;
  },
  pre: ({ node, children }) => <Pre code={node?.children[0]}>{children}</Pre>,
  code: ({ node, children }) =>
    node && classesIn(node).includes('math-inline') ? (
      <Formula {...markedText(node)} display={false} />
    ) : (
      <code>{children}</code>
    ),
};

const classesIn = (node: Element): readonly unknown[] => {
  const { className } = node.properties;
  return Array.isArray(className) ? className : [];
};

const alignOf = (node: Element | undefined): string | undefined => {
  const align = node?.properties['align'];
  return typeof align === 'string' ? align : undefined;
};

const isTask = (node: Element | undefined): boolean => node !== undefined && classesIn(node).includes('task-list-item');
const holdsTasks = (node: Element | undefined): boolean =>
  node !== undefined && classesIn(node).includes('contains-task-list');

function Pre({ code, children }: { readonly code: ElementContent | undefined; readonly children: ReactNode }) {
  const unfinished = useContext(UnfinishedContext);
  if (code?.type !== 'element' || code.tagName !== 'code') return <pre>{children}</pre>;
  const classes = classesIn(code);
  const { text, mark } = markedText(code);
  if (classes.includes('math-display')) return <Formula text={text} mark={mark} display />;
  const language = String(classes.find((name) => String(name).startsWith('language-')) ?? '').slice('language-'.length);
  return <CodeBlock code={text.replace(/\n$/, '')} language={language} mark={mark} unfinished={unfinished} />;
}

interface InertLinkProps {
  readonly href: string | undefined;
  readonly children: ReactNode;
}

function InertLink({ href, children }: InertLinkProps) {
  const target = linkTarget(href);
  if (target.kind !== 'web') return <span>{children}</span>;
  return (
    <a href={target.href} target="_blank" rel="noopener noreferrer" title={target.href}>
      {children}
    </a>
  );
}

function InertImage({ alt }: { readonly alt: string | undefined }) {
  const t = useT();
  return <span data-image>{alt ? t('source.image', { alt }) : t('source.imageNoAlt')}</span>;
}

function TaskState({ done }: { readonly done: boolean }) {
  const t = useT();
  return (
    <span data-state={done ? 'done' : 'open'}>
      <Icon of={done ? SquareCheck : Square} size={16} />
      <span className="visually-hidden">{t(done ? 'markdown.taskDone' : 'markdown.taskOpen')}</span>
    </span>
  );
}

/** Where a footnote is named that is not there, its sign stays text. */
function NoteNumber({ name }: { readonly name: string }) {
  const t = useT();
  const { id, numbers } = useContext(NotesContext);
  const number = numbers.get(name);
  if (number === undefined) return <>{`[^${name}]`}</>;
  return (
    <sup>
      <button
        type="button"
        data-note={number}
        aria-label={t('markdown.toNote', { number })}
        onClick={() => document.getElementById(`${id}note${number}`)?.focus()}
      >
        {number}
      </button>
    </sup>
  );
}
