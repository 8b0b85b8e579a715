import { parseFrontMatter } from '../items/front-matter.ts';
import type { Span } from '../items/item.ts';
import { plainText } from '../items/plain-text.ts';
import { type MarkdownLine, scanLines } from '../items/scan-markdown.ts';

/** A heading of a note. Its span is its line, without the line end. */
export interface OutlineEntry extends Span {
  /** 1 to 6. */
  readonly level: number;
  /** As a reader sees it. May be empty. */
  readonly text: string;
}

/** The headings of a markdown text in their order, without those in code and in front matter. `\n` is the only line end. */
export function outlineOf(text: string): readonly OutlineEntry[] {
  return headingsIn(text, bodyLines(text));
}

const bodyLines = (text: string): readonly MarkdownLine[] => scanLines(text, parseFrontMatter(text).end);

function headingsIn(text: string, lines: readonly MarkdownLine[]): readonly OutlineEntry[] {
  return lines
    .filter(({ kind }) => kind === 'heading')
    .map(({ start, end, level }) => ({ start, end, level, text: headingText(text.slice(start, end)) }));
}

/** Of `## A *heading* ##` what a reader sees. */
const headingText = (line: string): string =>
  plainText(line.replace(/[ \t]+#{1,6}[ \t]*$/, '').trim())
    .text.replace(/^#{1,6}$/, '')
    .trim();

/** Headings are the same whatever their case, their white space and their signs, as in links of Obsidian. */
const headingKey = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The heading with all that stands below it, up to the next of its level or above; null where there is none of that name. */
export function sectionOf(text: string, heading: string): Span | null {
  const outline = outlineOf(text);
  // `A#B` names B below A.
  const wanted = headingKey(heading.split('#').at(-1) ?? '');
  const at = outline.findIndex((entry) => headingKey(entry.text) === wanted);
  const found = outline[at];
  if (found === undefined || wanted === '') return null;
  const next = outline.slice(at + 1).find(({ level }) => level <= found.level);
  return { start: found.start, end: next?.start ?? text.length };
}

const BLOCK_ID = /(?:^|[ \t])\^([A-Za-z0-9-]{1,100})[ \t]*$/;

/** A paragraph, list entry or table that carries `^id` at its end, or on a line of its own below. */
export interface NamedBlock extends Span {
  readonly id: string;
}

/** Blocks that can be linked and embedded by `[[note#^id]]`. */
export function blocksOf(text: string): readonly NamedBlock[] {
  const lines = bodyLines(text);
  const blocks: NamedBlock[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.kind === 'code' || line.kind === 'fence' || line.kind === 'blank') continue;
    const id = BLOCK_ID.exec(text.slice(line.start, line.end))?.[1];
    if (id !== undefined) blocks.push({ id, ...blockAround(text, lines, at) });
  }
  return blocks;
}

export const blockOf = (text: string, id: string): Span | null =>
  blocksOf(text).find((block) => block.id.toLowerCase() === id.toLowerCase()) ?? null;

/** The lines that the id at the end of line `at` stands for: without the id itself. */
function blockAround(text: string, lines: readonly MarkdownLine[], at: number): Span {
  const line = lines[at];
  if (line === undefined) return { start: 0, end: 0 };
  const own = text.slice(line.start, line.end);
  const alone = /^[ \t]*\^/.test(own);
  const end = alone ? line.start : line.start + own.replace(BLOCK_ID, '').length;
  if (line.kind === 'list') return { start: line.start, end };
  let first = alone ? at - 1 : at;
  while (alone && lines[first]?.kind === 'blank') first -= 1;
  while (isSameBlock(lines[first - 1], lines[first])) first -= 1;
  return { start: lines[Math.max(0, first)]?.start ?? line.start, end: text.slice(0, end).trimEnd().length };
}

const isSameBlock = (before: MarkdownLine | undefined, line: MarkdownLine | undefined): boolean =>
  before !== undefined && before.kind === line?.kind && ['text', 'table', 'list'].includes(before.kind);
