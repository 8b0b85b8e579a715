import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/db/migrations/index.ts';
import { launchBrowser, launchProfile } from './harness/browser.ts';
import type { TestServer } from './harness/serve.ts';
import { openStoreTab, type StoreTab, serveStorePage } from './store-harness/page.ts';

interface Opened {
  readonly created: string;
  readonly imageRefused: unknown;
}

const CREATE_ACKNOWLEDGED =
  'create table if not exists acknowledged (id int, half int, text text, primary key (id, half))';

const ACKNOWLEDGED = { version: MIGRATIONS.length + 1, name: 'acknowledged', statements: [CREATE_ACKNOWLEDGED] };

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveStorePage();
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function inNewProfile(run: (tab: StoreTab, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    await run(await openStoreTab(context, server.url), context);
  } finally {
    await context.close();
  }
}

const failureOf = async (call: Promise<unknown>): Promise<unknown> => {
  const thrown: unknown = await call.then(
    () => new Error('{"code":"no failure"}'),
    (error: unknown) => error,
  );
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
};

test('a first start unpacks the image, which equals the migrated database, and both hold data', async () => {
  await inNewProfile(async (tab) => {
    expect(await tab.call<Opened>('open', { root: 'a' })).toMatchObject({ created: 'image', engine: 'pglite-opfs' });
    const fromImage = await tab.call('schema');
    await tab.call('query', { sql: 'create table kept (n int)' });
    await tab.call('query', { sql: 'insert into kept values (42)' });
    const bytes = await tab.call<number>('sizeBytes');
    expect(bytes).toBeGreaterThan(5e6);
    expect(bytes).toBeLessThan(30e6);
    await tab.call('maintain');
    await tab.restart();
    expect(await tab.call<Opened>('open', { root: 'b', image: 'none' })).toMatchObject({ created: 'migrated' });
    expect(await tab.call('schema')).toEqual(fromImage);
    await tab.call('close');
    await tab.restart();
    expect(await tab.call<Opened>('open', { root: 'a' })).toMatchObject({ created: 'existing' });
    expect(await tab.call('query', { sql: 'select n from kept' })).toMatchObject({ rows: [{ n: 42 }] });
  });
}, 60_000);

test('with an image of other migrations, a store is made by its own', async () => {
  await inNewProfile(async (tab) => {
    const other = await tab.call<Opened>('open', { extra: [ACKNOWLEDGED] });
    expect(other).toMatchObject({ created: 'migrated', imageRefused: { code: 'internal' } });
  });
}, 60_000);

test('a half-made directory is removed and made again', async () => {
  await inNewProfile(async (tab) => {
    await tab.call('put', { path: 'hearth/store-1/pg/state.txt', text: '{"root":{"type":"dir' });
    await tab.call('put', { path: 'hearth/store-1/pg/data/made-1', text: 'remains' });
    expect(await tab.call<Opened>('open')).toMatchObject({ created: 'image', imageRefused: null });
  });
});

test('a directory of a newer version is refused and left alone', async () => {
  await inNewProfile(async (tab) => {
    await tab.call('put', { path: 'hearth/store-9/created.json', text: '{}' });
    expect(await failureOf(tab.call('open'))).toMatchObject({ code: 'version-mismatch' });
    expect(await tab.call('files')).toBe(1);
  });
});

test('a store that another context holds is busy, and opens once it is let go', async () => {
  await inNewProfile(async (tab, context) => {
    await tab.call('open');
    const other = await openStoreTab(context, server.url);
    const refused = await failureOf(other.call('open', { busyTimeoutMs: 200 }));
    expect(refused).toMatchObject({ code: 'store-busy', retryable: true });
    const waiting = other.call<Opened>('open');
    await tab.page.close();
    expect(await waiting).toMatchObject({ created: 'existing' });
  });
});

test('a failed migration leaves the old state', async () => {
  await inNewProfile(async (tab) => {
    await tab.call('open');
    await tab.call('close');
    await tab.restart();
    const broken = { ...ACKNOWLEDGED, statements: [...ACKNOWLEDGED.statements, 'drop table items', 'no such thing'] };
    const failure = await failureOf(tab.call('open', { extra: [broken] }));
    expect(failure).toMatchObject({
      code: 'migration-failed',
      details: { version: ACKNOWLEDGED.version, name: 'acknowledged' },
    });
    await tab.restart();
    expect(await tab.call<Opened>('open')).toMatchObject({ created: 'existing' });
    expect(await tab.call('query', { sql: 'select count(*)::int from items' })).toMatchObject({ rows: [{ count: 0 }] });
  });
});

test('a write is acknowledged when it is on the disk, the first time and each time it comes again', async () => {
  await inNewProfile(async (tab) => {
    await tab.call('open');
    await tab.call('query', { sql: CREATE_ACKNOWLEDGED });
    for (let id = 0; id < 4; id++) {
      const before = await tab.call<number>('flushes');
      await tab.call('query', { sql: 'insert into acknowledged values ($1, 1, $2)', parameters: [id, 'text'] });
      expect(await tab.call<number>('flushes')).toBeGreaterThan(before);
    }
  });
});

