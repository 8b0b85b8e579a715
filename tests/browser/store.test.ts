import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/db/migrations/index.ts';
import { launchBrowser, launchProfile } from './harness/browser.ts';
import type { TestServer } from './harness/serve.ts';
import { killBrowserOf } from './store-harness/kill.ts';
import { openStoreTab, type StoreTab, serveStorePage } from './store-harness/page.ts';

interface Opened {
  readonly created: string;
  readonly imageRefused: unknown;
}

type Kind = 'pglite' | 'sqlite';

/** Where each engine's files are, and what it says of a store that was made here. */
const ENGINES = {
  pglite: { directory: 'store', engine: 'pglite-opfs' },
  sqlite: { directory: 'sqlite', engine: 'sqlite-opfs' },
} as const;
const KINDS: readonly Kind[] = ['pglite', 'sqlite'];

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

test('SQLite keeps what it was given, in few files, and says what it is', async () => {
  await inNewProfile(async (tab) => {
    const opened = await tab.call<Opened>('open', { kind: 'sqlite' });
    expect(opened).toMatchObject({ created: 'migrated', engine: 'sqlite-opfs' });
    expect(await tab.call('capabilities')).toMatchObject({ name: 'SQLite', persistent: true, durability: 'flushed' });
    await tab.call('query', { sql: 'create table kept (n int, facts jsonb)' });
    await tab.call('query', { sql: 'insert into kept values ($1, $2)', parameters: [42, '{"a":1}'] });
    expect(await tab.call<number>('sizeBytes')).toBeGreaterThan(1e5);
    await tab.call('maintain');
    expect(await tab.call<number>('sizeBytes')).toBeLessThan(1e6);
    expect(await tab.call('files')).toBe(5);
    await tab.restart();
    expect(await tab.call<Opened>('open', { kind: 'sqlite' })).toMatchObject({ created: 'existing' });
    const { rows } = await tab.call<{ rows: unknown[] }>('query', { sql: 'select * from kept' });
    expect(rows).toEqual([{ n: 42, facts: { a: 1 } }]);
    await tab.call('close');
    await tab.restart();
    expect(await tab.call<Opened>('open', { kind: 'sqlite' })).toMatchObject({ created: 'existing' });
    expect(await tab.call('query', { sql: 'select n from kept' })).toMatchObject({ rows: [{ n: 42 }] });
  });
}, 60_000);

test('a half-made directory is removed and made again', async () => {
  await inNewProfile(async (tab) => {
    await tab.call('put', { path: 'hearth/store-1/pg/state.txt', text: '{"root":{"type":"dir' });
    await tab.call('put', { path: 'hearth/store-1/pg/data/made-1', text: 'remains' });
    expect(await tab.call<Opened>('open')).toMatchObject({ created: 'image', imageRefused: null });
    await tab.restart();
    await tab.call('put', { path: 'hearth/sqlite-1/db/.opaque/abc', text: '/hearth.db' });
    expect(await tab.call<Opened>('open', { kind: 'sqlite' })).toMatchObject({ created: 'migrated' });
  });
});

test('SQLite’s files that are damaged where the library would empty them are refused and left as they are', async () => {
  await inNewProfile(async (tab) => {
    const kind = { kind: 'sqlite' };
    await tab.call('open', kind);
    await tab.call('close');
    await tab.restart();
    const before = await tab.call<number[]>('damage', { at: 3, bytes: [88] });
    expect(await failureOf(tab.call('open', kind))).toMatchObject({ code: 'store-corrupt' });
    await tab.restart();
    expect(await tab.call<number[]>('damage', { at: 3, bytes: [97] })).toEqual(before);
    expect(await tab.call<Opened>('open', kind)).toMatchObject({ created: 'existing' });
    await tab.call('close');
    await tab.restart();
    await tab.call('damage', { at: 4096, bytes: Array.from({ length: 4096 }, () => 7) });
    expect(await failureOf(tab.call('open', kind))).toMatchObject({ code: 'store-corrupt' });
  });
});

interface Chosen extends Opened {
  readonly engine: string;
  readonly reason: string | null;
}

