import {
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  parse,
  Tokenizer,
  TokenizerMode,
  type TreeAdapter,
} from 'parse5';
import { parseDocumentDate } from './document-date.ts';
import { BARE_DOCUMENT, type DocumentSource, tidyTitle, titleFromFileName } from './document-source.ts';
import type { HtmlTag } from './html-tag.ts';
import { createHtmlWriter, type HtmlWriter } from './html-writer.ts';
import type { ParsedDocument } from './item.ts';
import { guessLanguage } from './language.ts';
import { isBookmarkFile, parseBookmarks } from './parse-bookmarks.ts';

type Element = DefaultTreeAdapterMap['element'];
type Node = DefaultTreeAdapterMap['node'];
type Document = DefaultTreeAdapterMap['document'];

const DROPPED: ReadonlySet<string> = new Set(
  (
    'script style template noscript svg math head iframe frame frameset object embed applet canvas audio video select ' +
    'option datalist textarea input button dialog noframes noembed map area'
  ).split(' '),
);
const BOILERPLATE: ReadonlySet<string> = new Set(['nav', 'footer', 'aside']);

/** Elements open at once. Browsers stop at 512 as well; the parser's own work grows with it. */
const MAX_DEPTH = 512;

class TooComplex extends Error {}

/** The parser's tree, with a bound on depth and on the elements that it may make up while it mends the source. */
function boundedAdapter(maxElements: number): TreeAdapter<DefaultTreeAdapterMap> {
  let depth = 0;
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    onItemPush: () => {
      depth += 1;
      elements += 1;
      if (depth > MAX_DEPTH || elements > maxElements) throw new TooComplex();
    },
    onItemPop: () => {
      depth -= 1;
    },
  };
}

/** Null where the source nests too deep for a tree. */
function parseTree(source: string): Document | null {
  try {
    const treeAdapter = boundedAdapter(10_000 + source.length / 12);
    return parse(source, { sourceCodeLocationInfo: true, scriptingEnabled: false, treeAdapter });
  } catch (thrown) {
    if (thrown instanceof TooComplex) return null;
    throw thrown;
  }
}

const isElement = (node: Node): node is Element => 'tagName' in node;
const attributeOf = (element: Element, name: string): string | null =>
  element.attrs.find((attribute) => attribute.name === name)?.value ?? null;

function isHidden(attribute: (name: string) => string | null): boolean {
  if (attribute('hidden') !== null || attribute('aria-hidden') === 'true') return true;
  const style = attribute('style');
  return style !== null && /(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)/i.test(style);
}

/** Visits a subtree in document order without recursion. `enter` says whether to go into an element. */
function walk(root: Node, enter: (node: Node) => boolean, leave: (element: Element) => void): void {
  const stack: { node: Node; leaving: boolean }[] = [{ node: root, leaving: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, leaving } = top;
    if (leaving) {
      if (isElement(node)) leave(node);
      continue;
    }
    if (!enter(node) || !('childNodes' in node)) continue;
    stack.push({ node, leaving: true });
    for (const child of node.childNodes.toReversed()) stack.push({ node: child, leaving: false });
  }
}

interface PageFacts {
  title: string;
  language: string | null;
  createdMs: number | null;
  mains: Element[];
  articles: Element[];
}

const DATE_NAMES: ReadonlySet<string> = new Set(
  'article:published_time datepublished date dc.date dcterms.date dcterms.created publish-date pubdate'.split(' '),
);

function readFacts(document: Document): PageFacts {
  const facts: PageFacts = { title: '', language: null, createdMs: null, mains: [], articles: [] };
  walk(
    document,
    (node) => {
      if (!isElement(node)) return true;
      if (node.tagName === 'title' && facts.title === '') facts.title = textOf(node);
      if (node.tagName === 'html') facts.language = languageCode(attributeOf(node, 'lang'));
      if (node.tagName === 'main') facts.mains.push(node);
      if (node.tagName === 'article') facts.articles.push(node);
      if (node.tagName === 'meta') facts.createdMs ??= metaDate(node);
      return node.tagName !== 'svg' && node.tagName !== 'template';
    },
    () => undefined,
  );
  return facts;
}

const textOf = (element: Element): string =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

const languageCode = (lang: string | null): string | null =>
  /^([a-z]{2})(?:[-_]|$)/i.exec(lang?.trim() ?? '')?.[1]?.toLowerCase() ?? null;

function metaDate(meta: Element): number | null {
  const name = attributeOf(meta, 'property') ?? attributeOf(meta, 'name') ?? attributeOf(meta, 'itemprop') ?? '';
  return DATE_NAMES.has(name.toLowerCase()) ? parseDocumentDate(attributeOf(meta, 'content') ?? '') : null;
}

