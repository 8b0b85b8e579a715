import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { DIMENSIONS } from '../src/core/search/vectors.ts';
import type { SeededItem } from './passages.ts';
import type { Searcher } from './searcher.ts';

/**
 * SQLite in memory with FTS5 (stemmed, merged into one b-tree) and the vectors as float32 in one array, compared with the query's
 * one by one. A search is both one after the other; nothing is counted for fusing them.
 */
export async function openFts5(items: readonly SeededItem[], limit: number): Promise<Searcher & { close(): void }> {
  const sqlite3 = await sqlite3InitModule();
  const db = new sqlite3.oo1.DB(':memory:');
  db.exec("create virtual table passages using fts5(body, tokenize = 'porter unicode61')");
  db.transaction(() => {
    const insert = db.prepare('insert into passages (body) values (?)');
    for (const { chunks } of items) for (const { text } of chunks) insert.bind(1, text).stepReset();
    insert.finalize();
  });
  db.exec("insert into passages (passages) values ('optimize')");
  const vectors = items.flatMap((item) => item.vectors);
  const flat = new Float32Array(vectors.length * DIMENSIONS);
  for (const [at, values] of vectors.entries()) flat.set(values, at * DIMENSIONS);
  // `rank` is bm25(), and lets FTS5 keep the best alone.
  const best = db.prepare('select rowid from passages where passages match ? order by rank limit ?');
  return {
    async search({ query, vector }) {
      const found: number[] = [];
      best.bind([query.split(' ').join(' OR '), limit]);
      while (best.step()) found.push(Number(best.get(0)));
      best.reset();
      return [found, nearestOf(flat, vector, limit)];
    },
    close() {
      best.finalize();
      db.close();
    },
  };
}

/** The rows whose inner product with the query is greatest, best first. */
function nearestOf(flat: Float32Array, query: Float32Array, limit: number): number[] {
  const rows: number[] = [];
  const scores: number[] = [];
  const count = flat.length / DIMENSIONS;
  for (let row = 0; row < count; row++) {
    const score = productAt(flat, row * DIMENSIONS, query);
    if (rows.length === limit && score <= (scores[limit - 1] ?? 0)) continue;
    let at = Math.min(rows.length, limit - 1);
    for (; at > 0 && (scores[at - 1] ?? 0) < score; at--) {
      rows[at] = rows[at - 1] ?? 0;
      scores[at] = scores[at - 1] ?? 0;
    }
    rows[at] = row;
    scores[at] = score;
  }
  return rows;
}

/** In four sums, so that none waits for the one before. */
function productAt(flat: Float32Array, from: number, query: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let k = 0; k < DIMENSIONS; k += 4) {
    a += (flat[from + k] ?? 0) * (query[k] ?? 0);
    b += (flat[from + k + 1] ?? 0) * (query[k + 1] ?? 0);
    c += (flat[from + k + 2] ?? 0) * (query[k + 2] ?? 0);
    d += (flat[from + k + 3] ?? 0) * (query[k + 3] ?? 0);
  }
  return a + b + c + d;
}
