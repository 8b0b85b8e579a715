import type { Endpoint } from 'comlink';
import { Kysely } from 'kysely';
import type { Operation } from '../../../src/core/changes.ts';
import { HOME_WORKSPACE } from '../../../src/core/workspaces.ts';
import { createStoreDialect } from '../../../src/db/kysely-dialect.ts';
import { MIGRATIONS } from '../../../src/db/migrations/index.ts';
import { openChosenStore } from '../../../src/db/open-chosen.ts';
import type { Store } from '../../../src/db/store.ts';
import { SYNCED_COLUMNS, toCell } from '../../../src/db/tables/cells.ts';
import { allOperations, allRows } from '../../../src/db/tables/change-log.ts';
import type { Database } from '../../../src/db/tables/schema.ts';
import { type SyncedTable, TABLE_SCOPES } from '../../../src/db/tables/scopes.ts';
import { exposeMethods } from '../../../src/workers/link/expose.ts';
import { type ImportedReport, imported, type LearnedChunk, learnedChunks, originalFaults } from './inspect-import.ts';

/** Opens the store by the very way that the kernel does, to look at what a crash has left. */

export interface StoreReport {
  /** Not deleted. */
  readonly itemIds: readonly string[];
  /** Commands that were acknowledged, by how often each is recorded and logged. */
  readonly commands: number;
  /** In sentences: rows and the log that do not say the same, parts without their whole. Empty is right. */
  readonly faults: readonly string[];
  readonly runs: readonly { readonly id: string; readonly kind: string; readonly status: string }[];
  readonly messages: readonly { readonly role: string; readonly status: string }[];
  readonly schemaVersion: number;
}

const clock = { nowMs: () => Date.now() };

async function withStore<T>(migrations: number, act: (store: Store, db: Kysely<Database>) => Promise<T>): Promise<T> {
  // The page names its worker by the engine that its address asks for.
  const wish = self.name === 'sqlite' ? 'sqlite' : null;
  const { store } = await openChosenStore({ migrations: MIGRATIONS.slice(0, migrations), clock, imageUrl: null, wish });
  try {
    return await act(store, new Kysely<Database>({ dialect: createStoreDialect(store) }));
  } finally {
    await store.close();
  }
}

const endpoint: Endpoint = {
  postMessage: (message: unknown) => self.postMessage(message),
  addEventListener: (type, listener) => self.addEventListener(type, listener),
  removeEventListener: (type, listener) => self.removeEventListener(type, listener),
};

exposeMethods(endpoint, {
  report: () => withStore(MIGRATIONS.length, report),
  imported: (): Promise<ImportedReport> => withStore(MIGRATIONS.length, imported),
  learned: (): Promise<readonly LearnedChunk[]> => withStore(MIGRATIONS.length, learnedChunks),
  /** Makes a store as the first version of Hearth left it, with this many notes, each with its log entry. */
  'make-first-version': ({ notes }: { readonly notes: number }) =>
    withStore(1, (store) => fillFirstVersion(store, notes)),
});

async function report(store: Store, db: Kysely<Database>): Promise<StoreReport> {
  const operations = await allOperations(db);
  const faults = [
    ...(await replayFaults(db, operations)),
    ...(await partFaults(store)),
    ...(await originalFaults(store)),
    ...sequenceFaults(operations),
  ];
  const items = await db.selectFrom('items').select('id').where('deleted_ms', 'is', null).execute();
  const applied = await db.selectFrom('schema_migrations').select('version').execute();
  return {
    itemIds: items.map(({ id }) => id),
    commands: (await db.selectFrom('commands').select('id').execute()).length,
    faults,
    runs: await db.selectFrom('runs').select(['id', 'kind', 'status']).execute(),
    messages: await db.selectFrom('messages').select(['role', 'status']).execute(),
    schemaVersion: applied.length,
  };
}

/** Replays the log, and says where the rows are not what it gives. */
async function replayFaults(db: Kysely<Database>, operations: readonly Operation[]): Promise<string[]> {
  const replayed = new Map<string, Record<string, unknown>>();
  for (const { table, key, cells } of operations) {
    replayed.set(`${table}/${key}`, { ...replayed.get(`${table}/${key}`), ...cells });
  }
  const faults: string[] = [];
  for (const [table, scope] of Object.entries(TABLE_SCOPES)) {
    if (scope !== 'synced') continue;
    for (const row of await allRows(db, table as SyncedTable)) {
      const name = `${table}/${String(row['id'])}`;
      const logged = replayed.get(name);
      replayed.delete(name);
      if (logged === undefined) faults.push(`${name} is in no log entry`);
      else faults.push(...differing(table as SyncedTable, row, logged).map((column) => `${name}.${column} differs`));
    }
  }
  return [...faults, ...[...replayed.keys()].map((name) => `${name} is in the log and has no row`)];
}

/** A column that came with a later version is not in the log of a row made before it. */
function differing(table: SyncedTable, row: Record<string, unknown>, logged: Record<string, unknown>): string[] {
  return Object.entries(SYNCED_COLUMNS[table]).flatMap(([column, kind]) => {
    if (!(column in logged)) return [];
    const held = JSON.stringify(toCell(kind, row[column]));
    return held === JSON.stringify(logged[column] ?? null) ? [] : [column];
  });
}

