import { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestClock, random, type TestClock } from '../../tests/kernel-harness.ts';
import { emptyTables, openTestStore } from '../../tests/open-test-store.ts';
import { AppError } from '../core/errors.ts';
import { createIdSource } from '../core/ids.ts';
import { HOME_WORKSPACE } from '../core/workspaces.ts';
import { createStoreDialect } from './kysely-dialect.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Store } from './store.ts';
import { allOperations } from './tables/change-log.ts';
import type { Database } from './tables/schema.ts';
import { TABLE_SCOPES } from './tables/scopes.ts';
import { type CommitNotice, openWriter, type WriteMeta, type Writer } from './write.ts';

let store: Store;
let clock: TestClock;
const ids = createIdSource({ nowMs: () => Date.now() }, random);
const deviceId = ids.next();

beforeAll(async () => {
  clock = createTestClock();
  store = await openTestStore(MIGRATIONS, clock);
}, 60_000);
beforeEach(async () => {
  const tables = Object.keys(TABLE_SCOPES).filter((table) => table !== 'schema_migrations');
  await emptyTables(store, tables);
});
afterAll(() => store.close());

interface Opened {
  readonly writer: Writer;
  readonly db: Kysely<Database>;
  readonly notices: CommitNotice[];
}

async function open(target: Store = store): Promise<Opened> {
  const db = new Kysely<Database>({ dialect: createStoreDialect(target) });
  const notices: CommitNotice[] = [];
  const onCommit = (notice: CommitNotice) => void notices.push(notice);
  const options = { store: target, db, deviceId, schemaVersion: MIGRATIONS.length, ids, clock, onCommit };
  return { writer: await openWriter(options), db, notices };
}

const meta = (remember = true): WriteMeta => ({
  commandId: ids.next(),
  type: 'test',
  workspaceId: HOME_WORKSPACE,
  actor: 'user',
  remember,
});

const conversation = { title: 'First', created_ms: 1, updated_ms: 1 };

async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of ['conversations', 'change_log', 'commands', 'settings']) {
    const { rows } = await store.query<{ count: number }>(`select count(*) as count from ${table}`);
    found[table] = rows[0]?.count ?? -1;
  }
  return found;
}

/** The store, with a failure before or after what the n-th write does. */
function failing(when: 'before' | 'after', failure: () => Error): Store {
  let armed = true;
  const meddle = async <T>(write: boolean, run: () => Promise<T>): Promise<T> => {
    if (!write || !armed) return run();
    armed = false;
    if (when === 'after') await run();
    throw failure();
  };
  return {
    dialect: store.dialect,
    engine: store.engine,
    capabilities: store.capabilities,
    query: (sql, parameters) => meddle(!/^select/i.test(sql), () => store.query(sql, parameters)),
    transaction: (run) => meddle(true, () => store.transaction(run)),
    batch: (statements) => meddle(true, () => store.batch(statements)),
    maintain: () => store.maintain(),
    sizeBytes: () => store.sizeBytes(),
    close: () => store.close(),
  };
}

