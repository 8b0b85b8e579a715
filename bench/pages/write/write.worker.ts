import imageUrl from 'virtual:store-image';
import * as Comlink from 'comlink';
import { Kysely } from 'kysely';
import { createIdSource } from '../../../src/core/ids.ts';
import { createStoreDialect } from '../../../src/db/kysely-dialect.ts';
import { MIGRATIONS } from '../../../src/db/migrations/index.ts';
import { openStore } from '../../../src/db/open.ts';
import type { EngineKind } from '../../../src/db/stores/directory.ts';
import { SYNCED_COLUMNS } from '../../../src/db/tables/cells.ts';
import type { Database } from '../../../src/db/tables/schema.ts';
import { openWriter } from '../../../src/db/write.ts';
import type { WriteTimes } from './main.ts';

/** One item written by a command with its change log, against a bare insert of the same row, in turn, on one store. */

const clock = { nowMs: () => Date.now() };
const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
const ids = createIdSource(clock, random);
const BLOCK = 25;
/** Rows of a command that writes many. */
const BULK = 500;

const writeBench = {
  async measure(pairs: number, kind: EngineKind, bulkRows: number): Promise<WriteTimes> {
    const { store } = await openStore({ migrations: MIGRATIONS, clock, imageUrl, kind });
    const db = new Kysely<Database>({ dialect: createStoreDialect(store) });
    const [deviceId, workspaceId] = [ids.next(), ids.next()];
    const options = { store, db, deviceId, schemaVersion: MIGRATIONS.length, ids, clock, onCommit: () => undefined };
    const writer = await openWriter(options);
    // As long as those of a row that was written by a command.
    const cells = Object.keys(SYNCED_COLUMNS.items).map((column) => [column, `019a00000000-0000-${deviceId}`]);
    const clocks = JSON.stringify(Object.fromEntries(cells));
    const bare = () => {
      const row = { id: ids.next(), workspace_id: workspaceId, clocks, ...itemValues() };
      const names = Object.keys(row);
      const places = names.map((_, at) => `$${at + 1}`).join(', ');
      return store.query(`insert into items (${names.join(', ')}) values (${places})`, Object.values(row));
    };
    const command = () => {
      const meta = { commandId: ids.next(), type: 'create-note', workspaceId, actor: 'user', remember: true };
      return writer.write(meta, (unit) => unit.insert('items', ids.next(), itemValues()));
    };
    const times = { bare: [] as number[], commands: [] as number[] };
    // Blocks of each: what a write leaves to be done falls to the next, which then is one of its kind.
    for (let block = -1; block < pairs / BLOCK; block++) {
      for (const [write, taken] of [
        [bare, times.bare],
        [command, times.commands],
      ] as const) {
        for (let at = 0; at < BLOCK; at++) {
          const writeMs = await timed(write);
          if (block >= 0) taken.push(writeMs);
        }
      }
    }
    const bulkMs = await timed(async () => {
      for (let at = 0; at < bulkRows; at += BULK) {
        const meta = { commandId: ids.next(), type: 'bulk', workspaceId, actor: 'user', remember: true };
        await writer.write(meta, (unit) => {
          for (let row = at; row < Math.min(at + BULK, bulkRows); row++) unit.insert('items', ids.next(), itemValues());
        });
      }
    });
    const readMs = await timed(() => db.selectFrom('items').selectAll().execute());
    const bytes = await store.sizeBytes();
    await store.close();
    return { ...times, bulkMs, readMs, bytes };
  },
};

const itemValues = () => ({
  kind: 'note',
  title: 'A note that is written to measure',
  folder: 'Bench',
  media_type: 'text/markdown',
  size_bytes: 0,
  language: 'und',
  created_ms: clock.nowMs(),
  updated_ms: clock.nowMs(),
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

export type WriteBench = typeof writeBench;

Comlink.expose(writeBench);
