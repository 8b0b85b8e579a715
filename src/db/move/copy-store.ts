import { AppError, throwIfAborted } from '../../core/errors.ts';
import type { AbortFlag } from '../../core/ports.ts';
import { lastKey, PAGE_ROWS, readPages, writeLines } from '../logical/copy-rows.ts';
import { differingTables, digestTable, startDigest, type TableDigest } from '../logical/digest.ts';
import { readShapes, type TableShape } from '../logical/shapes.ts';
import type { Queryable, Store } from '../store.ts';
import type { StorePosition } from './move-note.ts';

/** All rows of a store into another one, which may hold a part of them already, and the proof that they are the same. */

export interface CopyOptions {
  readonly signal?: AbortFlag | undefined;
  /** Called with each page. */
  readonly onRows?: ((table: string, rows: number) => void) | undefined;
}

/** What the source held in each table, as far as it was read from the first row on. */
export type SourceDigests = ReadonlyMap<string, TableDigest>;

/**
 * Copies what the target lacks, table by table in the order of their keys: behind the last row that it has, nothing is
 * there. Nothing else may write to either. Rejects with `conflict` where the two have other tables.
 */
export async function copyStore(source: Store, target: Store, options: CopyOptions = {}): Promise<SourceDigests> {
  const shapes = await readShapes(source);
  if (JSON.stringify(await readShapes(target)) !== JSON.stringify(shapes)) {
    throw new AppError('conflict', 'The copy has other tables than your things have.');
  }
  const digests = new Map<string, TableDigest>();
  for (const shape of shapes) {
    const digest = await copyTable(source, target, shape, options);
    if (digest !== null) digests.set(shape.name, digest);
  }
  return digests;
}

/** The digest of what was copied; null where a part of it was there before. */
async function copyTable(
  source: Store,
  target: Store,
  shape: TableShape,
  { signal, onRows }: CopyOptions,
): Promise<TableDigest | null> {
  const after = await lastKey(target, shape);
  if (after !== null) onRows?.(shape.name, await countRows(target, shape));
  const digest = after === null ? await startDigest(shape.name) : null;
  for await (const { lines } of readPages(source, shape, PAGE_ROWS, after)) {
    throwIfAborted(signal);
    digest?.add(lines);
    await writeLines(target, shape, lines);
    onRows?.(shape.name, lines.length);
  }
  return digest?.finish() ?? null;
}

/** Reads the copy to its end. The tables in which it is not what the source is; none where all is well. */
export async function compareStores(
  source: Store,
  target: Store,
  known: SourceDigests,
  { signal, onRows }: CopyOptions = {},
): Promise<readonly string[]> {
  const wanted: TableDigest[] = [];
  const found: TableDigest[] = [];
  for (const shape of await readShapes(source)) {
    const told = (rows: number) => onRows?.(shape.name, rows);
    wanted.push(known.get(shape.name) ?? (await digestTable(source, shape, signal)));
    found.push(await digestTable(target, shape, signal, told));
  }
  return differingTables(wanted, found);
}

export async function readPosition(store: Queryable): Promise<StorePosition> {
  const { rows } = await store.query<{ newest: string | null }>('select max(hlc) as newest from change_log');
  const counts: Record<string, number> = {};
  for (const shape of await readShapes(store)) counts[shape.name] = await countRows(store, shape);
  return { newest: rows[0]?.newest ?? null, rows: counts };
}

async function countRows(store: Queryable, { name }: TableShape): Promise<number> {
  const { rows } = await store.query<{ rows: number }>(`select count(*) as rows from "${name}"`);
  return Number(rows[0]?.rows ?? 0);
}
