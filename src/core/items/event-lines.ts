/** A part of a calendar or of an address book, as its lines have it (RFC 5545, RFC 6350). */
export interface LineBlock {
  /** In upper case: `VEVENT`. */
  readonly name: string;
  /** Unfolded, without those of parts inside it. */
  readonly lines: readonly string[];
  /** 1-based line of the file where it begins. */
  readonly line: number;
  /** False where the file ends, or the next part begins, before this one says that it ends. */
  readonly closed: boolean;
}

interface OpenBlock {
  readonly name: string;
  readonly lines: string[];
  readonly line: number;
  /** Names of parts inside it that are open, and are passed over. */
  readonly inner: string[];
}

const MARK = /^(BEGIN|END)[ \t]{0,9}:[ \t]{0,9}([\w-]{1,60})[ \t]{0,9}$/i;

/** Lines without their folding, each with the 1-based line of the file where it begins. */
function* unfolded(source: string): Generator<readonly [line: string, at: number]> {
  let pieces: string[] = [];
  let at = 0;
  let began = 0;
  for (let start = 0; start < source.length; ) {
    const found = source.indexOf('\n', start);
    const end = found === -1 ? source.length : found;
    const line = source.slice(start, source[end - 1] === '\r' ? end - 1 : end);
    at += 1;
    if (pieces.length > 0 && /^[ \t]/.test(line)) pieces.push(line.slice(1));
    else {
      if (pieces.length > 0) yield [pieces.join(''), began];
      pieces = [line];
      began = at;
    }
    start = end + 1;
  }
  if (pieces.length > 0) yield [pieces.join(''), began];
}

const finish = ({ name, lines, line }: OpenBlock, closed: boolean): LineBlock => ({ name, lines, line, closed });

/** The parts of the given names, in order, whatever else the source holds. Never fails. */
export function findBlocks(source: string, names: ReadonlySet<string>): readonly LineBlock[] {
  const blocks: LineBlock[] = [];
  let open: OpenBlock | null = null;
  for (const [text, line] of unfolded(source)) {
    const [, mark, rawName] = MARK.exec(text.length > 200 ? '' : text) ?? [];
    const name = rawName?.toUpperCase() ?? '';
    if (mark === undefined) {
      if (open !== null && open.inner.length === 0 && text.trim() !== '') open.lines.push(text);
    } else if (mark.toUpperCase() === 'BEGIN') {
      if (names.has(name)) {
        if (open !== null) blocks.push(finish(open, false));
        open = { name, lines: [], line, inner: [] };
      } else open?.inner.push(name);
    } else if (open !== null) {
      const inner = open.inner.lastIndexOf(name);
      if (inner !== -1) open.inner.length = inner;
      else if (name === open.name || name === 'VCALENDAR') {
        blocks.push(finish(open, name === open.name));
        open = null;
      }
    }
  }
  if (open !== null) blocks.push(finish(open, false));
  return blocks;
}
