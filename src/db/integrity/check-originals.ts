import { createSHA256 } from 'hash-wasm';
import { sql } from 'kysely';
import { type Finding, finding } from '../../core/integrity/findings.ts';
import type { BlobStore, ByteSource } from '../../core/ports.ts';
import type { Cursor, SliceContext, SliceResult, Step } from './slice.ts';

/** That originals are there, and are the bytes that their names say. */

/** Read in one slice, then others have their turn. */
const FILES = 8;
const PIECE_BYTES = 4 * 1024 * 1024;

export const originalsStep: Step = { name: 'originals', where: 'blobs', outside: true, run: readOriginals };

async function readOriginals(
  { db, blobs, allOriginals, nowMs }: SliceContext,
  after: Cursor | null,
): Promise<SliceResult> {
  if (blobs === null) return { findings: [], next: null };
  const [behind = '', month = ''] = after ?? ['', shareOf(nowMs())];
  const { rows } = await sql<{ hash: string }>`select distinct blob_hash as hash from items
    where blob_hash > ${behind} and purged_ms is null order by blob_hash limit ${sql.lit(FILES)}`.execute(db);
  const findings: Finding[] = [];
  let originals = 0;
  for (const { hash } of rows) {
    const found = await lookAt(blobs, hash, allOriginals || isTurn(hash, Number(month)));
    if (found !== null) findings.push(found);
    originals += 1;
  }
  const last = rows.at(-1);
  const next = last === undefined || rows.length < FILES ? null : [last.hash, month];
  return { findings, next, originals };
}

const SHARES = 32;
const DAY_MS = 86_400_000;

/** Each day another part, so that every file is read about once in a month. */
const shareOf = (nowMs: number) => Math.floor(nowMs / DAY_MS) % SHARES;
const isTurn = (hash: string, share: number) => Number.parseInt(hash.slice(0, 2), 16) % SHARES === share;

async function lookAt(blobs: BlobStore, hash: string, read: boolean): Promise<Finding | null> {
  if (!(await blobs.has(hash))) return finding('bytes-missing', 'blobs', [hash]);
  if (!read) return null;
  const found = await hashOf(await blobs.get(hash)).catch(() => null);
  return found === hash ? null : finding('bytes-altered', 'blobs', [hash]);
}

async function hashOf(bytes: ByteSource): Promise<string> {
  const hasher = (await createSHA256()).init();
  for (let at = 0; at < bytes.size; at += PIECE_BYTES) {
    hasher.update(new Uint8Array(await bytes.slice(at, at + PIECE_BYTES).arrayBuffer()));
  }
  return hasher.digest('hex');
}
