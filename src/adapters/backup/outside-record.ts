import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * The folder that the user gave for backups. A handle is no text: only IndexedDB keeps it. It belongs to this browser and
 * not to a store, so that it is still known after another store has come into use. The passphrase is nowhere.
 */
export interface OutsideRecord {
  readonly folder: FileSystemDirectoryHandle;
  /** What backups are locked for (`age1…`). Nobody can open one with it. */
  readonly recipient: string;
  /** Of what this browser writes into it. */
  readonly writer: string;
  readonly sinceMs: number;
}

interface RecordSchema extends DBSchema {
  readonly records: { readonly key: string; readonly value: OutsideRecord };
}

const KEY = 'folder';

/** Open for one call only, so that no tab stands in the way of another one's upgrade. */
async function withRecords<T>(work: (database: IDBPDatabase<RecordSchema>) => Promise<T>): Promise<T> {
  const database = await openDB<RecordSchema>('hearth-outside', 1, {
    upgrade: (opened) => void opened.createObjectStore('records'),
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Null where no folder was given. */
export const readOutsideRecord = async (): Promise<OutsideRecord | null> =>
  (await withRecords((database) => database.get('records', KEY))) ?? null;

export const writeOutsideRecord = async (record: OutsideRecord): Promise<void> =>
  void (await withRecords((database) => database.put('records', record, KEY)));

/** The folder and what is in it stay as they are. */
export const forgetOutsideRecord = (): Promise<void> => withRecords((database) => database.delete('records', KEY));
