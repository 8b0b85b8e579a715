import { estimateTokens } from './count-tokens.ts';
import { parseFrontMatter } from './front-matter.ts';
import type { Chunk, Span } from './item.ts';
import { plainText } from './plain-text.ts';
import { type MarkdownLine, scanLines } from './scan-markdown.ts';
import { splitSpan } from './split-span.ts';

export interface ChunkOptions {
  /** Below it a chunk takes in the next section. Default: 160. */
  readonly minTokens?: number;
  /** What the embedding model reads at once. No chunk is larger with what stands before it. Default: 254. */
  readonly maxTokens?: number;
  /** What stands before a chunk below this heading where it is embedded. Default: nothing. */
  readonly prefix?: (heading: string) => string;
  /** Must not count fewer tokens for a text than for a part of it. Default: `estimateTokens`. */
  readonly countTokens?: (text: string) => number;
  /** Text that no chunk holds: it stands elsewhere already. In order. */
  readonly folded?: readonly Span[];
  /**
   * `prose`: markdown, divided at sentences (default). `lines`: markdown whose lines belong together, as in tables and
   * chats. `code`: no headings, divided at lines.
   */
  readonly form?: 'prose' | 'lines' | 'code';
}

interface Limits {
  readonly minTokens: number;
  readonly countTokens: (text: string) => number;
  /** What a chunk below these headings may hold. */
  readonly room: (path: readonly string[]) => number;
}

/** A part of a text that is never divided further; a heading waits for what follows it. */
interface Unit extends Span {
  readonly tokens: number;
  readonly path: readonly string[];
  readonly isHeading: boolean;
  /** How many folded spans stand before it: no chunk reaches over one. */
  readonly folds: number;
}

interface Block extends Span {
  readonly kind: 'head' | 'heading' | 'code' | 'lines' | 'text';
  readonly level: number;
}

const SEPARATOR = ' › ';
const MAX_HEADING = 200;
/** Without the two tokens that frame a passage. */
const MODEL_TOKENS = 254;
/** However long what stands before a chunk. */
const LEAST_ROOM = 96;
/** A part of a text leaves so much, so that a heading may stand before it. */
const HEADING_ROOM = 48;

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= 32) from += 1;
  while (to > from && text.charCodeAt(to - 1) <= 32) to -= 1;
  return { start: from, end: to };
}

/** The text with line ends for what is folded, so that blocks end before it; offsets stay. */
function unfolded(text: string, folded: readonly Span[]): string {
  if (folded.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of folded) {
    parts.push(text.slice(from, start), '\n'.repeat(Math.max(0, end - Math.max(from, start))));
    from = Math.max(from, end);
  }
  return [...parts, text.slice(from)].join('');
}

/** Each line on its own, and no mark has a meaning. */
function codeLines(text: string): readonly MarkdownLine[] {
  const lines: MarkdownLine[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    lines.push({ start, end, kind: text.slice(start, end).trim() === '' ? 'blank' : 'code', level: 0 });
    start = end + 1;
  }
  return lines;
}

/** Paragraphs, lists, tables, code and headings, in order, without the white space around them. None goes on behind a fold. */
function findBlocks(text: string, { folded = [], form }: ChunkOptions): readonly Block[] {
  const blocks: Block[] = [];
  const { end: headEnd } = form === 'code' ? { end: 0 } : parseFrontMatter(text);
  if (headEnd > 0) blocks.push({ ...trimmed(text, 0, headEnd), kind: 'head', level: 0 });
  const state: { open: Block | null } = { open: null };
  const close = (): void => {
    if (state.open !== null) blocks.push({ ...state.open, ...trimmed(text, state.open.start, state.open.end) });
    state.open = null;
  };
  const lines = form === 'code' ? codeLines(text) : scanLines(text, headEnd);
  let folds = 0;
  for (const { kind, start, end, level } of lines) {
    // A fold of one character is a line end, and no blank line.
    for (; (folded[folds]?.end ?? Infinity) <= start; folds += 1) close();
    const isCode = kind === 'fence' || kind === 'code';
    const blockKind = isCode ? 'code' : kind === 'text' && form !== 'lines' ? 'text' : 'lines';
    const { open } = state;
    if (kind === 'blank') close();
    else if (kind === 'heading') {
      close();
      blocks.push({ ...trimmed(text, start, end), kind, level });
    } else if (open !== null && continues(open, blockKind)) state.open = { ...open, end };
    else {
      close();
      state.open = { start, end, kind: blockKind, level: 0 };
    }
  }
  close();
  return blocks.filter(({ start, end }) => end > start);
}

/** A line of text goes on with the list above it. */
const continues = (open: Block, kind: Block['kind']): boolean =>
  open.kind === kind || (open.kind === 'lines' && kind === 'text');

