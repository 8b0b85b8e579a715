import { createSHA256 } from 'hash-wasm';
import { throwIfAborted } from '../../core/errors.ts';
import type { AbortFlag } from '../../core/ports.ts';
import type { Queryable } from '../store.ts';
import { readPages } from './copy-rows.ts';
import type { RowLine } from './row-lines.ts';
import type { TableShape } from './shapes.ts';

/** What a table holds, in 64 hex digits: SHA-256 of its lines in the order of the key, each with a line feed. */
export interface TableDigest {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

export interface RunningDigest {
  add(lines: readonly RowLine[]): void;
  /** Once, at the end. */
  finish(): TableDigest;
}

export async function startDigest(table: string): Promise<RunningDigest> {
  const hasher = (await createSHA256()).init();
  let rows = 0;
  return {
    add(lines) {
      for (const line of lines) hasher.update(`${line}\n`);
      rows += lines.length;
    },
    finish: () => ({ table, rows, sha256: hasher.digest('hex') }),
  };
}

/** Reads the whole table. It is consistent only while nothing writes. `onRows` is told how many more have been read. */
export async function digestTable(
  store: Queryable,
  shape: TableShape,
  signal?: AbortFlag,
  onRows?: (rows: number) => void,
): Promise<TableDigest> {
  const digest = await startDigest(shape.name);
  for await (const { lines } of readPages(store, shape)) {
    throwIfAborted(signal);
    digest.add(lines);
    onRows?.(lines.length);
  }
  return digest.finish();
}

/** The tables in which two lists differ, by name; a table that only one has is one of them. */
export function differingTables(one: readonly TableDigest[], other: readonly TableDigest[]): string[] {
  const shas = new Map(other.map(({ table, sha256 }) => [table, sha256]));
  const differing = one.filter(({ table, sha256 }) => shas.get(table) !== sha256).map(({ table }) => table);
  const known = new Set(one.map(({ table }) => table));
  return [...differing, ...other.flatMap(({ table }) => (known.has(table) ? [] : [table]))].sort();
}
