import { finding } from '../../core/integrity/findings.ts';
import type { SliceContext, SliceResult, Step } from './slice.ts';

/** That what a row of this device belongs to is there. Rows of synced tables may come before what they belong to. */

interface Reference {
  readonly from: string;
  readonly column: string;
  readonly to: string;
  readonly key: string;
}

const REFERENCES: readonly Reference[] = [
  { from: 'chunks', column: 'item_id', to: 'item_texts', key: 'item_id' },
  { from: 'item_texts', column: 'item_id', to: 'items', key: 'id' },
  { from: 'embeddings', column: 'chunk_id', to: 'chunks', key: 'id' },
  { from: 'run_events', column: 'run_id', to: 'runs', key: 'id' },
  { from: 'import_files', column: 'run_id', to: 'runs', key: 'id' },
  { from: 'connected_files', column: 'folder_id', to: 'connected_folders', key: 'id' },
  { from: 'mirror_conflicts', column: 'folder_id', to: 'connected_folders', key: 'id' },
  { from: 'archived_items', column: 'archive_id', to: 'archives', key: 'id' },
];

/** Made again from what they belong to. */
const DERIVED: ReadonlySet<string> = new Set(['chunks', 'item_texts', 'embeddings']);

export const REFERENCE_STEPS: readonly Step[] = REFERENCES.map((reference) => ({
  name: `reference ${reference.from}.${reference.column}`,
  where: reference.from,
  run: (context) => findBroken(context, reference),
}));

async function findBroken({ inside }: SliceContext, { from, column, to, key }: Reference): Promise<SliceResult> {
  const { rows } = await inside.query<{ id: string; count: number }>(
    `select f.${column} as id, count(*) as count from ${from} as f
      where not exists (select 1 from ${to} as t where t.${key} = f.${column}) group by f.${column}`,
  );
  const count = rows.reduce((sum, row) => sum + Number(row.count), 0);
  const ids = rows.map(({ id }) => id);
  if (count === 0) return { findings: [], next: null };
  const found = finding('reference-broken', from, ids, count);
  const made = DERIVED.has(from) ? ({ severity: 'derived', repair: 'rebuild' } as const) : {};
  return { findings: [{ ...found, ...made }], next: null };
}
