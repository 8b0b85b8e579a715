import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { diagnosticsText } from '../../core/diagnostics/diagnostics-text.ts';
import { KEPT_INCIDENTS } from '../../core/diagnostics/incident.ts';
import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { QueryOutput } from '../../core/queries.ts';
import { type QueryName, querySchemas } from '../../core/queries.ts';
import type { Store } from '../../db/store.ts';
import { putIncidents } from '../../db/tables/incidents.ts';
import { ownWrite } from './own-write.ts';

const SECRET = 'Hollerbusch';
let house: TestHouse;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  house = await openTestHouse();
}, 60_000);
afterEach(() => house.wipe());
afterAll(() => house.close());

const PAGE = {
  build: 'test',
  role: 'leader',
  browser: 'Chromium 156',
  features: { webgpu: false, opfs: true, locks: true, serviceWorker: true, offline: true, installed: false },
} as const;

const textOf = (found: QueryOutput['diagnostics']) => diagnosticsText(found, PAGE);

/** A store that fails, once it is told to, with everything that it was asked in the message. */
function leakyStore(store: Store) {
  let leaks = false;
  const leak = (what: unknown): never => {
    throw new TypeError(`near "${SECRET}": ${JSON.stringify(what)}\n    at ${SECRET} (${SECRET}.js:1:1)`);
  };
  const leaky: Store = {
    ...store,
    dialect: store.dialect,
    engine: store.engine,
    capabilities: store.capabilities,
    query: (sql, parameters) => (leaks ? leak([sql, parameters]) : store.query(sql, parameters)),
    batch: (statements) => (leaks ? leak(statements) : store.batch(statements)),
    transaction: (run) => store.transaction(run),
    maintain: () => store.maintain(),
    sizeBytes: () => store.sizeBytes(),
    close: () => store.close(),
  };
  return {
    leaky,
    setLeaks: (now: boolean) => {
      leaks = now;
    },
  };
}

const leakyModel: EmbeddingModel = {
  id: 'leaky',
  embed: async (texts) => {
    throw new Error(`${SECRET}: ${texts.join()}`);
  },
  isLoaded: () => true,
  forgive: () => undefined,
  unload: () => undefined,
};

async function fill(kernel: TestKernel): Promise<string> {
  await kernel.import([
    { path: `${SECRET}/${SECRET}.md`, content: `# ${SECRET}\n\nThe ${SECRET} is in bloom. #${SECRET}` },
    { path: `${SECRET}/${SECRET}.pdf`, content: `%PDF-1.4 ${SECRET}` },
  ]);
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title: SECRET, text: `${SECRET} in a note` });
  await kernel.command('set-preference', { key: SECRET, value: SECRET });
  await kernel.idle();
  return itemId;
}

test('whatever fails, and whatever was asked, written and read: none of it is in the text that is copied', async () => {
  const { leaky, setLeaks } = leakyStore(house.store);
  const kernel = await house.open({
    store: leaky,
    embedding: leakyModel,
    parser: (real) => ({
      ...real,
      parse: async (request, signal) => {
        if (JSON.stringify(request).includes('.pdf')) throw new Error(`${SECRET} cannot be read`);
        return real.parse(request, signal);
      },
    }),
  });
  const itemId = await fill(kernel);
  setLeaks(true);
  const inputs: Partial<Record<QueryName, object>> = {
    search: { query: SECRET },
    items: { title: SECRET },
    titles: { typed: SECRET },
  };
  for (const name of Object.keys(querySchemas) as QueryName[]) {
    for (const input of [inputs[name] ?? {}, { itemId }, { [SECRET]: SECRET }, SECRET]) {
      await kernel.call('query', { name, input }).catch(() => undefined);
    }
  }
  await kernel.command('rename-item', { itemId, title: `${SECRET} 2` }).catch(() => undefined);
  await kernel.command('set-setting', { key: SECRET, value: SECRET }).catch(() => undefined);
  await kernel.call('command', { type: SECRET, payload: SECRET }).catch(() => undefined);
  await kernel.call('original', { itemId }).catch(() => undefined);
  setLeaks(false);
  const places = async () => (await kernel.query('diagnostics', {})).incidents.map(({ place }) => place);
  await expect
    .poll(places, { timeout: 5000 })
    .toEqual(expect.arrayContaining(['query search', 'query items', 'command rename-item', 'embedding']));
  const found = await kernel.query('diagnostics', {});
  expect(textOf(found)).not.toMatch(new RegExp(SECRET, 'i'));
  expect(JSON.stringify(found)).not.toMatch(new RegExp(SECRET, 'i'));
  await kernel.close();
});

test('the same error again is counted, and at most two hundred are kept', async () => {
  const kernel = await house.open();
  const { incidents, writer, db, ids } = kernel.kernel.context;
  const written = async () =>
    (await house.store.query<{ times: number }>(`select times from incidents where place = 'index'`)).rows[0]?.times;
  for (const [times, sum] of [
    [5, 5],
    [2, 7],
    [1, null],
  ] as const) {
    for (let time = 0; time < times; time++) incidents.record('index', new RangeError('again and again'));
    // The last one is written down by closing.
    if (sum !== null) await expect.poll(written, { timeout: 5000 }).toBe(sum);
  }
  const many = Array.from({ length: 250 }, (_, at) => ({
    ...{ code: 'internal', place: 'index', message: `step: ${at}`, atMs: at, times: 1 },
  }));
  await writer.write(ownWrite('test', ids), (unit) => putIncidents(db, unit, many as never));
  await kernel.close();
  const next = await house.open();
  const held = await next.kernel.context.incidents.list(1000);
  expect(held).toHaveLength(KEPT_INCIDENTS);
  expect(held.filter(({ message }) => message.startsWith('RangeError')).map(({ times }) => times)).toEqual([8]);
  await next.command('forget-incidents', {});
  expect((await next.query('diagnostics', {})).incidents).toEqual([]);
});

test('while nothing can be written, errors stay in memory and are shown', async () => {
  const kernel = await house.open();
  const { incidents, writer } = kernel.kernel.context;
  const { AppError } = await import('../../core/errors.ts');
  writer.refuse(new AppError('read-only', 'Damaged.'));
  const writes = vi.spyOn(writer, 'write');
  incidents.record('index', new AppError('store-corrupt', SECRET));
  await expect.poll(() => writes.mock.settledResults.map(({ type }) => type), { timeout: 5000 }).toEqual(['rejected']);
  const found = await kernel.query('diagnostics', {});
  expect(found).toMatchObject({
    refusal: 'read-only',
    incidents: [{ code: 'store-corrupt', place: 'index', times: 1 }],
  });
  writer.refuse(null);
});

test('the text says how it is, in figures', async () => {
  const kernel = await house.open();
  await kernel.import([{ path: 'a.md', content: '# A\n\nA text.' }]);
  await kernel.kernel.context.room.measure();
  const found = await kernel.query('diagnostics', {});
  const text = textOf(found);
  for (const line of [
    /^Hearth diagnostics, \d{4}-\d\d-\d\dT/,
    /engine: (PostgreSQL|SQLite) [\d.]+/,
    /things: 1\b/,
    /database: [\d.]+ MB/,
    /quota, as told: 1000\.0 MB/,
    /free: 1000\.0 MB/,
    /writes: 0/,
    /backup: not yet/,
    /drill: not yet/,
    /deep-check: not yet/,
    /browser: Chromium 156/,
    /^Errors\n {2}none/m,
  ]) {
    expect(text).toMatch(line);
  }
  expect(await kernel.kernel.context.room.series()).toHaveLength(1);
});
