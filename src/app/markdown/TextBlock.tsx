import { memo, useMemo } from 'react';
import ReactMarkdown, { type Options } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { rehypeCallouts } from '../source/callouts.ts';
import { rehypeMarkSpan } from '../source/mark-span.ts';
import { closeOpen } from './close-open.ts';
import { UnfinishedContext } from './contexts.ts';
import { ELEMENTS } from './Elements.tsx';
import { hasInlineMath, remarkPlainDollars } from './math-rule.ts';

export interface BlockProps {
  readonly text: string;
  /** What is marked, in `text`; -1 for nothing. */
  readonly start: number;
  readonly end: number;
  readonly unfinished: boolean;
}

export interface TextBlockProps extends BlockProps {
  /** Definitions that stand elsewhere. */
  readonly suffix: string;
}

/** One block of markdown. Made again only when something of it changes. */
export const TextBlock = memo(function TextBlock({ text, start, end, unfinished, suffix }: TextBlockProps) {
  const markdown = (unfinished ? closeOpen(text) : text) + suffix;
  const plugins = useMemo(() => pluginsFor(markdown, start, end), [markdown, start, end]);
  return (
    <UnfinishedContext value={unfinished}>
      <ReactMarkdown {...plugins} remarkRehypeOptions={FOOTNOTES} components={ELEMENTS} urlTransform={keepUrl}>
        {markdown}
      </ReactMarkdown>
    </UnfinishedContext>
  );
});

/** What a link may do is decided in its element, for every link alike. */
const keepUrl = (url: string): string => url;

function pluginsFor(markdown: string, start: number, end: number): Pick<Options, 'remarkPlugins' | 'rehypePlugins'> {
  const span = start === -1 ? null : { start, end };
  return {
    remarkPlugins: [
      [remarkGfm, { singleTilde: false }],
      [remarkMath, { singleDollarTextMath: hasInlineMath(markdown) }],
      () => remarkPlainDollars({ markdown }),
    ],
    rehypePlugins: [() => rehypeMarkSpan({ markdown, span }), rehypeCallouts],
  };
}

/** Footnotes are numbered through the whole text and stand at its end, not at that of their block. */
const FOOTNOTES: NonNullable<Options['remarkRehypeOptions']> = {
  handlers: {
    footnoteReference: (_state, node: { readonly identifier: string }) => ({
      type: 'element',
      tagName: 'sup',
      properties: { dataNote: node.identifier },
      children: [],
    }),
    footnoteDefinition: () => undefined,
  },
};
