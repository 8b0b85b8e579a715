import type { Span } from '../../core/items/item.ts';
import type { CodeLine, CodeToken } from './highlight-code.ts';

export interface FenceParts {
  readonly language: string;
  readonly code: string;
  /** Where the code begins in the block. */
  readonly at: number;
}

/** What a block that is a fence holds. One that is being written may end in the beginning of its last line. */
export function fenceParts(block: string, unfinished: boolean): FenceParts {
  const first = block.indexOf('\n');
  const head = (first === -1 ? block : block.slice(0, first)).replace(/\r$/, '');
  const mark = /^(?:`+|~+)/.exec(head)?.[0] ?? '';
  const language = /^[^\s{]*/.exec(head.slice(mark.length).trim())?.[0] ?? '';
  const at = first === -1 ? block.length : first + 1;
  const lines = block.slice(at).split('\n');
  const last = /^ {0,3}(`+|~+)[ \t]*\r?$/.exec(lines.at(-1) ?? '')?.[1] ?? '';
  const ends = last[0] === mark[0] && (last.length >= mark.length || (unfinished && last !== ''));
  return { language: language.toLowerCase(), code: (ends ? lines.slice(0, -1) : lines).join('\n'), at };
}

export interface CutToken extends CodeToken {
  /** In the line. */
  readonly start: number;
  readonly marked: boolean;
}

/** The tokens of a line, cut at the ends of what is marked in it. */
export function cutTokens(line: CodeLine, mark: Span | null): readonly CutToken[] {
  let at = 0;
  return line.flatMap(({ text, classes }) => {
    const start = at;
    at += text.length;
    const cuts = [start, ...[mark?.start ?? -1, mark?.end ?? -1].filter((cut) => cut > start && cut < at), at];
    return cuts.slice(1).flatMap((end, i) => {
      const from = cuts[i] ?? start;
      const marked = mark !== null && from >= mark.start && end <= mark.end;
      return end > from ? [{ text: text.slice(from - start, end - start), classes, start: from, marked }] : [];
    });
  });
}
