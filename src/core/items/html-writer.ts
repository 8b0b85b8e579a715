import { alignHtmlText } from './align-html.ts';
import { createHtmlLists } from './html-lists.ts';
import type { HtmlTag } from './html-tag.ts';
import type { ItemLink, SourceRange } from './item.ts';
import { createMappedText } from './source-map.ts';

/** Turns a stream of start tags, end tags and texts into readable text. Tags need not be balanced. */
export interface HtmlWriter {
  open(tag: HtmlTag): void;
  close(name: string, at: number): void;
  /** A text node: its decoded value and where it stands in the source. */
  text(value: string, from: number, to: number): void;
  finish(): {
    readonly text: string;
    readonly sourceMap: readonly SourceRange[];
    readonly links: readonly ItemLink[];
    readonly firstHeading: string | null;
  };
}

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 ' +
    'h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody tfoot thead tr ul'
  ).split(' '),
);
/** These stand on a line of their own, without an empty one before. */
const LINES: ReadonlySet<string> = new Set(['li', 'tr', 'dt', 'dd', 'tbody', 'thead', 'tfoot']);
const HEADING = /^h[1-6]$/;
const isList = (name: string): boolean => name === 'ul' || name === 'ol';
const WHITE = /[ \t\n\f\r]+/g;
/** White space that is not one space between two words. */
const FOLDED = /^ (?![ \t\n\f\r])|(?<![ \t\n\f\r]) $|[ \t\n\f\r]{2,}|[\t\n\f\r]/g;

function linkOf(href: string): Pick<ItemLink, 'target' | 'kind'> | null {
  const target = href.trim();
  if (target === '' || target.startsWith('#') || target.length > 2_000) return null;
  if (/^(?:https?|mailto|ftp):/i.test(target) || target.startsWith('//')) return { target, kind: 'url' };
  return /^[a-z][a-z0-9+.-]*:/i.test(target) ? null : { target, kind: 'markdown' };
}

type Gap = 'none' | 'space' | 'line' | 'blank';
const GAP_TEXT: Readonly<Record<Gap, string>> = { none: '', space: ' ', line: '\n', blank: '\n\n' };
const GAPS: readonly Gap[] = ['none', 'space', 'line', 'blank'];

export function createHtmlWriter(source: string): HtmlWriter {
  const out = createMappedText(source);
  const links: ItemLink[] = [];
  let gap: Gap = 'none';
  let gapAt: readonly [from: number, to: number] = [0, 0];
  /** List and heading marks, written before the next text. */
  let prefix = '';
  let isHeading = false;
  let heading = '';
  let firstHeading: string | null = null;
  let inCells = 0;
  let cellsInRow = 0;
  const lists = createHtmlLists();
  let preDepth = 0;
  let link: (Pick<ItemLink, 'target' | 'kind'> & { start: number }) | null = null;

  const widen = (next: Gap, from: number, to: number): void => {
    const folded = next !== 'space' && (inCells > 0 || isHeading) ? 'space' : next;
    if (GAPS.indexOf(folded) <= GAPS.indexOf(gap)) return;
    gap = folded;
    gapAt = folded === 'space' ? [from, to] : [from, from];
  };
  const writeGap = (): void => {
    const [start, end] = gapAt;
    if (gap === 'space' && end - start === 1 && source[start] === ' ') out.copy(start, end);
    else out.put(GAP_TEXT[gap], start, end);
  };
  const write = (piece: string, from: number, to: number, isCopy: boolean): void => {
    if (out.length() > 0) writeGap();
    out.put(prefix, from, from);
    gap = 'none';
    prefix = '';
    if (link !== null && link.start === -1) link.start = out.length();
    if (isHeading && firstHeading === null && heading.length < 1_000) heading += `${piece} `;
    if (isCopy) out.copy(from, to);
    else out.put(piece, from, to);
  };
  const folded = (piece: string, from: number, to: number, isCopy: boolean): void => {
    if (!isCopy) {
      if (/^[ \t\n\f\r]+$/.test(piece)) widen('space', from, to);
      else write(piece.replace(WHITE, ' '), from, to, false);
      return;
    }
    let done = 0;
    for (const match of piece.matchAll(FOLDED)) {
      if (match.index > done) write(piece.slice(done, match.index), from + done, from + match.index, true);
      done = match.index + match[0].length;
      widen('space', from + match.index, from + done);
    }
    if (done < piece.length) write(piece.slice(done), from + done, to, true);
  };
  const endLink = (): void => {
    if (link !== null && link.start !== -1) {
      const { target, kind, start } = link;
      links.push({ target, kind, span: { start, end: out.length() } });
    }
    link = null;
  };
  const endHeading = (): void => {
    if (!isHeading) return;
    firstHeading ??= heading.replace(/\s+/g, ' ').trim() || null;
    isHeading = false;
  };
  const openBlock = (tag: HtmlTag): void => {
    const { name, from } = tag;
    if (name === 'br') widen('line', from, from);
    if (!BLOCKS.has(name)) return;
    endHeadingBefore(name);
    widen(gapAround(name), from, from);
    if (HEADING.test(name)) {
      if (inCells === 0) prefix = `${'#'.repeat(Number(name[1]))} `;
      isHeading = true;
      heading = '';
    }
    if (isList(name)) lists.open(tag);
    if (name === 'li') openEntry(tag);
    if (name === 'tr') cellsInRow = 0;
    if (name === 'pre') openPre(from);
  };
  /** A list within another is part of its lines. */
  const gapAround = (name: string): Gap => (LINES.has(name) || (isList(name) && lists.depth() > 0) ? 'line' : 'blank');
  const openEntry = (tag: HtmlTag): void => {
    const mark = lists.mark(tag);
    if (inCells === 0) prefix = `${'  '.repeat(Math.min(7, Math.max(0, lists.depth() - 1)))}${mark}`;
  };
  const endHeadingBefore = (name: string): void => {
    if (HEADING.test(name)) endHeading();
  };
  const openPre = (at: number): void => {
    if (inCells > 0) return;
    preDepth += 1;
    if (preDepth === 1) write('```\n', at, at, false);
  };
  const closePre = (at: number): void => {
    if (preDepth !== 1) preDepth = Math.max(0, preDepth - 1);
    else {
      write('\n```', at, at, false);
      preDepth = 0;
    }
  };
  return {
    open: (tag) => {
      const { name, from, to } = tag;
      openBlock(tag);
      if (name === 'td' || name === 'th') {
        if (cellsInRow > 0) {
          widen('space', from, from);
          prefix += '| ';
        }
        cellsInRow += 1;
        inCells += 1;
      }
      if (name === 'a') {
        endLink();
        const found = linkOf(tag.attribute('href') ?? '');
        link = found === null ? null : { ...found, start: -1 };
      }
      const alt = name === 'img' ? (tag.attribute('alt')?.replace(WHITE, ' ').trim() ?? '') : '';
      if (alt !== '') write(alt, from, to, false);
    },
    close: (name, at) => {
      if (name === 'a') endLink();
      if (name === 'td' || name === 'th') inCells = Math.max(0, inCells - 1);
      if (name === 'pre') closePre(at);
      if (isList(name)) lists.close();
      if (HEADING.test(name)) endHeading();
      if (name === 'tr' || name === 'li' || HEADING.test(name)) prefix = '';
      if (BLOCKS.has(name)) widen(gapAround(name), at, at);
    },
    text: (value, from, to) => alignHtmlText(source, from, to, value, preDepth > 0 ? write : folded),
    finish: () => {
      endLink();
      return { ...out.finish(), links, firstHeading };
    },
  };
}
