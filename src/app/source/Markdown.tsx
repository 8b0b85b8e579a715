import type { Element, Text } from 'hast';
import { memo, type ReactNode, useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { rehypeCallouts } from './callouts.ts';
import { rehypeMarkSpan } from './mark-span.ts';
import { linkTarget } from './safe-url.ts';

export interface MarkdownProps {
  readonly markdown: string;
  /** In `markdown`. */
  readonly span: Span | null;
}

/**
 * Markdown, inert: raw HTML stays the text that it is, images are named and not loaded, links lead to the web in a new
 * tab or nowhere.
 */
export const Markdown = memo(function Markdown({ markdown, span }: MarkdownProps) {
  const start = span?.start ?? -1;
  const end = span?.end ?? -1;
  const plugins = useMemo(
    () => [() => rehypeMarkSpan({ markdown, span: start === -1 ? null : { start, end } }), rehypeCallouts],
    [markdown, start, end],
  );
  return (
    <ReactMarkdown rehypePlugins={plugins} components={INERT} urlTransform={keepUrl}>
      {markdown}
    </ReactMarkdown>
  );
});

/** What a link may do is decided in `InertLink`, for every link alike. */
const keepUrl = (url: string): string => url;

const INERT: Components = {
  p: ({ children, node }) => <p data-table={firstText(node).startsWith('|') || undefined}>{children}</p>,
  a: ({ href, children }) => <InertLink href={href}>{children}</InertLink>,
  img: ({ alt }) => <InertImage alt={alt} />,
  h1: ({ children }) => <h3 data-level="1">{children}</h3>,
  h2: ({ children }) => <h4 data-level="2">{children}</h4>,
  h3: ({ children }) => <h5 data-level="3">{children}</h5>,
  h4: ({ children }) => <h6 data-level="4">{children}</h6>,
  h5: ({ children }) => <h6 data-level="4">{children}</h6>,
};

/** A table is kept as it is written, in columns: its markup is not read. */
function firstText(node: Element | Text | undefined): string {
  if (node === undefined || node.type === 'text') return node?.value ?? '';
  const first = node.children[0];
  return first?.type === 'element' || first?.type === 'text' ? firstText(first) : '';
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
