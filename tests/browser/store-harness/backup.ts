import imageUrl from 'virtual:store-image';
import { openBackupFiles } from '../../../src/adapters/backup/opfs-backup-files.ts';
import type { BackupFiles } from '../../../src/core/backup/backup-files.ts';
import type { BackupManifest } from '../../../src/core/backup/manifest.ts';
import type { DrillReport } from '../../../src/core/backup/restore-report.ts';
import { createIdSource } from '../../../src/core/ids.ts';
import { drillBackup } from '../../../src/db/backup/drill.ts';
import { makeBackup } from '../../../src/db/backup/make-backup.ts';
import { listBackups, removeBackup, removeDamagedSegments } from '../../../src/db/backup/manifest-file.ts';
import { writeLines } from '../../../src/db/logical/copy-rows.ts';
import type { RowLine } from '../../../src/db/logical/row-lines.ts';
import { readShapes } from '../../../src/db/logical/shapes.ts';
import { MIGRATIONS } from '../../../src/db/migrations/index.ts';
import { openStore } from '../../../src/db/open.ts';
import type { Store } from '../../../src/db/store.ts';
import type { EngineKind } from '../../../src/db/stores/directory.ts';

/** Backups of the store that the worker has open, in real files. */

const clock = { nowMs: () => Date.now() };
const ids = createIdSource(clock, { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) });
const HOME = '00000000-0000-7000-8000-000000000001';
export const DEVICE = '00000000-0000-7000-8000-0000000000d1';
const SCRATCH = 'scratch';

const filesHere = async (): Promise<BackupFiles> => openBackupFiles(await navigator.storage.getDirectory());

export interface BackedUp {
  readonly ms: number;
  readonly kind: BackupManifest['kind'];
  readonly bytes: number;
  readonly writtenBytes: number;
  readonly segments: number;
}

export async function backUp(store: Store, isBase: boolean): Promise<BackedUp> {
  const files = await filesHere();
  const parent = isBase ? null : ((await listBackups(files)).backups[0] ?? null);
  const startedMs = performance.now();
  const made = await makeBackup({ store, files, clock, ids, reason: 'asked', app: 'test', parent });
  return {
    ms: performance.now() - startedMs,
    kind: made.kind,
    bytes: made.tables.reduce((sum, { bytes }) => sum + bytes, 0),
    writtenBytes: made.writtenBytes,
    segments: made.tables.reduce((sum, { segments }) => sum + segments.length, 0),
  };
}

export async function backupsHere(): Promise<{
  readonly ids: string[];
  readonly segments: number;
  readonly bytes: number;
}> {
  const files = await filesHere();
  const { backups } = await listBackups(files);
  return {
    ids: backups.map(({ id }) => id),
    segments: (await files.listSegments()).length,
    bytes: await files.sizeBytes(),
  };
}

/** Restores the newest backup into a store of that engine, which is removed. */
export async function drillHere(kind: EngineKind): Promise<DrillReport> {
  const root = await navigator.storage.getDirectory();
  const files = await filesHere();
  const manifest = (await listBackups(files)).backups[0];
  if (manifest === undefined) throw new Error('no backup');
  return drillBackup({
    ...{ files, manifest, clock, migrations: MIGRATIONS, originals: { list: async () => [] } },
    async openScratch(migrations) {
      const { store } = await openStore({ migrations, clock, kind, root: SCRATCH, imageUrl });
      return {
        store,
        async remove() {
          await store.close();
          await root.removeEntry(SCRATCH, { recursive: true });
        },
      };
    },
  });
}

/** Cuts a segment of the newest backup short on the disk; resolves with how many are found damaged, and removed. */
export async function spoilSegment(): Promise<number> {
  const files = await filesHere();
  const manifest = (await listBackups(files)).backups[0];
  const sha256 = manifest?.tables.find(({ name }) => name === 'items')?.segments[0]?.sha256;
  if (manifest === undefined || sha256 === undefined) throw new Error('no backup');
  const held = await files.getSegment(sha256);
  await files.putSegment(sha256, held?.slice(0, 20) ?? new Uint8Array());
  return removeDamagedSegments(files, manifest);
}

export async function removeNewest(): Promise<void> {
  const files = await filesHere();
  const manifest = (await listBackups(files)).backups[0];
  if (manifest !== undefined) await removeBackup(files, manifest.id);
}

const CHUNKS_OF_ITEM = 10;
const AT_ONCE = 50;