describe('which engine', () => {
  test('is chosen at the first opening, by wish or PostgreSQL; then it stays, and another wish is told so', async () => {
    await inNewProfile(async (tab) => {
      const asked = await tab.call<Chosen>('openChosen', { wish: 'sqlite' });
      expect(asked).toEqual({ created: 'migrated', engine: 'sqlite-opfs', reason: null });
      await tab.call('query', { sql: 'create table kept (n int)' });
      await tab.restart();
      const found = await tab.call<Chosen>('openChosen');
      expect(found).toEqual({ created: 'existing', engine: 'sqlite-opfs', reason: null });
      await tab.restart();
      const other = await tab.call<Chosen>('openChosen', { wish: 'pglite' });
      expect(other).toMatchObject({ created: 'existing', engine: 'sqlite-opfs' });
      expect(other.reason).toMatch(/PostgreSQL was asked for. Your things are in SQLite already/);
      expect(await tab.call('query', { sql: 'select * from kept' })).toMatchObject({ rows: [] });
    });
    await inNewProfile(async (tab) => {
      const usual = await tab.call<Chosen>('openChosen');
      expect(usual).toEqual({ created: 'image', engine: 'pglite-opfs', reason: null });
    });
  }, 60_000);

  test('is SQLite by itself where the browser opens too few files for PostgreSQL', async () => {
    await inNewProfile(async (tab) => {
      await tab.call('limitFiles', { most: 250 });
      const fallen = await tab.call<Chosen>('openChosen');
      expect(fallen).toMatchObject({ created: 'migrated', engine: 'sqlite-opfs' });
      expect(fallen.reason).toMatch(/too few files/);
      expect(await tab.call('files')).toBe(6);
      await tab.restart();
      await tab.call('limitFiles', { most: 250 });
      const found = await tab.call<Chosen>('openChosen');
      expect(found).toEqual({ created: 'existing', engine: 'sqlite-opfs', reason: null });
    });
  }, 60_000);
});

