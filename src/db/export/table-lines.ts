import { throwIfAborted } from '../../core/errors.ts';
import type { AbortFlag } from '../../core/ports.ts';
import { readPages } from '../logical/copy-rows.ts';
import type { TableShape } from '../logical/shapes.ts';
import type { Queryable } from '../store.ts';

/** A table as text, and how far it is. */
export interface TableReading {
  readonly signal?: AbortFlag | undefined;
  readonly onRows?: ((rows: number) => void) | undefined;
}

/** The rows of a table as JSON lines in UTF-8, each with a line feed, a page at a time. */
export async function* tableLines(
  store: Queryable,
  shape: TableShape,
  { signal, onRows }: TableReading = {},
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const { lines } of readPages(store, shape)) {
    throwIfAborted(signal);
    onRows?.(lines.length);
    yield encoder.encode(`${lines.join('\n')}\n`);
  }
}

/** Rows of all tables, to say how far a long reading is. */
export async function countRows(store: Queryable, shapes: readonly TableShape[]): Promise<number> {
  let sum = 0;
  for (const { name } of shapes) {
    const { rows } = await store.query<{ count: number | bigint }>(`select count(*) as count from "${name}"`);
    sum += Number(rows[0]?.count ?? 0);
  }
  return sum;
}
