/**
 * What of a block that is still being written is shown: what is open is closed, what only begins is left out, so that
 * no mark is seen that will be gone with the next words. For display alone: it is read anew with each piece.
 */
export function closeOpen(block: string): string {
  const table = closeTable(block);
  if (table !== null) return table;
  const at = block.lastIndexOf('\n') + 1;
  const from = paragraphStart(block);
  // A line that only began to be one of a list, a heading or a fence.
  if (/^\s*(?:[-*+]|\d{1,9}[.)]?|#{1,6}|>|`{1,2}|`{3,}[^\s`]*|~+|~{3,}\S*|\${1,2})[ \t]*$/.test(block.slice(at)))
    return block.slice(0, at);
  return block.slice(0, from) + closeInline(block.slice(from));
}

/** Where the last paragraph, entry or heading begins: emphasis does not reach further back. */
function paragraphStart(block: string): number {
  const lines = block.split('\n');
  let from = lines.length - 1;
  while (from > 0 && lines[from - 1]?.trim() !== '' && !/^\s*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)\s/.test(lines[from] ?? ''))
    from -= 1;
  return lines.slice(0, from).reduce((sum, line) => sum + line.length + 1, 0);
}

/** A table whose line of dashes has not come, or not all of it; null for anything else. */
function closeTable(block: string): string | null {
  const [head = '', dashes, ...rows] = block.split('\n');
  if (!head.startsWith('|') || rows.length > 0 || !/^[\s|:-]*$/.test(dashes ?? '')) return null;
  const columns = Math.max(1, head.replace(/\|\s*$/, '').split(/(?<!\\)\|/).length - 1);
  return `${head.replace(/\s*\|?\s*$/, '')} |\n|${'---|'.repeat(columns)}`;
}

/** A mark that was opened, and where. */
interface Opened {
  readonly mark: string;
  readonly at: number;
}

function closeInline(text: string): string {
  const opened: Opened[] = [];
  let at = 0;
  while (at < text.length) {
    const step = readMark(text, at, opened);
    if (step === 'code') return `${text.slice(0, at)}${codeClosed(text.slice(at))}${endsOf(opened)}`;
    at += step;
  }
  const link = opened.find(({ mark }) => mark === '[' || mark === '![');
  if (link !== undefined) return closeLink(text, link, opened);
  const trimmed = text.replace(/(?<=^|[\s(])(?:\*{1,3}|_{1,3}|~{1,2})$|(?<=\S)[*_~]{1,3}$/, (run) =>
    opened.some(({ at: from }) => from >= text.length - run.length) ? '' : run,
  );
  const left = opened.filter(({ at: from }) => from < trimmed.length);
  return left.length === 0 ? trimmed : trimmed.trimEnd() + endsOf(left);
}

const endsOf = (opened: readonly Opened[]): string =>
  opened
    .map(({ mark }) => (mark === '[' || mark === '![' ? '' : mark))
    .reverse()
    .join('');

/** Takes one mark, or one character; says how many characters that was. */
function readMark(text: string, at: number, opened: Opened[]): number | 'code' {
  const char = text.charAt(at);
  if (char === '\\') return 2;
  if (char === '`') return afterCode(text, at);
  if (char === '[' || (char === '!' && text.charAt(at + 1) === '[')) {
    opened.push({ mark: char === '[' ? '[' : '![', at });
    return char === '[' ? 1 : 2;
  }
  if (char === ']') return afterLink(text, at, opened);
  const run = /^(?:\*{1,3}|_{1,3}|~~)/.exec(text.slice(at, at + 3))?.[0];
  if (run === undefined) return 1;
  const last = opened.at(-1);
  const before = text.charAt(at - 1);
  const after = text.charAt(at + run.length);
  if (last?.mark === run && /\S/.test(before)) opened.pop();
  else if (!/^\s/.test(after) && !(run.startsWith('_') && /\w/.test(before))) opened.push({ mark: run, at });
  return run.length;
}

function afterCode(text: string, at: number): number | 'code' {
  const mark = /^`+/.exec(text.slice(at))?.[0] ?? '`';
  for (let from = at + mark.length; ; ) {
    const next = text.indexOf(mark, from);
    if (next === -1) return 'code';
    const run = /^`+/.exec(text.slice(next))?.[0].length ?? 1;
    if (run === mark.length) return next + run - at;
    from = next + run;
  }
}

function codeClosed(rest: string): string {
  const mark = /^`+/.exec(rest)?.[0] ?? '`';
  const inner = rest.slice(mark.length).replace(/`+$/, '');
  return inner.trim() === '' ? '' : `${mark}${inner}${mark}`;
}

/** At a bracket's end: over the target that follows, or a sign that it has not come to its end. */
function afterLink(text: string, at: number, opened: Opened[]): number {
  const link = opened.findLastIndex(({ mark }) => mark === '[' || mark === '![');
  if (link === -1) return 1;
  const next = text.charAt(at + 1);
  if (next !== '(') {
    // At the very end the target may be about to come.
    if (next !== '' || text.charAt(opened[link]?.at ?? 0) === '!') opened.splice(link);
    else opened.splice(link, 1);
    return 1;
  }
  const end = text.indexOf(')', at);
  if (end === -1) return text.length - at;
  opened.splice(link);
  return end + 1 - at;
}

/** A link whose target is not there yet is its words; a picture is not there yet at all. */
function closeLink(text: string, { mark, at }: Opened, opened: readonly Opened[]): string {
  const before = text.slice(0, at);
  const outer = opened.filter((other) => other.at < at);
  if (mark === '![') return before.trimEnd() + endsOf(outer);
  const words = text.slice(at + 1).replace(/\](?:\([^)]*)?$/, '');
  return before + closeInline(words) + endsOf(outer);
}
