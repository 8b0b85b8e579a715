import { sha256InPieces } from '../../../src/adapters/files/blob-store.ts';
import type { SqlDialect, Store } from '../../../src/db/store.ts';

/** What an import and the learning of meanings have left: documents, originals and vectors, as the store and the disk have them. */

export interface ImportedReport {
  /** One line for each item: what it is, its text, and how much hangs on it. Sorted. */
  readonly documents: readonly string[];
  /** The names of all originals on disk. Sorted. */
  readonly originals: readonly string[];
}

export interface LearnedChunk {
  readonly chunkId: string;
  /** Another one, if its vector was written again: the transaction, or the row's number. Null where it has none. */
  readonly writtenBy: string | null;
}

/** A document is the same wherever it came from first: two archives may hold the same file. */
const DOCUMENTS = `select i.kind || ' ' || t.text_hash || ' ' || i.size_bytes || ': ' ||
    (select count(*) from chunks c where c.item_id = i.id) || ' passages, ' ||
    (select count(*) from links l where l.from_item = i.id and l.deleted_ms is null) || ' links, ' ||
    (select count(*) from links l where l.from_item = i.id and l.deleted_ms is null and l.kind = 'attachment'
      and l.to_item is not null) || ' attachments' as line
  from items i join item_texts t on t.item_id = i.id where i.deleted_ms is null order by 1`;

export async function imported(store: Store): Promise<ImportedReport> {
  const { rows } = await store.query<{ line: string }>(DOCUMENTS);
  return { documents: rows.map(({ line }) => line).sort(), originals: [...(await originalFiles()).keys()].sort() };
}

/** What a row has of its own from being written. */
const WRITTEN: Readonly<Record<SqlDialect, string>> = { postgresql: 'xmin', sqlite: 'rowid' };

export async function learnedChunks(store: Store): Promise<readonly LearnedChunk[]> {
  const { rows } = await store.query<{ id: string; written: string | null }>(
    `select c.id, cast(e.${WRITTEN[store.dialect]} as text) as written from chunks c
      left join embeddings e on e.chunk_id = c.id order by c.id`,
  );
  return rows.map(({ id, written }) => ({ chunkId: id, writtenBy: written }));
}

/** In sentences: originals that an item or an import needs and that are not there, or are there by halves. */
export async function originalFaults(store: Store): Promise<string[]> {
  const files = await originalFiles();
  const { rows } = await store.query<{ hash: string }>(
    `select blob_hash as hash from items where blob_hash is not null union select hash from blobs
      union select f.blob_hash from import_files f join runs r on r.id = f.run_id
        where f.status = 'copied' and r.status in ('running', 'paused')`,
  );
  const faults: string[] = [];
  for (const { hash } of rows) {
    const file = files.get(hash);
    if (file === undefined) faults.push(`the original ${hash} is not there`);
    else if ((await sha256InPieces(file)) !== hash) faults.push(`the original ${hash} is there by halves`);
  }
  return faults;
}

async function originalFiles(): Promise<Map<string, File>> {
  const files = new Map<string, File>();
  const collect = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    for await (const handle of folder.values()) {
      if (handle.kind === 'directory') await collect(handle as FileSystemDirectoryHandle);
      // Files of another name are the browser's, which had not written them to their end.
      else if (/^[0-9a-f]{64}$/.test(handle.name))
        files.set(handle.name, await (handle as FileSystemFileHandle).getFile());
    }
  };
  const root = await navigator.storage.getDirectory();
  const hearth = await root.getDirectoryHandle('hearth', { create: true });
  await collect(await hearth.getDirectoryHandle('blobs', { create: true }));
  return files;
}
