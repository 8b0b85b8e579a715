import type { BackupSegment, SegmentKey } from '../../core/backup/manifest.ts';
import { startsSegment } from '../../core/backup/segments.ts';
import { keyOf, selectList } from '../logical/copy-rows.ts';
import { type RowLine, toLine } from '../logical/row-lines.ts';
import type { Queryable } from '../store.ts';
import type { BackupShape } from './row-order.ts';
import { linesToBytes, sha256Of } from './segment-bytes.ts';

/** The rows of a table, cut into segments. Tables come here in their backup's order. */

export interface ReadSegment {
  readonly segment: BackupSegment;
  /** Its lines. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** From a row on, up to another one that is not in it; null for the ends of the table. */
export interface KeyRange {
  readonly from: SegmentKey | null;
  readonly to: SegmentKey | null;
}

export const WHOLE_TABLE: KeyRange = { from: null, to: null };

/** `between` is awaited before each page is read. */
export async function* readSegments(
  store: Queryable,
  table: BackupShape,
  range: KeyRange,
  between: () => Promise<void> | void = () => undefined,
): AsyncGenerator<ReadSegment> {
  let start: SegmentKey | null = null;
  let lines: RowLine[] = [];
  for await (const rows of readRows(store, table, range, between)) {
    for (const { key, line } of rows) {
      if (start !== null && startsSegment(key, table.segmentRows)) {
        yield await seal(start, lines);
        lines = [];
      }
      if (lines.length === 0) start = key;
      lines.push(line);
    }
  }
  if (start !== null) yield await seal(start, lines);
}

async function seal(start: SegmentKey, lines: readonly RowLine[]): Promise<ReadSegment> {
  const bytes = linesToBytes(lines);
  const sha256 = await sha256Of(bytes);
  return { segment: { start: [...start], rows: lines.length, bytes: bytes.byteLength, sha256 }, bytes };
}

interface KeyedLine {
  readonly key: SegmentKey;
  readonly line: RowLine;
}

const PAGE_LENGTH = 1_000_000;
const FIRST_ROWS = 64;
const MOST_ROWS = 1000;

async function* readRows(
  store: Queryable,
  table: BackupShape,
  { from, to }: KeyRange,
  between: () => Promise<void> | void,
): AsyncGenerator<readonly KeyedLine[]> {
  let rows = FIRST_ROWS;
  for (
    let last: { readonly key: SegmentKey; readonly isRead: boolean } | null = from && { key: from, isRead: false };
    ;
  ) {
    await between();
    const page: readonly KeyedLine[] = await readPage(store, table, last, to, rows);
    const end = page.at(-1);
    if (end === undefined) return;
    yield page;
    if (page.length < rows) return;
    last = { key: end.key, isRead: true };
    const length = page.reduce((sum, { line }) => sum + line.length, 0);
    // A row may be a whole book.
    rows = Math.max(1, Math.min(MOST_ROWS, Math.floor((PAGE_LENGTH * page.length) / length)));
  }
}

async function readPage(
  store: Queryable,
  table: BackupShape,
  after: { readonly key: SegmentKey; readonly isRead: boolean } | null,
  to: SegmentKey | null,
  limit: number,
): Promise<KeyedLine[]> {
  const names = table.key.map((name) => `"${name}"`).join(', ');
  const parameters: unknown[] = [limit];
  const compare = (sign: string, key: SegmentKey) => {
    const places = key.map((value) => `$${parameters.push(value)}`);
    return `(${names}) ${sign} (${places.join(', ')})`;
  };
  const bounds = [
    ...(after === null ? [] : [compare(after.isRead ? '>' : '>=', after.key)]),
    ...(to === null ? [] : [compare('<', to)]),
  ];
  const where = bounds.length === 0 ? '' : `where ${bounds.join(' and ')} `;
  const { rows } = await store.query(
    `select ${selectList(table, store.dialect)} from "${table.name}" ${where}order by ${names} limit $1`,
    parameters,
  );
  return rows.map((row) => ({ key: keyOf(table, row) as SegmentKey, line: toLine(table, row) }));
}