function headingTitle(text: string, block: Block): string {
  const line = text.slice(block.start, Math.min(block.end, block.start + MAX_HEADING));
  return plainText(line)
    .text.replace(/\s+#{1,6}$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Blocks as units that leave room for a heading, each with the headings above it. */
function toUnits(text: string, limits: Limits, options: ChunkOptions): readonly Unit[] {
  const { folded = [] } = options;
  const { room, countTokens } = limits;
  const units: Unit[] = [];
  const stack: { level: number; title: string }[] = [];
  let folds = 0;
  for (const block of findBlocks(unfolded(text, folded), options)) {
    while ((folded[folds]?.start ?? Infinity) < block.start) folds += 1;
    if (block.kind === 'heading') {
      while ((stack.at(-1)?.level ?? 0) >= block.level) stack.pop();
      stack.push({ level: block.level, title: headingTitle(text, block) });
    }
    const path = stack.map(({ title }) => title).filter((title) => title !== '');
    const tokens = countTokens(text.slice(block.start, block.end));
    const isHeading = block.kind === 'heading' && tokens <= HEADING_ROOM;
    const maxTokens = room(path) - HEADING_ROOM;
    if (tokens <= maxTokens) units.push({ start: block.start, end: block.end, tokens, path, isHeading, folds });
    else {
      const byLine = block.kind === 'code' || block.kind === 'lines' || block.kind === 'head';
      for (const part of splitSpan(text, block, { maxTokens, countTokens, byLine }))
        units.push({ ...part, path, isHeading: false, folds });
    }
  }
  return units;
}

const commonPath = (a: readonly string[], b: readonly string[]): readonly string[] => {
  const differs = a.findIndex((title, i) => title !== b[i]);
  return differs === -1 ? a : a.slice(0, differs);
};

/** A section may join the chunk before it when it is its sibling or stands under it. */
function mayJoin(chunk: readonly string[], section: readonly string[]): boolean {
  const common = commonPath(chunk, section).length;
  return common >= chunk.length - 1 && section.length - common <= 1;
}

interface OpenChunk {
  start: number;
  end: number;
  tokens: number;
  path: readonly string[];
  readonly folds: number;
}

function fits(chunk: OpenChunk, tokens: number, { path, folds }: Unit, { minTokens, room }: Limits): boolean {
  if (chunk.folds !== folds) return false;
  const isSmall = chunk.tokens < minTokens;
  // What is left of a paragraph that was divided is no chunk by itself.
  const isCrumb = tokens <= HEADING_ROOM;
  const left = room(commonPath(chunk.path, path)) - (isSmall || isCrumb ? 0 : HEADING_ROOM);
  if (chunk.tokens + tokens > left) return false;
  const isSame = chunk.path.length === path.length && commonPath(chunk.path, path).length === path.length;
  return isSame || (isSmall && mayJoin(chunk.path, path));
}

/** Decides where chunks end. Headings wait, so that each stands with what follows it. */
function pack(units: readonly Unit[], limits: Limits): readonly OpenChunk[] {
  const chunks: OpenChunk[] = [];
  let waiting: Unit[] = [];
  const append = (group: readonly Unit[]): void => {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) return;
    const open = chunks.at(-1);
    const tokens = group.reduce((sum, unit) => sum + unit.tokens, 0);
    if (open === undefined || !fits(open, tokens, last, limits))
      chunks.push({ start: first.start, end: last.end, tokens, path: last.path, folds: last.folds });
    else {
      open.end = last.end;
      open.tokens += tokens;
      open.path = commonPath(open.path, last.path);
    }
  };
  for (const unit of units) {
    const held = waiting.reduce((sum, each) => sum + each.tokens, 0);
    const isCut = waiting.some(({ folds }) => folds !== unit.folds);
    if (waiting.length > 0 && (isCut || held + unit.tokens > limits.room(unit.path))) {
      append(waiting);
      waiting = [];
    }
    waiting.push(unit);
    if (unit.isHeading) continue;
    append(waiting);
    waiting = [];
  }
  append(waiting);
  return chunks;
}

function limitsOf({
  minTokens = 160,
  maxTokens = MODEL_TOKENS,
  countTokens = estimateTokens,
  prefix,
}: ChunkOptions): Limits {
  if (prefix === undefined) return { minTokens, countTokens, room: () => maxTokens };
  const rooms = new Map<string, number>();
  const roomBelow = (heading: string): number => {
    const known = rooms.get(heading);
    if (known !== undefined) return known;
    const room = Math.max(LEAST_ROOM, maxTokens - countTokens(prefix(heading)));
    rooms.set(heading, room);
    return room;
  };
  return { minTokens, countTokens, room: (path) => roomBelow(path.join(SEPARATOR)) };
}

/**
 * Cuts a text into chunks by its structure. In order, without overlap, `text.slice(start, end) === chunk.text`; what lies
 * between chunks is white space or folded. No chunk counts more than `maxTokens` with its prefix, unless a single character
 * does or the prefix leaves it less than 96.
 */
export function chunkText(text: string, options: ChunkOptions = {}): readonly Chunk[] {
  const limits = limitsOf(options);
  return pack(toUnits(text, limits, options), limits).map(({ start, end, tokens, path }, ordinal) => ({
    ordinal,
    start,
    end,
    heading: path.join(SEPARATOR),
    text: text.slice(start, end),
    tokens,
  }));
}
