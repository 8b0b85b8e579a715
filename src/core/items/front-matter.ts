/**
 * The head of a markdown file between two lines of `---`. Read is a small subset of YAML: `key: value`, quoted values,
 * `[a, b]` and lists of `- value`. Everything else is named in `skipped` and left alone.
 */
export interface FrontMatter {
  /** Keys in lower case. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** 1-based lines that were not understood. */
  readonly skipped: readonly number[];
  /** Offset behind the closing line; 0 where there is no front matter. */
  readonly end: number;
}

/** The text behind its front matter: all of it where there is none. */
export const withoutFrontMatter = (text: string): string => text.slice(parseFrontMatter(text).end);

const NONE: FrontMatter = { fields: new Map(), skipped: [], end: 0 };
const MAX_CODE_UNITS = 65_536;

function unquote(value: string): string {
  const trimmed = value.trim();
  const quote = trimmed[0];
  if ((quote === '"' || quote === "'") && trimmed.length > 1 && trimmed.endsWith(quote)) {
    const inner = trimmed.slice(1, -1);
    return quote === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\])/g, '$1');
  }
  const comment = trimmed.indexOf(' #');
  return comment === -1 ? trimmed : trimmed.slice(0, comment).trim();
}

function flowItems(value: string): readonly string[] {
  const items = value.match(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,"']+/g) ?? [];
  return items.map(unquote).filter((item) => item !== '');
}

/** The values of one line, or null where it is YAML that is not read here (a map, an anchor, a block text). */
function valuesOf(raw: string): readonly string[] | null {
  const value = raw.trim();
  if (value === '' || value.startsWith('#')) return [];
  if (value.startsWith('[')) return value.endsWith(']') ? flowItems(value.slice(1, -1)) : null;
  if (/^[{&*!|>%@`]/.test(value)) return null;
  const scalar = unquote(value);
  return scalar === '' ? [] : [scalar];
}

function readLines(lines: readonly string[]): Pick<FrontMatter, 'fields' | 'skipped'> {
  const fields = new Map<string, string[]>();
  const skipped: number[] = [];
  let open: string[] | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const item = /^\s*-\s+(.*)$/.exec(line);
    const pair = /^([\w][\w .-]{0,99}):(?:\s(.*))?$/.exec(line);
    const values = valuesOf(item?.[1] ?? pair?.[2] ?? '');
    if (item !== null && open !== null && values !== null) open.push(...values);
    else if (item === null && pair !== null && values !== null) {
      open = [...values];
      fields.set((pair[1] ?? '').toLowerCase(), open);
    } else {
      skipped.push(index + 2);
      if (item === null) open = null;
    }
  }
  return { fields, skipped };
}

/** `text` has `\n` as its only line end. */
export function parseFrontMatter(text: string): FrontMatter {
  if (!/^---[ \t]*\n/.test(text)) return NONE;
  const head = text.slice(0, MAX_CODE_UNITS);
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(head.slice(3));
  if (close === null) return NONE;
  const bodyStart = head.indexOf('\n') + 1;
  const lines = head.slice(bodyStart, Math.max(bodyStart, 3 + close.index)).split('\n');
  return { ...readLines(lines), end: 3 + close.index + close[0].length };
}
