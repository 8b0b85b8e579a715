import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { Language, LanguageSupport } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { languageNamed } from '../../markdown/highlight-code.ts';
import { BlockwiseParser } from './blockwise-parser.ts';

type MarkdownOptions = NonNullable<Parameters<typeof markdown>[0]>;
type MarkdownConfig = Exclude<NonNullable<MarkdownOptions['extensions']>, readonly unknown[]>;
type InlineParser = NonNullable<MarkdownConfig['parseInline']>[number];
type InlineContext = Parameters<InlineParser['parse']>[0];
type BlockParser = NonNullable<MarkdownConfig['parseBlock']>[number];

const code = (sign: string): number => sign.charCodeAt(0);

/** Matches at the position only, within the piece that is read. Patterns are sticky and bounded. */
function matchAt(cx: InlineContext, pos: number, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = 0;
  return pattern.exec(cx.slice(pos, Math.min(cx.end, pos + 1_200)));
}

/** `[[note]]` and `![[note]]`: marks, the target, and the words behind `|`. */
function wiki(cx: InlineContext, pos: number, name: 'WikiLink' | 'WikiEmbed'): number {
  const found = matchAt(cx, pos, /!?\[\[([^[\]\n|]{1,500})(?:\|([^[\]\n]{0,500}))?\]\]/y);
  if (found === null) return -1;
  const end = pos + found[0].length;
  const open = pos + (name === 'WikiEmbed' ? 3 : 2);
  const targetEnd = open + (found[1]?.length ?? 0);
  const children = [cx.elt('WikiMark', pos, open), cx.elt('WikiTarget', open, targetEnd)];
  if (found[2] !== undefined)
    children.push(cx.elt('WikiMark', targetEnd, targetEnd + 1), cx.elt('WikiLabel', targetEnd + 1, end - 2));
  return cx.addElement(cx.elt(name, pos, end, [...children, cx.elt('WikiMark', end - 2, end)]));
}

const wikiLink: InlineParser = {
  name: 'WikiLink',
  before: 'Link',
  parse: (cx, next, pos) => (next === code('[') ? wiki(cx, pos, 'WikiLink') : -1),
};

const wikiEmbed: InlineParser = {
  name: 'WikiEmbed',
  before: 'Image',
  parse: (cx, next, pos) => (next === code('!') ? wiki(cx, pos, 'WikiEmbed') : -1),
};

const footnote: InlineParser = {
  name: 'FootnoteReference',
  before: 'Link',
  parse(cx, next, pos) {
    if (next !== code('[')) return -1;
    const found = matchAt(cx, pos, /\[\^[^\]\s]{1,100}\]/y);
    return found === null ? -1 : cx.addElement(cx.elt('FootnoteReference', pos, pos + found[0].length));
  },
};

/** As `core/items/scan-markdown` reads them: after white space, not of digits alone. */
const tag: InlineParser = {
  name: 'Tag',
  before: 'Link',
  parse(cx, next, pos) {
    if (next !== code('#') || (pos > cx.offset && !/[\s(,;]/.test(cx.slice(pos - 1, pos)))) return -1;
    const found = matchAt(cx, pos, /#(?=[\p{L}\p{N}_/-]{0,99}[\p{L}])[\p{L}\p{N}_/-]{1,100}/uy);
    return found === null ? -1 : cx.addElement(cx.elt('Tag', pos, pos + found[0].length));
  },
};

/** `$x$`: no space inside the signs and no digit behind, so that prices stay prices. */
const inlineMath: InlineParser = {
  name: 'InlineMath',
  before: 'Emphasis',
  parse(cx, next, pos) {
    if (next !== code('$')) return -1;
    const found = matchAt(cx, pos, /(\${1,2})(?![\s$])(?:\\.|[^$\\\n]){0,1000}(?<=\S)\1(?![\d$])/y);
    if (found === null) return -1;
    const [end, width] = [pos + found[0].length, found[1]?.length ?? 1];
    return cx.addElement(
      cx.elt('InlineMath', pos, end, [cx.elt('MathMark', pos, pos + width), cx.elt('MathMark', end - width, end)]),
    );
  },
};

const EMBED_LINE = /^(?:!\[\[[^[\]\n]{1,1000}\]\]|!\[[^[\]\n]{0,500}\]\([^()\n]{1,2000}\))[ \t]*$/;

/** A line with nothing but an embed, or nothing but a picture, is a block. */
const embedBlock: BlockParser = {
  name: 'EmbedBlock',
  before: 'LinkReference',
  parse(cx, line) {
    if (line.next !== code('!') || !EMBED_LINE.test(line.text.slice(line.pos))) return false;
    const from = cx.lineStart + line.pos;
    cx.addElement(cx.elt('EmbedBlock', from, cx.lineStart + line.text.trimEnd().length));
    cx.nextLine();
    return true;
  },
  endLeaf: (_cx, line) => line.next === code('!') && EMBED_LINE.test(line.text.slice(line.pos)),
};

/** Lines between two of `$$`, or one line with both. What is never closed runs to the end, as a fence does. */
const mathBlock: BlockParser = {
  name: 'MathBlock',
  before: 'FencedCode',
  parse(cx, line) {
    const first = line.text.slice(line.pos).trimEnd();
    if (!first.startsWith('$$') || /\$\$./.test(first.slice(2))) return false;
    const from = cx.lineStart + line.pos;
    let to = cx.lineStart + line.text.trimEnd().length;
    if (first.length < 5 || !first.endsWith('$$')) {
      while (cx.nextLine()) {
        to = cx.lineStart + line.text.trimEnd().length;
        if (line.text.trimEnd().endsWith('$$')) break;
      }
    }
    cx.addElement(cx.elt('MathBlock', from, to));
    cx.nextLine();
    return true;
  },
  endLeaf: (_cx, line) => line.text.slice(line.pos).startsWith('$$'),
};

/** What Obsidian's markdown has beyond GitHub's. A line of dashes ends front matter; under a text it would make a title of it. */
export const noteSyntax: MarkdownConfig = {
  remove: ['SetextHeading', 'Superscript', 'Subscript', 'Emoji'],
  defineNodes: [
    { name: 'WikiLink', style: tags.link },
    { name: 'WikiEmbed', style: tags.link },
    { name: 'WikiMark', style: tags.processingInstruction },
    'WikiTarget',
    'WikiLabel',
    { name: 'FootnoteReference', style: tags.link },
    { name: 'Tag', style: tags.tagName },
    { name: 'InlineMath', style: tags.monospace },
    { name: 'MathMark', style: tags.processingInstruction },
    { name: 'MathBlock', block: true, style: tags.monospace },
    { name: 'EmbedBlock', block: true, style: tags.link },
  ],
  parseBlock: [mathBlock, embedBlock],
  parseInline: [wikiEmbed, wikiLink, footnote, tag, inlineMath],
};

/** The markdown of notes, with the grammars of code loaded as they are met. */
export function noteLanguage(): LanguageSupport {
  const { language, support } = markdown({
    base: markdownLanguage,
    extensions: [noteSyntax],
    codeLanguages: (info) => languageNamed(info.trim().split(/\s/)[0] ?? ''),
    addKeymap: false,
    completeHTMLTags: false,
    pasteURLAsLink: false,
  });
  return new LanguageSupport(
    new Language(language.data, new BlockwiseParser(language.parser), [], 'markdown'),
    support,
  );
}
