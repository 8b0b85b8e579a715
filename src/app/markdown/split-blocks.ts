import type { Span } from '../../core/items/item.ts';

/** A part of a markdown that is read by itself, without the empty lines around it. */
export interface MarkdownBlock extends Span {
  /** `fence`: code between fences, and nothing else. `note`: what a footnote says. */
  readonly kind: 'text' | 'fence' | 'note';
}

export interface SplitOptions {
  /** More will be added at the end: then nothing that it could change is cut. Default false. */
  readonly growing?: boolean;
}

const FENCE = /^(?:(`{3,})[^`\n]*|(~{3,})[^\n]*|(\${2,})[^$\n]*)$/;
const MARKER = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const HEADING = /^#{1,6}(?:[ \t]|$)/;
export const NOTE = /^\[\^([^\]\s]+)\]:/;
/** What could still become the marker of a list. */
const PARTIAL_MARKER = /^(?:[-*+]|\d{1,9}[.)]?)$/;

interface Line extends Span {
  readonly text: string;
  /** Nothing that comes later can change it. */
  readonly whole: boolean;
}

interface Open {
  readonly start: number;
  end: number;
  readonly kind: MarkdownBlock['kind'];
  /** Its first line is a list's or a footnote's: what is indented, or another entry, goes on with it. */
  readonly holds: boolean;
  /** The mark that a line must begin with to end what an earlier one began. */
  fence: string;
}

/**
 * Cuts markdown where each part can be read by itself: at empty lines outside of fences and lists, before headings, and
 * around fences. Of a text that grows, all blocks but the last are those of the whole text, whatever comes.
 */
export function splitBlocks(markdown: string, { growing = false }: SplitOptions = {}): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open: Open | null = null;
  let gap = true;
  const close = (): void => {
    if (open !== null) blocks.push({ kind: open.kind, start: open.start, end: open.end });
    open = null;
  };
  for (const line of linesOf(markdown, growing)) {
    if (open?.fence) {
      if (line.text.trim() !== '') open.end = line.end;
      if (!closes(line, open.fence)) continue;
      open.fence = '';
      if (open.kind === 'fence') close();
    } else if (line.text.trim() === '') {
      gap = true;
    } else {
      if (open === null || begins(line, open, gap)) {
        close();
        open = opened(line);
      }
      open.end = line.end;
      if (line.whole && open.fence === '' && !open.holds) open.fence = fenceOf(line.text.trim());
      gap = false;
    }
  }
  close();
  return blocks;
}

function linesOf(markdown: string, growing: boolean): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < markdown.length; ) {
    const at = markdown.indexOf('\n', start);
    const end = at === -1 ? markdown.length : at;
    lines.push({ start, end, text: markdown.slice(start, end).replace(/\r$/, ''), whole: at !== -1 || !growing });
    start = end + 1;
  }
  return lines;
}

function opened({ start, end, text, whole }: Line): Open {
  const fence = whole ? fenceOf(text) : '';
  const kind = NOTE.test(text) ? 'note' : fence !== '' && !fence.startsWith('$') ? 'fence' : 'text';
  return { start, end, kind, holds: kind === 'note' || MARKER.test(text), fence };
}

const fenceOf = (text: string): string => {
  const found = FENCE.exec(text);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
};

/** Whether the line begins a block of its own; `gap`: an empty line stands before it. */
function begins({ text, whole }: Line, open: Open, gap: boolean): boolean {
  if (/^[ \t]/.test(text)) return false;
  if (NOTE.test(text) || (whole && (HEADING.test(text) || fenceOf(text) !== ''))) return true;
  if (!gap) return false;
  if (!open.holds || open.kind === 'note') return true;
  return !MARKER.test(text) && (whole || !PARTIAL_MARKER.test(text));
}

function closes({ text, whole }: Line, fence: string): boolean {
  const mark = /^ {0,3}(`+|~+|\$+)[ \t]*$/.exec(text)?.[1] ?? '';
  return whole && mark.length >= fence.length && mark[0] === fence[0];
}

/** The blocks of a text, and the text that they were cut from. */
export interface Grown {
  readonly markdown: string;
  readonly blocks: readonly MarkdownBlock[];
}

/** `splitBlocks`, without cutting again what was cut before the text grew. */
export function growBlocks(before: Grown | null, markdown: string, growing: boolean): Grown {
  const last = before?.blocks.at(-1);
  if (before === null || last === undefined || !markdown.startsWith(before.markdown))
    return { markdown, blocks: splitBlocks(markdown, { growing }) };
  const rest = splitBlocks(markdown.slice(last.start), { growing });
  const moved = rest.map(({ kind, start, end }) => ({ kind, start: start + last.start, end: end + last.start }));
  return { markdown, blocks: [...before.blocks.slice(0, -1), ...moved] };
}
