import type { Store } from '../../store.ts';
import { startSqlite } from './engine.ts';
import { configure } from './settings.ts';
import { createSqliteStore } from './sqlite-store.ts';

/** A database that is gone with the page, or with the process of a test. */
export async function openMemorySqlite(compiled?: Promise<WebAssembly.Module>): Promise<Store> {
  const engine = await startSqlite(compiled);
  const db = new engine.sqlite3.oo1.DB(':memory:');
  configure(db, { persistent: false });
  const pageBytes = () =>
    Number(db.selectValue('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size'));
  return createSqliteStore(engine, db, {
    persistent: false,
    sizeBytes: async () => pageBytes(),
    release() {},
    takeDamagedPage: () => null,
  });
}
