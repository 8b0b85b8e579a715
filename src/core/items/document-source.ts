import type { ParsedDocument } from './item.ts';

/** What a document does not have unless its format says otherwise. */
export const BARE_DOCUMENT = {
  part: '',
  sourceMap: [],
  places: [],
  folded: [],
  links: [],
  tags: [],
  details: null,
  pictures: [],
  createdMs: null,
  updatedMs: null,
  warnings: [],
} as const satisfies Partial<ParsedDocument>;

/** A file's decoded text and what its place says about it. */
export interface DocumentSource {
  readonly source: string;
  /** With its extension. */
  readonly fileName: string;
  /** Below the folder that was imported, where it comes from one. */
  readonly path?: string;
}

/** Code units of a title at most. */
const MAX_TITLE = 200;

/** A title on one line, cut at 200 code units and never inside a surrogate pair. */
export function tidyTitle(title: string): string {
  const line = title
    .slice(0, MAX_TITLE * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= MAX_TITLE) return line;
  const cut = /[\ud800-\udbff]/.test(line[MAX_TITLE - 2] ?? '') ? MAX_TITLE - 2 : MAX_TITLE - 1;
  return `${line.slice(0, cut).trimEnd()}…`;
}

/** The file's name without its extension. */
export function titleFromFileName(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return tidyTitle(dot > 0 ? fileName.slice(0, dot) : fileName) || fileName;
}