describe.each(KINDS)('on %s', (kind) => {
  const { directory, engine } = ENGINES[kind];

  test('a directory of a newer version is refused and left alone', async () => {
    await inNewProfile(async (tab) => {
      await tab.call('put', { path: `hearth/${directory}-9/created.json`, text: '{}' });
      expect(await failureOf(tab.call('open', { kind }))).toMatchObject({ code: 'version-mismatch' });
      expect(await tab.call('files')).toBe(1);
    });
  });

  test('a store that another context holds is busy, and opens once it is let go', async () => {
    await inNewProfile(async (tab, context) => {
      expect(await tab.call<Opened>('open', { kind })).toMatchObject({ engine });
      const other = await openStoreTab(context, server.url);
      const refused = await failureOf(other.call('open', { kind, busyTimeoutMs: 200 }));
      expect(refused).toMatchObject({ code: 'store-busy', retryable: true });
      const waiting = other.call<Opened>('open', { kind });
      await tab.page.close();
      expect(await waiting).toMatchObject({ created: 'existing' });
    });
  });

  test('a failed migration leaves the old state', async () => {
    await inNewProfile(async (tab) => {
      await tab.call('open', { kind });
      await tab.call('close');
      await tab.restart();
      const broken = { ...ACKNOWLEDGED, statements: [...ACKNOWLEDGED.statements, 'drop table items', 'no such thing'] };
      const failure = await failureOf(tab.call('open', { kind, extra: [broken] }));
      expect(failure).toMatchObject({
        code: 'migration-failed',
        details: { version: ACKNOWLEDGED.version, name: 'acknowledged' },
      });
      await tab.restart();
      expect(await tab.call<Opened>('open', { kind })).toMatchObject({ created: 'existing' });
      const count = { sql: 'select count(*) as count from items' };
      expect(await tab.call('query', count)).toMatchObject({ rows: [{ count: 0 }] });
    });
  });

  test('a write is acknowledged when it is on the disk, the first time and each time it comes again', async () => {
    await inNewProfile(async (tab) => {
      await tab.call('open', { kind });
      await tab.call('query', { sql: CREATE_ACKNOWLEDGED });
      for (let id = 0; id < 4; id++) {
        const before = await tab.call<number>('flushes');
        await tab.call('query', { sql: 'insert into acknowledged values ($1, 1, $2)', parameters: [id, 'text'] });
        expect(await tab.call<number>('flushes')).toBeGreaterThan(before);
      }
    });
  });

  test('a full disk refuses the write, reads go on, and writes work again when there is room', async () => {
    await inNewProfile(async (tab, context) => {
      await tab.call('open', { kind });
      await tab.call('query', { sql: CREATE_ACKNOWLEDGED });
      const devtools = await context.newCDPSession(tab.page);
      const origin = new URL(server.url).origin;
      const usage = await tab.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 12e6 });
      // Of digits that no engine can make much shorter.
      const textOf = (id: number) => Array.from({ length: 400 }, (_, at) => Math.sin(id * 400 + at)).join('');
      const fill = (from: number) => ({
        sql: 'insert into acknowledged values ($1, 1, $2)',
        lists: Array.from({ length: 500 }, (_, at) => [from + at, textOf(from + at).slice(0, 4000)]),
      });
      await tab.call('batch', fill(0));
      let failure: unknown = null;
      let rows = 500;
      for (let from = 1000; from < 40_000 && failure === null; from += 1000) {
        failure = await tab.call('batch', fill(from)).then(
          () => null,
          () => failureOf(tab.call('batch', fill(from))),
        );
        if (failure === null) rows += 500;
      }
      expect(failure).toMatchObject({ code: 'storage-full' });
      const count = { sql: 'select count(*) as count from acknowledged' };
      expect(await tab.call('query', count)).toMatchObject({ rows: [{ count: rows }] });
      await devtools.send('Storage.overrideQuotaForOrigin', { origin });
      await tab.call('batch', fill(50_000));
      expect(await tab.call('query', count)).toMatchObject({ rows: [{ count: rows + 500 }] });
      await tab.call('close');
      await tab.restart();
      await tab.call('open', { kind });
      expect(await tab.call('query', count)).toMatchObject({ rows: [{ count: rows + 500 }] });
    });
  }, 60_000);

  test('kill -9 during the first start and during writes loses nothing acknowledged and halves nothing', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'hearth-kill-'));
    try {
      for (const afterMs of [250, 700, 1300]) {
        await untilKilled(profile, async (tab, kill) => {
          setTimeout(kill, afterMs);
          await tab.call('open', { kind, image: afterMs === 700 ? 'none' : 'own' });
          await new Promise((resolve) => setTimeout(resolve, afterMs));
        });
      }
      let acknowledged = 0;
      for (const afterMs of [300, 900, 1500]) {
        await untilKilled(profile, async (tab, kill) => {
          await tab.call('open', { kind });
          await tab.call('query', { sql: CREATE_ACKNOWLEDGED });
          const sql = 'select coalesce(max(id), 0) as last, count(*) as rows from acknowledged';
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

test('a directory of another version of PostgreSQL is refused in a sentence and left alone', async () => {
  await inNewProfile(async (tab) => {
    await tab.call('open');
    await tab.call('query', { sql: 'create table kept (n int)' });
    await tab.call('close');
    await tab.restart();
    expect(await tab.call<number>('rewrite', { from: '18\n', to: '17\n' })).toBeGreaterThan(0);
    const before = await tab.call('fingerprints');
    expect(await failureOf(tab.call('open'))).toMatchObject({
      code: 'version-mismatch',
      message: expect.stringMatching(/written by PostgreSQL 17, .* has PostgreSQL 18. Nothing was changed/),
    });
    await tab.restart();
    expect(await tab.call('fingerprints')).toEqual(before);
    await tab.call('rewrite', { from: '17\n', to: '18\n' });
    expect(await tab.call<Opened>('open')).toMatchObject({ created: 'existing' });
    expect(await tab.call('query', { sql: 'select * from kept' })).toMatchObject({ rows: [] });
  });
});

test('what a killed browser was writing is removed by the next one, and what is being written is not', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'hearth-kill-'));
  const startedMs = Date.now();
  try {
    await untilKilled(profile, async (tab, kill) => {
      await tab.call('leaveUnfinished', { bytes: 100_000 });
      kill();
    });
    const context = await launchProfile(profile);
    const tab = await openStoreTab(context, server.url);
    const remove = (beforeMs: number) => tab.call('removeUnfinished', { beforeMs });
    expect(await remove(startedMs)).toEqual({ removed: 0, bytes: 0 });
    expect(await remove(Date.now())).toEqual({ removed: 1, bytes: 100_000 });
    await context.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('a folder that goes away while it is measured has no size and is no failure', async () => {
  await inNewProfile(async (tab) => {
    expect(await tab.call('sizeOfRemoved')).toBe(0);
  });
});

test('a version that cannot be, and one that only one file says, is damage and no other version', async () => {
  await inNewProfile(async (tab) => {
    await tab.call('open');
    await tab.call('close');
    const openWith = async (to: string, only?: number): Promise<string | null> => {
      await tab.restart();
      if ((await tab.call<number>('rewrite', { from: '18\n', to, only })) === 0) return null;
      const { code } = (await failureOf(tab.call('open'))) as { code: string };
      await tab.restart();
      await tab.call('rewrite', { from: to, to: '18\n' });
      return code;
    };
    expect(await openWith('m8\n')).toBe('store-corrupt');
    const met: (string | null)[] = [];
    while (met.at(-1) !== null) met.push(await openWith('58\n', met.length));
    expect(met).toContain('store-corrupt');
    expect(met).not.toContain('version-mismatch');
  });
});

test('without a private file system the store is in memory and says so', async () => {
  await inNewProfile(async (tab) => {
    expect(await tab.call('openMemory')).toEqual({ engine: 'sqlite-memory', persistent: false });
    expect(await tab.call('query', { sql: 'select count(*) as count from items' })).toMatchObject({
      rows: [{ count: 0 }],
    });
    expect(await tab.call<number>('sizeBytes')).toBeGreaterThan(1e5);
  });
});