function writeTree(root: Node, writer: HtmlWriter, dropsBoilerplate: boolean): void {
  const enter = (node: Node): boolean => {
    if (node.nodeName === '#text' && 'value' in node) {
      const at = node.sourceCodeLocation;
      writer.text(node.value, at?.startOffset ?? 0, at?.endOffset ?? 0);
      return false;
    }
    if (!isElement(node)) return true;
    const attribute = (name: string): string | null => attributeOf(node, name);
    const { tagName: name, sourceCodeLocation: at } = node;
    if (DROPPED.has(name) || (dropsBoilerplate && BOILERPLATE.has(name)) || isHidden(attribute)) return false;
    const tag = at?.startTag ?? at;
    writer.open({ name, attribute, from: tag?.startOffset ?? 0, to: tag?.endOffset ?? 0 });
    return true;
  };
  walk(root, enter, (element) => writer.close(element.tagName, element.sourceCodeLocation?.endOffset ?? 0));
}

type Content = ReturnType<HtmlWriter['finish']>;

/** The page's own content where it is marked as such, else all of it. */
function readContent(source: string, document: Document, facts: PageFacts): Content {
  const [article] = facts.articles;
  const marked = facts.mains[0] ?? (facts.articles.length === 1 ? article : undefined);
  const isMarked = marked !== undefined || article !== undefined;
  const writer = createHtmlWriter(source);
  writeTree(marked ?? document, writer, isMarked);
  const content = writer.finish();
  if (content.text.trim() !== '' || !isMarked) return content;
  const whole = createHtmlWriter(source);
  writeTree(document, whole, false);
  return whole.finish();
}

const RAW_TEXT: ReadonlyMap<string, Tokenizer['state']> = new Map([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['style', TokenizerMode.RAWTEXT],
  ['iframe', TokenizerMode.RAWTEXT],
  ['noframes', TokenizerMode.RAWTEXT],
  ['noembed', TokenizerMode.RAWTEXT],
  ['textarea', TokenizerMode.RCDATA],
  ['title', TokenizerMode.RCDATA],
]);

/** For what has no usable tree: the tags as they come, in linear time. Hidden elements are not told apart here. */
function readFlat(source: string): Content {
  const writer = createHtmlWriter(source);
  let dropped: string | null = null;
  let nested = 0;
  const onText = (token: { chars: string; location: { startOffset: number; endOffset: number } | null }): void => {
    if (dropped === null) writer.text(token.chars, token.location?.startOffset ?? 0, token.location?.endOffset ?? 0);
  };
  const isDropped = (name: string): boolean => name === 'title' || (DROPPED.has(name) && !VOID.has(name));
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: ({ tagName, attrs, location }) => {
        tokenizer.state = RAW_TEXT.get(tagName) ?? tokenizer.state;
        tokenizer.lastStartTagName = tagName;
        if (dropped === tagName) nested += 1;
        else if (dropped === null && isDropped(tagName)) dropped = tagName;
        const attribute: HtmlTag['attribute'] = (name) => attrs.find((each) => each.name === name)?.value ?? null;
        const [from, to] = [location?.startOffset ?? 0, location?.endOffset ?? 0];
        if (dropped === null) writer.open({ name: tagName, attribute, from, to });
      },
      onEndTag: ({ tagName, location }) => {
        if (dropped === null) writer.close(tagName, location?.startOffset ?? 0);
        else if (dropped === tagName && nested > 0) nested -= 1;
        else if (dropped === tagName) dropped = null;
      },
      onCharacter: onText,
      onWhitespaceCharacter: onText,
      onNullCharacter: () => undefined,
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: () => undefined,
    },
  );
  tokenizer.write(source, true);
  return writer.finish();
}

const VOID: ReadonlySet<string> = new Set(['embed', 'frame', 'input', 'area']);

/** A web page as readable text: headings as `#` lines, lists as `- `, rows with ` | `. Nothing is fetched or run. */
export function parseHtml({ source, fileName }: DocumentSource): ParsedDocument {
  if (isBookmarkFile(source)) return parseBookmarks({ source, fileName });
  const document = parseTree(source);
  const facts = document === null ? null : readFacts(document);
  const content = document === null || facts === null ? readFlat(source) : readContent(source, document, facts);
  const { text, sourceMap, links, firstHeading } = content;
  return {
    ...BARE_DOCUMENT,
    kind: 'page',
    title: tidyTitle(facts?.title ?? '') || tidyTitle(firstHeading ?? '') || titleFromFileName(fileName),
    text,
    sourceMap,
    links,
    tags: [],
    language: facts?.language ?? guessLanguage(text),
    createdMs: facts?.createdMs ?? null,
  };
}
