import type { Database, SAHPoolUtil } from '@sqlite.org/sqlite-wasm';
import { AppError } from '../../../core/errors.ts';
import type { Store } from '../../store.ts';
import { removeHalfMade, type StoreDirectory } from '../directory.ts';
import { engineFailure } from '../engine-failure.ts';
import { compileSqlite } from './assets.ts';
import { type SqliteEngine, startSqlite } from './engine.ts';
import { toSqliteError } from './errors.ts';
import { addPageChecks } from './page-checks.ts';
import { checkPool, poolBytes } from './pool-check.ts';
import { configure } from './settings.ts';
import { createSqliteStore } from './sqlite-store.ts';

const DATABASE = '/hearth.db';
/** The database, its log, and as many again for what a statement may want beside them. */
const POOL_FILES = 4;

/**
 * Opens the database on the private file system, or makes it where the directory has no marker. Strict durability. Rejects
 * with `store-busy`, `store-corrupt`, `storage-full` or `offline`.
 */
export async function openSqlite(
  directory: StoreDirectory,
  compiled: Promise<WebAssembly.Module> = compileSqlite(),
): Promise<Store> {
  compiled.catch(() => undefined); // awaited later; a failure before that is told there
  if (directory.made === null) await removeHalfMade(directory);
  else await checkPool(directory, DATABASE);
  const engine = await startSqlite(compiled).catch((thrown: unknown) => {
    throw engineFailure(thrown) ?? thrown;
  });
  let pool: SAHPoolUtil | null = null;
  let db: Database | null = null;
  try {
    pool = await openPool(engine, directory.path);
    db = new pool.OpfsSAHPoolDb(DATABASE);
    const { takeDamagedPage } = addPageChecks(engine, db);
    configure(db, { persistent: true });
    const held = pool;
    const sizeBytes = () => poolBytes(directory);
    const release = () => void held.pauseVfs();
    return createSqliteStore(engine, db, { persistent: true, sizeBytes, release, takeDamagedPage });
  } catch (thrown) {
    db?.close();
    pool?.pauseVfs();
    throw openingError(engine, thrown, directory);
  }
}

/** Left to itself, the library removes the whole directory when it cannot open one of its files. */
function openPool({ sqlite3 }: SqliteEngine, directory: string): Promise<SAHPoolUtil> {
  const options = { name: 'hearth', directory, initialCapacity: POOL_FILES, preserveOnInitFailure: true };
  return sqlite3.installOpfsSAHPoolVfs({ ...options, ...REPORTING });
}

/** Failures of files are told to whoever started the engine. */
const REPORTING = { verbosity: 1 };

function openingError({ sqlite3, takeFileFault }: SqliteEngine, thrown: unknown, { made }: StoreDirectory): AppError {
  const result =
    thrown instanceof sqlite3.SQLite3Error ? (sqlite3.capi.sqlite3_js_rc_str(thrown.resultCode) ?? '') : '';
  const error = engineFailure(thrown) ?? toSqliteError(thrown, { result, file: takeFileFault() });
  if (error.code !== 'internal' || made === null) return error;
  return new AppError('store-corrupt', 'The stored data cannot be opened.', { cause: thrown });
}