test('a body that throws leaves no trace, and the next unit takes the next sequence', async () => {
  const { writer, db, notices } = await open();
  const key = ids.next();
  await writer.write(meta(), (unit) => unit.insert('conversations', key, conversation));
  const before = await counts();
  const failed = writer.write(meta(), async (unit) => {
    unit.insert('conversations', ids.next(), conversation);
    await unit.patch('conversations', key, { title: 'Never' });
    throw new AppError('conflict', 'No.');
  });
  await expect(failed).rejects.toMatchObject({ code: 'conflict', message: 'No.' });
  expect(await counts()).toEqual(before);
  expect(notices).toHaveLength(1);
  await writer.write(meta(), (unit) => unit.patch('conversations', key, { title: 'Second' }));
  expect((await allOperations(db)).map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test('a unit of which one statement is refused leaves no trace of the others', async () => {
  const { writer, db } = await open();
  const key = ids.next();
  await writer.write(meta(), (unit) => unit.insert('conversations', key, conversation));
  const before = await counts();
  const failed = writer.write(meta(), (unit) => {
    unit.insert('conversations', ids.next(), conversation);
    unit.device('settings', db.insertInto('settings').values({ key: 'a', value: '1' }));
    unit.device('settings', db.insertInto('settings').values({ key: 'a', value: '2' }));
  });
  await expect(failed).rejects.toMatchObject({ code: 'conflict' });
  expect(await counts()).toEqual(before);
  await writer.write(meta(), (unit) => unit.insert('conversations', ids.next(), conversation));
  expect((await allOperations(db)).map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test('a store that is full before the write refuses it, and the next one goes through', async () => {
  const { writer, db } = await open(failing('before', () => new AppError('storage-full', 'Full.')));
  const insert = () => writer.write(meta(), (unit) => unit.insert('conversations', ids.next(), conversation));
  await expect(insert()).rejects.toMatchObject({ code: 'storage-full' });
  expect(await counts()).toEqual({ conversations: 0, change_log: 0, commands: 0, settings: 0 });
  await insert();
  expect((await allOperations(db)).map(({ sequence }) => sequence)).toEqual([1]);
});

test('a failure that comes after the commit is no failure: the unit counts, and the next one takes the next sequence', async () => {
  const { writer, db, notices } = await open(failing('after', () => new AppError('storage-full', 'Full.')));
  const insert = (key: string) => writer.write(meta(), (unit) => unit.insert('conversations', key, conversation));
  const first = await insert(ids.next());
  expect(first.repeated).toBe(false);
  expect(notices).toHaveLength(1);
  await insert(ids.next());
  expect((await allOperations(db)).map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test('a writer that is opened again goes on with the next sequence and a greater clock', async () => {
  const insert = ({ writer }: Opened) =>
    writer.write(meta(), (unit) => unit.insert('conversations', ids.next(), conversation));
  const first = await open();
  await insert(first);
  clock.ms -= 1e9;
  const second = await open();
  await insert(second);
  const [a, b] = await allOperations(second.db);
  expect([a?.sequence, b?.sequence]).toEqual([1, 2]);
  expect((b?.hlc ?? '') > (a?.hlc ?? '')).toBe(true);
});

test('units are written in the order in which they were asked for, each seeing the one before', async () => {
  const { writer, db } = await open();
  const key = ids.next();
  await writer.write(meta(), (unit) => unit.insert('conversations', key, { ...conversation, updated_ms: 0 }));
  const increments = Array.from({ length: 20 }, () =>
    writer.write(meta(false), async (unit) => {
      const row = await db.selectFrom('conversations').select('updated_ms').where('id', '=', key).executeTakeFirst();
      await unit.patch('conversations', key, { updated_ms: (row?.updated_ms ?? 0) + 1 });
    }),
  );
  expect(writer.queued).toBe(20);
  await Promise.all(increments);
  expect(writer.queued).toBe(0);
  const row = await db.selectFrom('conversations').select('updated_ms').where('id', '=', key).executeTakeFirst();
  expect(row?.updated_ms).toBe(20);
});

test('a repeated command is answered with what it said then, and nothing of its second body stays', async () => {
  const { writer, notices } = await open();
  const command = meta();
  const once = await writer.write(command, (unit) => {
    unit.insert('conversations', ids.next(), conversation);
    return { kept: 3 };
  });
  const effects: string[] = [];
  const twice = await writer.write(command, (unit) => {
    unit.insert('conversations', ids.next(), conversation);
    unit.afterCommit(() => effects.push('ran'));
    return { kept: 4 };
  });
  expect(once).toMatchObject({ value: { kept: 3 }, repeated: false });
  expect(twice).toMatchObject({ value: { kept: 3 }, repeated: true, operations: [] });
  expect(await counts()).toMatchObject({ conversations: 1, change_log: 1, commands: 1 });
  expect(notices).toHaveLength(1);
  expect(effects).toEqual([]);
});

test('what holds already is not written, also when it was changed and changed back in the same unit', async () => {
  const { writer, db } = await open();
  const key = ids.next();
  await writer.write(meta(), (unit) => unit.insert('conversations', key, conversation));
  const { operations } = await writer.write(meta(), async (unit) => {
    await unit.patch('conversations', key, { title: 'Second', updated_ms: 2 });
    await unit.patch('conversations', key, { title: 'First' });
  });
  expect(operations.map(({ cells }) => cells)).toEqual([{ updated_ms: 2 }]);
  const same = await writer.write(meta(), (unit) => unit.patch('conversations', key, { title: 'First' }));
  expect(same.operations).toEqual([]);
  expect((await allOperations(db)).map(({ before }) => before)).toEqual([null, { updated_ms: 1 }]);
});

test('a writer of a log that was shortened to nothing goes on behind what it held', async () => {
  const { writer, db } = await open();
  const { operations } = await writer.write(meta(), (unit) => unit.insert('conversations', ids.next(), conversation));
  const [last] = operations;
  await writer.write(meta(false), (unit) => {
    unit.device('change_log', db.deleteFrom('change_log'));
    const floor = { device_id: last?.deviceId ?? '', sequence: last?.sequence ?? 0, hlc: last?.hlc ?? '' };
    unit.device('log_floors', db.insertInto('log_floors').values(floor));
  });
  clock.ms -= 1_000_000;
  const again = await open();
  const next = await again.writer.write(meta(), (unit) => unit.insert('conversations', ids.next(), conversation));
  expect(next.operations[0]?.sequence).toBe((last?.sequence ?? 0) + 1);
  expect((next.operations[0]?.hlc ?? '') > (last?.hlc ?? '')).toBe(true);
});

test('a row that is not there cannot be changed', async () => {
  const { writer } = await open();
  const failed = writer.write(meta(), (unit) => unit.patch('conversations', ids.next(), { title: 'x' }));
  await expect(failed).rejects.toMatchObject({ code: 'not-found' });
});

test('a unit of many thousand rows is one transaction', async () => {
  const { writer, db } = await open();
  const { operations } = await writer.write(meta(), (unit) => {
    for (let at = 0; at < 4000; at++) unit.insert('conversations', ids.next(), { ...conversation, created_ms: at });
  });
  expect(operations).toHaveLength(4000);
  expect(await counts()).toMatchObject({ conversations: 4000, change_log: 4000, commands: 1 });
  if (store.dialect === 'postgresql') {
    const { rows } = await store.query<{ count: number }>('select count(distinct xmin::text) as count from change_log');
    expect(rows[0]?.count).toBe(1);
  }
  expect((await allOperations(db)).at(-1)?.sequence).toBe(4000);
});

test('the notice names the tables that were written and carries the operations', async () => {
  const { writer, db, notices } = await open();
  await writer.write(meta(), (unit) => {
    unit.insert('conversations', ids.next(), conversation);
    unit.device('settings', db.insertInto('settings').values({ key: 'a', value: '1' }));
  });
  expect([...(notices[0]?.tables ?? [])].sort()).toEqual(['change_log', 'commands', 'conversations', 'settings']);
  expect(notices[0]?.operations.map(({ table }) => table)).toEqual(['conversations']);
});

test('exclusive work comes after what is queued before it, and holds back what comes behind', async () => {
  const { writer } = await open();
  const said: string[] = [];
  const first = writer.write(meta(false), (unit) => {
    unit.afterCommit(() => said.push('before'));
    unit.insert('conversations', ids.next(), conversation);
  });
  const rows = writer.exclusive(async () => {
    said.push('exclusive');
    const { conversations } = await counts();
    said.push('over');
    return conversations;
  });
  const last = writer.write(meta(false), () => void said.push('behind'));
  expect(await rows).toBe(1);
  await Promise.all([first, last]);
  expect(said).toEqual(['before', 'exclusive', 'over', 'behind']);
  await expect(writer.exclusive(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await writer.write(meta(false), () => undefined);
});

test('while writes are refused nothing is written, and reads and exclusive work go on', async () => {
  const { writer } = await open();
  const reason = new AppError('read-only', 'Your data is being moved.');
  const queued = writer.write(meta(), (unit) => unit.insert('conversations', ids.next(), conversation));
  writer.refuse(reason);
  await expect(writer.write(meta(), () => undefined)).rejects.toBe(reason);
  await queued;
  expect(await writer.exclusive(counts)).toMatchObject({ conversations: 1, commands: 1 });
  writer.refuse(null);
  await writer.write(meta(), () => undefined);
  expect(await counts()).toMatchObject({ commands: 2 });
});
