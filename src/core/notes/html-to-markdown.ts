import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** Elements that are left out with all that is in them. */
const DROPPED: ReadonlySet<string> = new Set(
  'script style template noscript svg head title iframe object embed canvas audio video select textarea button input meta link map'.split(
    ' ',
  ),
);
const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const MAX_DEPTH = 200;
const MARKS: Readonly<Record<string, string>> = {
  strong: '**',
  b: '**',
  em: '*',
  i: '*',
  del: '~~',
  s: '~~',
  strike: '~~',
};

/**
 * A piece of HTML, as the clipboard has it, as markdown that reads the same: headings, emphasis, links, lists, tables,
 * quotations and code. Pictures become their names. Nothing is fetched and nothing of the HTML is kept.
 */
export function htmlToMarkdown(html: string): string {
  const source = /<!--StartFragment-->([\s\S]*)<!--EndFragment-->/.exec(html)?.[1] ?? html;
  return blocksOf(parseFragment(source), 0)
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const isElement = (node: Node): node is Element => 'tagName' in node;
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
const attribute = (element: Element, name: string): string =>
  element.attrs.find((each) => each.name === name)?.value ?? '';
const isBlock = (node: Node): boolean => isElement(node) && (BLOCKS.has(node.tagName) || holdsBlocks(node));

/** `<b>` around a whole document, as some programs put it into the clipboard. */
const holdsBlocks = (element: Element): boolean =>
  !DROPPED.has(element.tagName) &&
  element.childNodes.some((child) => isElement(child) && (BLOCKS.has(child.tagName) || holdsBlocks(child)));

/** The blocks of a node, each one or more lines without an empty line around. */
function blocksOf(node: Node, depth: number): string[] {
  if (depth > MAX_DEPTH) return [escapeText(textOf(node))].filter((text) => text.trim() !== '');
  const blocks: string[] = [];
  let run: Node[] = [];
  const endRun = (): void => {
    const text = paragraph(run);
    if (text !== '') blocks.push(text);
    run = [];
  };
  for (const child of childrenOf(node)) {
    if (!isBlock(child)) run.push(child);
    else {
      endRun();
      blocks.push(...blockOf(child as Element, depth + 1));
    }
  }
  endRun();
  return blocks;
}

function blockOf(element: Element, depth: number): string[] {
  const { tagName: name } = element;
  if (DROPPED.has(name)) return [];
  if (/^h[1-6]$/.test(name)) {
    const text = inline(element.childNodes)
      .replace(/\s*\n\s*/g, ' ')
      .trim()
      // Signs at the end, apart from the words, would only close the heading.
      .replace(/(^|\s)(#+)$/, '$1\\$2');
    return text === '' ? [] : [`${'#'.repeat(Number(name[1]))} ${text}`];
  }
  if (name === 'hr') return ['---'];
  if (name === 'pre') return [codeBlock(element)];
  if (name === 'blockquote') return quote(blocksOf(element, depth));
  if (name === 'ul' || name === 'ol') return list(element, depth);
  if (name === 'li') return item(element, '- ', depth);
  if (name === 'table') return table(element, depth);
  return blocksOf(element, depth);
}

const quote = (blocks: readonly string[]): string[] =>
  blocks.length === 0
    ? []
    : [
        blocks
          .join('\n\n')
          .split('\n')
          .map((line) => `> ${line}`.trimEnd())
          .join('\n'),
      ];

function codeBlock(element: Element): string {
  const code = textOf(element).replace(/^\n|\n$/g, '');
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const inner = element.childNodes.find(isElement);
  const language =
    /(?:language|lang)-([\w+#-]{1,30})/.exec(
      `${attribute(element, 'class')} ${inner ? attribute(inner, 'class') : ''}`,
    )?.[1] ?? '';
  return `${fence}${language}\n${code}\n${fence}`;
}

function list(element: Element, depth: number): string[] {
  let number = Number.parseInt(attribute(element, 'start'), 10) || 1;
  const items: string[] = [];
  for (const child of element.childNodes) {
    if (isElement(child) && !DROPPED.has(child.tagName)) {
      // Some programs put a list within a list beside the entry that it belongs to.
      const isStray = child.tagName === 'ul' || child.tagName === 'ol';
      if (isStray && items.length > 0)
        items[items.length - 1] += `\n${indent(list(child, depth + 1).join('\n'), '  ')}`;
      else items.push(...item(child, element.tagName === 'ol' ? `${number++}. ` : '- ', depth + 1));
    } else if (!isElement(child) && textOf(child).trim() !== '') items.push(`- ${paragraph([child])}`);
  }
  return items.length === 0 ? [] : [items.join('\n')];
}

function item(element: Element, mark: string, depth: number): string[] {
  const box = element.childNodes.find(
    (child) => isElement(child) && child.tagName === 'input' && attribute(child, 'type') === 'checkbox',
  );
  const task =
    box === undefined || !isElement(box) ? '' : box.attrs.some(({ name }) => name === 'checked') ? '[x] ' : '[ ] ';
  const blocks = element.tagName === 'li' ? blocksOf(element, depth) : blockOf(element, depth);
  if (blocks.length === 0) return [];
  const [first = '', ...rest] = blocks;
  const isCompact = rest.every((block) => /^(?:[-*]|\d+\.) /.test(block));
  const whole = [first, ...rest].join(isCompact ? '\n' : '\n\n');
  return [`${mark}${task}${indent(whole, ' '.repeat(mark.length)).trimStart()}`];
}

const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');

function table(element: Element, depth: number): string[] {
  const rows: Element[] = [];
  const captions: string[] = [];
  const gather = (node: Element): void => {
    for (const child of node.childNodes) {
      if (!isElement(child)) continue;
      if (child.tagName === 'tr') rows.push(child);
      else if (child.tagName === 'caption') captions.push(...blocksOf(child, depth + 1));
      else if (/^t(?:head|body|foot)$/.test(child.tagName)) gather(child);
    }
  };
  gather(element);
  const cells = rows.map((row) =>
    row.childNodes.filter((cell) => isElement(cell) && /^t[dh]$/.test(cell.tagName)).map(cellText),
  );
  const columns = Math.max(0, ...cells.map((row) => row.length));
  if (columns === 0) return captions;
  const line = (row: readonly string[]): string =>
    `| ${Array.from({ length: columns }, (_, at) => row[at] ?? '').join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [...captions, [line(head), `|${' --- |'.repeat(columns)}`, ...body.map(line)].join('\n')];
}

/** Bars mean something only here. */
const cellText = (cell: Node): string =>
  inline(childrenOf(cell))
    .replace(/\s*\n\s*/g, ' ')
    .trim()
    .replaceAll('|', '\\|');

/** Text between blocks; a line that would mean something at its beginning is kept from it. */
function paragraph(nodes: readonly Node[]): string {
  return inline(nodes)
    .split('\n')
    .map((line) => escapeLineStart(line.trim()))
    .join('\n')
    .trim();
}

const escapeLineStart = (line: string): string =>
  line
    .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
    .replace(/^([-+])(?=\s|$|[-+])/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(=+\s*)$/, '\\$1')
    .replace(/^>/, '\\>');

function inline(nodes: readonly Node[], before = ''): string {
  let text = '';
  for (const node of nodes) text += inlineOf(node, before + text);
  return text.replace(/[ \t]*\n[ \t]*/g, '\n').replace(/[ \t]{2,}/g, ' ');
}

/** `before` is what stands on the line already: marks that meet would not be told apart. */
function inlineOf(node: Node, before: string): string {
  if (!isElement(node))
    return 'value' in node && node.nodeName === '#text' ? escapeText(node.value.replace(/[ \t\n\r\f]+/g, ' ')) : '';
  const { tagName: name } = node;
  if (DROPPED.has(name)) return '';
  if (name === 'br') return '\n';
  if (name === 'img') return escapeText(attribute(node, 'alt').replace(/\s+/g, ' '));
  if (name === 'code' || name === 'kbd' || name === 'samp' || name === 'tt')
    return /`$/.test(before) || breaksCell(node) ? escapeText(textOf(node)) : inlineCode(textOf(node));
  const inside = BLOCKS.has(name) ? ` ${inline(node.childNodes, before)} ` : inline(node.childNodes, before);
  const mark = MARKS[name];
  if (mark !== undefined) return isPlain(node) || /[*~_]$/.test(before) ? inside : around(inside, mark);
  if (name === 'a') return link(inside, attribute(node, 'href').trim());
  return inside;
}

/** `<b style="font-weight:normal">` around everything, as Google Docs writes it. */
const isPlain = (element: Element): boolean =>
  /font-weight:\s*(?:normal|400)|font-style:\s*normal/.test(attribute(element, 'style'));

/** The marks stand at the words: white space stays outside. Only beside letters and digits do they mark for sure. */
function around(inside: string, mark: string): string {
  const words = inside.trim();
  if (words.includes('\n') || !/^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u.test(words)) return inside;
  const start = inside.indexOf(words);
  return `${inside.slice(0, start)}${mark}${words}${mark}${inside.slice(start + words.length)}`;
}

function link(inside: string, href: string): string {
  const isFollowed = /^(?:https?|mailto|tel|ftp):/i.test(href) && href.length <= 2_000;
  const words = inside.trim();
  if (!isFollowed || words === '' || words.includes('\n')) return inside;
  const address = href.replace(/[\s<>()\\]/g, (sign) =>
    encodeURIComponent(sign).replace(/[()]/g, (each) => (each === '(' ? '%28' : '%29')),
  );
  const start = inside.indexOf(words);
  return `${inside.slice(0, start)}[${words}](${address})${inside.slice(start + words.length)}`;
}

function inlineCode(text: string): string {
  const code = text.replace(/\s+/g, ' ');
  if (code.trim() === '') return code;
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${code}${pad}${fence}`;
}

/** A bar in a cell needs a backslash before it, and code has no way to write that another one stands there. */
const breaksCell = (code: Element): boolean => textOf(code).includes('\\|') && isInTable(code);

const isInTable = ({ parentNode }: Element): boolean =>
  parentNode !== null && isElement(parentNode) && (parentNode.tagName === 'table' || isInTable(parentNode));

/** Signs that markdown would take for its own. */
const escapeText = (text: string): string =>
  text
    .replace(/[\\`*_~[\]<$]/g, '\\$&')
    .replace(/&(?=#?\w{1,31};)/g, '\\&')
    .replace(/(^|[\s(,;])#(?=[\p{L}\p{N}_/-])/gu, '$1\\#')
    .replace(/!(?=\\\[|$)/g, '\\!')
    .replace(/==/g, '=\\=');

function textOf(node: Node): string {
  if ('value' in node && node.nodeName === '#text') return node.value;
  if (isElement(node) && DROPPED.has(node.tagName)) return '';
  if (isElement(node) && node.tagName === 'br') return '\n';
  return childrenOf(node).map(textOf).join('');
}

/** Whether the HTML says no more than its words do: then they are pasted as they are. */
export function saysMoreThanWords(html: string): boolean {
  return /<(?:a\s|h[1-6]\b|ul\b|ol\b|li\b|table\b|pre\b|code\b|blockquote\b|strong\b|em\b|b\b|i\b|del\b|s\b|hr\b)/i.test(
    html,
  );
}
