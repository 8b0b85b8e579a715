import type { Span } from '../../core/items/item.ts';

/** Some lines of a program. */
export interface CodeSection extends Span {
  /** The number of its first line, from 1. */
  readonly line: number;
}

const SECTION_LINES = 200;
/** Code units after which a section ends at the next line, however few lines it has. */
const SECTION_UNITS = 24_000;

/** In order; together the text. */
export function codeSections(text: string, lines = SECTION_LINES): readonly CodeSection[] {
  const sections: CodeSection[] = [];
  let [start, first, line] = [0, 1, 1];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    line += 1;
    if (line - first < lines && at + 1 - start < SECTION_UNITS) continue;
    sections.push({ start, end: at + 1, line: first });
    [start, first] = [at + 1, line];
  }
  if (start < text.length || sections.length === 0) sections.push({ start, end: text.length, line: first });
  return sections;
}

/** The lines of a section, without their ends. */
export function linesOf(text: string, { start, end }: Span): readonly Span[] {
  const lines: Span[] = [];
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 || newline >= end ? end : newline;
    lines.push({ start: at, end: lineEnd });
    at = lineEnd + 1;
  }
  return lines;
}

/** Where the key at the start of an outline's line ends, its sign included; 0 where there is none. */
export const keyEnd = (line: string): number =>
  /^\s{0,60}(?:-(?= |$)|[^\n]{1,120}?:(?= |$))/.exec(line)?.[0].length ?? 0;