test('many files in one transaction do not exhaust the pool, and too many in one statement are an error', async () => {
  await inNewProfile(async (tab) => {
    await tab.call('open');
    const make = (prefix: string, count: number) => `DO $$ BEGIN FOR i IN 1..${count} LOOP
      EXECUTE format('create table ${prefix}%s (id serial primary key, x text)', i); END LOOP; END $$`;
    await tab.call('query', { sql: make('few', 10) });
    expect(await failureOf(tab.call('query', { sql: make('many', 60) }))).toMatchObject({ code: 'internal' });
    const left = await tab.call('query', { sql: `select count(*)::int from pg_class where relname ~ '^many[0-9]+$'` });
    expect(left).toMatchObject({ rows: [{ count: 0 }] });
    await tab.call('query', { sql: make('again', 10) });
  });
});

test('a full disk refuses the write, reads go on, and writes work again when there is room', async () => {
  await inNewProfile(async (tab, context) => {
    await tab.call('open');
    await tab.call('query', { sql: CREATE_ACKNOWLEDGED });
    const devtools = await context.newCDPSession(tab.page);
    const origin = new URL(server.url).origin;
    const usage = await tab.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 12e6 });
    const fill = (from: number) => ({
      sql: `insert into acknowledged select id, 1, string_agg(md5(id::text || part::text), '')
        from generate_series($1::int, $1 + 499) id, generate_series(1, 120) part group by id`,
      parameters: [from],
    });
    await tab.call('query', fill(0));
    let failure: unknown = null;
    let rows = 500;
    for (let from = 1000; from < 40_000 && failure === null; from += 1000) {
      failure = await tab.call('query', fill(from)).then(
        () => null,
        () => failureOf(tab.call('query', fill(from))),
      );
      if (failure === null) rows += 500;
    }
    expect(failure).toMatchObject({ code: 'storage-full' });
    const count = { sql: 'select count(*)::int from acknowledged' };
    expect(await tab.call('query', count)).toMatchObject({ rows: [{ count: rows }] });
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await tab.call('query', fill(50_000));
    expect(await tab.call('query', count)).toMatchObject({ rows: [{ count: rows + 500 }] });
  });
}, 60_000);

/** Starts Chromium on a profile of its own, runs until `kill` is called, and ends it with SIGKILL. */
async function untilKilled(profile: string, run: (tab: StoreTab, kill: () => void) => Promise<void>): Promise<void> {
  const context = await launchProfile(profile);
  const gone = new Promise<void>((resolve) => context.on('close', () => resolve()));
  const tab = await openStoreTab(context, server.url);
  await run(tab, () => killBrowserOf(profile)).catch((error: unknown) => {
    if (!/closed|crashed/i.test(String(error))) throw error;
  });
  await gone;
}

function killBrowserOf(profile: string): void {
  const processes = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 1e8 }).split('\n');
  const own = processes.filter((line) => line.includes(`--user-data-dir=${profile}`) && !line.includes('--type='));
  for (const line of own) process.kill(Number.parseInt(line, 10), 'SIGKILL');
}

test('kill -9 during the first start and during writes loses nothing acknowledged and halves nothing', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'hearth-kill-'));
  try {
    for (const afterMs of [250, 700, 1300]) {
      await untilKilled(profile, async (tab, kill) => {
        setTimeout(kill, afterMs);
        await tab.call('open', { image: afterMs === 700 ? 'none' : 'own' });
        await new Promise((resolve) => setTimeout(resolve, afterMs));
      });
    }
    let acknowledged = 0;
    for (const afterMs of [300, 900, 1500]) {
      await untilKilled(profile, async (tab, kill) => {
        await tab.call('open');
        await tab.call('query', { sql: CREATE_ACKNOWLEDGED });
        const sql = 'select coalesce(max(id), 0)::int as last, count(*)::int as rows from acknowledged';
        const { rows } = await tab.call<{ rows: { last: number; rows: number }[] }>('query', { sql });
        const { last = 0, rows: stored = 0 } = rows[0] ?? {};
        expect(last).toBeGreaterThanOrEqual(acknowledged);
        expect(stored).toBe(last * 2);
        tab.page.on('console', (message) => {
          acknowledged = Number(/^acknowledged (\d+)$/.exec(message.text())?.[1] ?? acknowledged);
        });
        setTimeout(kill, afterMs);
        await tab.call('writeForever', { from: last + 1 });
      });
    }
    expect(acknowledged).toBeGreaterThan(10);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}, 90_000);

test('without a private file system the store is in memory and says so', async () => {
  await inNewProfile(async (tab) => {
    expect(await tab.call('openMemory')).toEqual({ engine: 'pglite-memory', durable: false });
    expect(await tab.call('query', { sql: 'select count(*)::int from items' })).toMatchObject({ rows: [{ count: 0 }] });
    expect(await tab.call<number>('sizeBytes')).toBeGreaterThan(1e6);
  });
});