/** Items of ten passages each, with their texts and what the log says of them. */
export async function fillLibrary(store: Store, chunks: number): Promise<void> {
  const shapes = await readShapes(store);
  const put = async (table: string, lines: readonly RowLine[]) => {
    const shape = shapes.find(({ name }) => name === table);
    if (shape !== undefined) await writeLines(store, shape, lines);
  };
  const self = { id: DEVICE, name: 'Test', created_ms: 1, is_self: true };
  await put('devices', [JSON.stringify(self)]);
  for (let from = 0; from < chunks / CHUNKS_OF_ITEM; from += AT_ONCE) {
    const items = Array.from({ length: AT_ONCE }, (_, at) => itemOf(from + at));
    await put(
      'items',
      items.map(({ item }) => JSON.stringify(item)),
    );
    await put(
      'change_log',
      items.map(({ operation }) => JSON.stringify(operation)),
    );
    await put(
      'item_texts',
      items.map(({ text }) => JSON.stringify(text)),
    );
    await put(
      'chunks',
      items.flatMap((each) => each.chunks.map((chunk) => JSON.stringify(chunk))),
    );
  }
}

/** As when one thing is renamed and written anew. */
export async function editOne(store: Store, at: number): Promise<void> {
  const { item, operation, text } = itemOf(at);
  const { rows } = await store.query<{ last: number }>('select max(sequence) as last from change_log');
  const { rows: revisions } = await store.query<{ last: number }>('select max(revision) as last from item_texts');
  const shape = (await readShapes(store)).find(({ name }) => name === 'change_log');
  const title = `Renamed ${Date.now()}`;
  const sequence = Number(rows[0]?.last) + 1;
  const revision = Number(revisions[0]?.last) + 1;
  if (shape === undefined) throw new Error('no log');
  await writeLines(store, shape, [JSON.stringify({ ...operation, sequence, cells: { title } })]);
  await store.query('update items set title = $1 where id = $2', [title, item.id]);
  await store.query('update item_texts set revision = $1, text = $2 where item_id = $3', [
    revision,
    `${text.text} More.`,
    item.id,
  ]);
  await store.query('update chunks set text = $1 where item_id = $2 and ordinal = 3', [`${title} at dawn`, item.id]);
}

function itemOf(at: number) {
  const id = idOf(2, at);
  const texts = Array.from({ length: CHUNKS_OF_ITEM }, (_, ordinal) => wordsOf(at * CHUNKS_OF_ITEM + ordinal));
  const hlc = `${(1_700_000_000_000 + at).toString(16).padStart(12, '0')}-0000-${DEVICE}`;
  const cells = { title: `Item ${at}`, kind: 'note', created_ms: at, updated_ms: at };
  return {
    item: {
      ...{ id, workspace_id: HOME, clocks: { '*': hlc }, kind: 'note', title: `Item ${at}`, folder: 'Bench' },
      ...{ media_type: 'text/markdown', size_bytes: 7000, language: 'en', created_ms: at, updated_ms: at },
    },
    operation: {
      ...{ device_id: DEVICE, sequence: at + 1, hlc, schema_version: MIGRATIONS.length, workspace_id: HOME },
      ...{ actor: 'user', command_id: idOf(4, at), table_name: 'items', key: id, cells, seen: {} },
    },
    text: {
      ...{ item_id: id, text: texts.join('\n'), text_hash: String(at), source_map: [], places: [], folded: [] },
      ...{ revision: at + 1, indexed_revision: at + 1 },
    },
    chunks: texts.map((text, ordinal) => ({
      ...{ id: idOf(1, at * CHUNKS_OF_ITEM + ordinal), item_id: id, ordinal, text, heading: 'Of the river' },
      ...{ start_at: ordinal * 700, end_at: ordinal * 700 + 700, tokens: 160 },
    })),
  };
}

const idOf = (kind: number, at: number) => `00000000-0000-7000-8000-${kind}${at.toString(16).padStart(11, '0')}`;

const SYLLABLES = 'ka ru ten mor lis van dor el pha bri no sta gle wim tor ach ben ul ri so'.split(' ');
const WORDS_OF_CHUNK = 110;

/** About 700 characters of words that are spread as those of a language are. */
function wordsOf(seed: number): string {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = (below: number) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x3c6ef372;
    return (state >>> 8) % below;
  };
  const word = () => {
    const rank = Math.floor(next(1000) * (next(1000) / 1000));
    return `${SYLLABLES[rank % 20]}${SYLLABLES[Math.floor(rank / 20) % 20]}${rank > 400 ? SYLLABLES[rank % 17] : ''}`;
  };
  return Array.from({ length: WORDS_OF_CHUNK }, word).join(' ');
}
