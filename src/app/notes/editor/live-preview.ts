import type { Extension } from '@codemirror/state';
import { tagHighlighter, tags } from '@lezer/highlight';
import { codeHighlighter } from '../../markdown/highlight-code.ts';
import { blockPreview } from './blocks.ts';
import { colours } from './colours.ts';
import { lineDirections } from './direction.ts';
import { inlinePreview } from './inline.ts';
import { revealing } from './reveal.ts';
import { noteLanguage } from './syntax.ts';

const MARKDOWN = 'Document';

const noteHighlighter = tagHighlighter(
  [
    { tag: tags.heading, class: 'tok-title' },
    { tag: tags.strong, class: 'tok-strong' },
    { tag: tags.emphasis, class: 'tok-emphasis' },
    { tag: tags.strikethrough, class: 'tok-strikethrough' },
    { tag: tags.link, class: 'tok-link' },
    { tag: tags.url, class: 'tok-url' },
    { tag: tags.quote, class: 'tok-quote' },
    { tag: tags.monospace, class: 'tok-monospace' },
    { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName, tags.meta], class: 'tok-meta' },
  ],
  { scope: ({ name }) => name === MARKDOWN },
);

const codeInNotes = { ...codeHighlighter, scope: ({ name }: { readonly name: string }) => name !== MARKDOWN };

/** The syntax of notes and its quiet colours, with or without preview. */
export const noteColours = (): Extension => [noteLanguage(), colours([noteHighlighter, codeInNotes]), lineDirections()];

/** The text as it will be read, with its syntax shown only where it is written. */
export const livePreview = (): Extension => [noteColours(), revealing(), blockPreview(), inlinePreview()];