/** A device's operations are numbered without a gap, and none twice. */
function sequenceFaults(operations: readonly Operation[]): string[] {
  const sequences = operations.map(({ sequence }) => sequence).sort((a, b) => a - b);
  return sequences.flatMap((sequence, at) =>
    sequence === at + 1 ? [] : [`operation ${at + 1} has number ${sequence}`],
  );
}

/** Each finds rows that only make sense with others that are not there. */
const PARTS: Readonly<Record<string, string>> = {
  'a passage without its item': 'select c.id from chunks c left join items i on i.id = c.item_id where i.id is null',
  'a text without its item':
    'select t.item_id id from item_texts t left join items i on i.id = t.item_id where i.id is null',
  'an item without its text':
    'select i.id from items i left join item_texts t on t.item_id = i.id where t.item_id is null',
  'a body without its item': 'select b.id from item_bodies b left join items i on i.id = b.item_id where i.id is null',
  'a passage that is there twice': `select min(cast(id as text)) id from chunks group by item_id, ordinal having count(*) > 1`,
  'a meaning without its passage':
    'select e.chunk_id id from embeddings e left join chunks c on c.id = e.chunk_id where c.id is null',
  'a note with two first bodies': `select i.id from items i join change_log l on l.table_name = 'items' and l.key = i.id and l.before is null
      group by i.id having count(*) > 1`,
  'a read file without its item': `select f.run_id id from import_files f left join items i on i.id = f.item_id
      where f.status in ('added', 'updated') and i.id is null`,
  'an item without its blob':
    'select i.id from items i left join blobs b on b.hash = i.blob_hash where i.blob_hash is not null and b.hash is null',
  'a command without its operation': `select c.id from commands c left join change_log l on l.command_id = c.id
      where c.type in ('create-note', 'send-message') and l.command_id is null`,
  'an operation of the user without its command': `select l.command_id id from change_log l left join commands c on c.id = l.command_id
      where l.actor = 'user' and c.id is null`,
  'an answer without its run': `select m.id from messages m left join runs r on r.id = m.run_id where m.role = 'assistant' and r.id is null`,
};

async function partFaults(store: Store): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, statement] of Object.entries(PARTS)) {
    const { rows } = await store.query<{ id: string }>(statement);
    faults.push(...rows.map(({ id }) => `${name}: ${id}`));
  }
  return faults;
}

const DEVICE = '01900000-0000-7000-8000-000000000001';
const FIRST_COLUMNS =
  'kind, title, folder, file_name, media_type, blob_hash, size_bytes, language, created_ms, updated_ms';

/** As the first version wrote: the row, its log entry, its text, and the command, in one transaction. */
async function fillFirstVersion(store: Store, notes: number): Promise<string[]> {
  await store.query(`insert into devices (id, name, created_ms, is_self) values ($1, 'test', 1, true)`, [DEVICE]);
  const ids: string[] = [];
  for (let sequence = 1; sequence <= notes; sequence++) {
    const id = `01900000-0000-7000-8000-1${String(sequence).padStart(11, '0')}`;
    const command = `01900000-0000-7000-8000-2${String(sequence).padStart(11, '0')}`;
    const hlc = `${sequence.toString(16).padStart(12, '0')}-0000-${DEVICE}`;
    const cells = {
      kind: 'note',
      title: `First ${sequence}`,
      folder: sequence % 3 === 0 ? 'Old/Folder' : '',
      file_name: sequence % 2 === 0 ? `first-${sequence}.md` : null,
      media_type: 'text/markdown',
      blob_hash: null,
      size_bytes: 5,
      language: 'en',
      created_ms: sequence,
      updated_ms: sequence,
      deleted_ms: null,
    };
    const clocks = JSON.stringify(Object.fromEntries(Object.keys(cells).map((column) => [column, hlc])));
    const { deleted_ms, ...values } = cells;
    await store.transaction(async (transaction) => {
      await transaction.query(
        `insert into items (id, workspace_id, clocks, ${FIRST_COLUMNS})
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [id, HOME_WORKSPACE, clocks, ...Object.values(values)],
      );
      await transaction.query(
        `insert into change_log (device_id, sequence, hlc, schema_version, workspace_id, actor, command_id, table_name,
          key, cells, seen) values ($1, $2, $3, 1, $4, 'user', $5, 'items', $6, $7, '{}')`,
        [DEVICE, sequence, hlc, HOME_WORKSPACE, command, id, JSON.stringify(cells)],
      );
      await transaction.query(
        `insert into commands (id, type, workspace_id, actor, outcome, at_ms) values ($1, 'create-note', $2, 'user', '{}', 1)`,
        [command, HOME_WORKSPACE],
      );
      await transaction.query(
        `insert into item_texts (item_id, text, text_hash, source_map, revision, indexed_revision)
          values ($1, 'First', '', '[]', $2, 0)`,
        [id, sequence],
      );
    });
    ids.push(id);
  }
  return ids;
}
