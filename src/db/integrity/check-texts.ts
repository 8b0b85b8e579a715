import { createSHA256 } from 'hash-wasm';
import { sql } from 'kysely';
import { finding } from '../../core/integrity/findings.ts';
import { partsOf } from '../sql-parts.ts';
import type { Cursor, SliceContext, SliceResult, Step } from './slice.ts';

/** That texts are what was hashed when they were made, that passages are pieces of them, and that no item is without. */

const TEXTS = 50;

export const textsStep: Step = { name: 'texts', where: 'item_texts', run: compareTexts };

async function compareTexts({ db }: SliceContext, after: Cursor | null): Promise<SliceResult> {
  const all = db.selectFrom('item_texts').select(['item_id', 'text', 'text_hash', 'revision', 'indexed_revision']);
  const behind = after === null ? all : all.where('item_id', '>', String(after[0]));
  const texts = await behind.orderBy('item_id').limit(TEXTS).execute();
  const hasher = await createSHA256();
  const isAltered = (text: string, hash: string) => hasher.init().update(text).digest('hex') !== hash;
  // A note that is being written is hashed when its passages are made again; what was forgotten has no hash.
  const isSettled = (text: (typeof texts)[number]) => text.revision === text.indexed_revision && text.text_hash !== '';
  const settled = texts.filter(isSettled);
  const altered = settled.filter(({ text, text_hash }) => isAltered(text, text_hash)).map(({ item_id }) => item_id);
  const whole = new Map(settled.map(({ item_id, text }) => [item_id, text]));
  const broken = await brokenChunks({ db }, whole);
  const findings = [
    ...(altered.length === 0 ? [] : [finding('text-altered', 'item_texts', altered)]),
    ...(broken.length === 0 ? [] : [finding('chunks-differ', 'chunks', broken)]),
  ];
  const last = texts.at(-1);
  if (last !== undefined && texts.length === TEXTS) return { findings, next: [last.item_id], rows: texts.length };
  const missing = await withoutText({ db });
  if (missing.length > 0) findings.push(finding('text-missing', 'item_texts', missing));
  return { findings, next: null, rows: texts.length };
}

/** Items of which a passage is not what stands at its place in the text, or is not in their order. */
async function brokenChunks({ db }: Pick<SliceContext, 'db'>, texts: ReadonlyMap<string, string>): Promise<string[]> {
  if (texts.size === 0) return [];
  const chunks = await db
    .selectFrom('chunks')
    .select(['item_id', 'ordinal', 'start_at', 'end_at', 'text'])
    .where(partsOf(db).isOneOf('item_id', [...texts.keys()], 'uuid'))
    .orderBy('item_id')
    .orderBy('ordinal')
    .execute();
  const broken = new Set<string>();
  const seen = new Map<string, number>();
  for (const { item_id, ordinal, start_at, end_at, text } of chunks) {
    const expected = seen.get(item_id) ?? 0;
    seen.set(item_id, expected + 1);
    if (ordinal !== expected || texts.get(item_id)?.slice(start_at, end_at) !== text) broken.add(item_id);
  }
  for (const [itemId, text] of texts) if (text.trim() !== '' && !seen.has(itemId)) broken.add(itemId);
  return [...broken];
}

async function withoutText({ db }: Pick<SliceContext, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from items as i
    where i.deleted_ms is null and i.purged_ms is null
      and not exists (select 1 from item_texts as t where t.item_id = i.id)
      and not exists (select 1 from archived_items as a where a.item_id = i.id)`.execute(db);
  return rows.map(({ id }) => id);
}
