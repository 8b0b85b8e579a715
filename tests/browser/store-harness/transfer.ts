import imageUrl from 'virtual:store-image';
import { Kysely } from 'kysely';
import { createDraftFiles } from '../../../src/adapters/export/draft-files.ts';
import { openBlobStore } from '../../../src/adapters/files/blob-store.ts';
import { createStoreDialect } from '../../../src/db/kysely-dialect.ts';
import { MIGRATIONS } from '../../../src/db/migrations/index.ts';
import { newPlace } from '../../../src/db/places.ts';
import type { Store } from '../../../src/db/store.ts';
import { createStorePlaces } from '../../../src/db/store-places.ts';
import type { EngineKind } from '../../../src/db/stores/directory.ts';
import type { Database } from '../../../src/db/tables/schema.ts';
import { makeArchive } from '../../../src/workers/kernel/export-archive.ts';
import { checkArchive, loadOriginals, loadTables } from '../../../src/workers/kernel/import-archive.ts';

/** An export and its way back, on the real file system, beside a plain copy of the same bytes. */

const clock = { nowMs: () => Date.now() };

export interface TransferArgument {
  readonly kind: EngineKind;
  readonly originals: number;
  readonly originalBytes: number;
}

export interface Transferred {
  readonly bytes: number;
  /** Rows as JSON lines, before they are packed. */
  readonly tableBytes: number;
  /** While rows were read and writes waited. */
  readonly heldMs: number;
  /** Until the file could be saved. */
  readonly madeMs: number;
  /** From there to the disk. */
  readonly savedMs: number;
  /** The saved file once more. */
  readonly copiedMs: number;
  readonly checkedMs: number;
  readonly loadedMs: number;
}

export async function transfer(store: Store, argument: TransferArgument): Promise<Transferred> {
  const root = await navigator.storage.getDirectory();
  const blobs = await openBlobStore(root);
  await addOriginals(store, blobs, argument);
  const draft = await createDraftFiles(root, () => 'bench').create();
  let heldMs = 0;
  const context = {
    store,
    db: new Kysely<Database>({ dialect: createStoreDialect(store) }),
    clock,
    blobs,
    schemaVersion: MIGRATIONS.length,
    originals: { whileCopying: <T>(work: () => Promise<T>) => work() },
    writer: {
      exclusive: async <T>(work: () => Promise<T>) => {
        const [ms, value] = await timed(work);
        heldMs = ms;
        return value;
      },
    },
  };
  const [madeMs, { bytes: archive, manifest }] = await timed(() => makeArchive(context, draft, 'bench', {}));
  const [savedMs, saved] = await timed(() => copyTo(root, 'saved.zip', archive));
  const [copiedMs] = await timed(() => copyTo(root, 'copy.zip', saved));
  await draft.discard();
  for (const hash of await blobs.list()) await blobs.remove(hash);
  const [checkedMs, checked] = await timed(() => checkArchive(saved, MIGRATIONS.length));
  const [loadedMs] = await timed(async () => {
    const places = createStorePlaces({ migrations: MIGRATIONS, clock, imageUrl });
    const made = await places.open(newPlace('brought-in', argument.kind, 'restore', 0));
    await loadTables(made, checked);
    await loadOriginals(blobs, checked);
    await made.close();
  });
  const tableBytes = manifest.tables.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { bytes: saved.size, tableBytes, heldMs, madeMs, savedMs, copiedMs, checkedMs, loadedMs };
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [ms: number, value: T]> {
  const startedMs = performance.now();
  const value = await work();
  return [performance.now() - startedMs, value];
}

async function addOriginals(
  store: Store,
  blobs: Awaited<ReturnType<typeof openBlobStore>>,
  { originals, originalBytes }: TransferArgument,
): Promise<void> {
  for (let at = 0; at < originals; at++) {
    const bytes = new Uint8Array(originalBytes);
    for (let from = 0; from < originalBytes; from += 65_536) {
      crypto.getRandomValues(bytes.subarray(from, from + 65_536));
    }
    const { hash } = await blobs.put(new Blob([bytes]));
    await store.query('insert into blobs (hash, size_bytes, media_type, created_ms) values ($1, $2, $3, 0)', [
      hash,
      originalBytes,
      'application/octet-stream',
    ]);
  }
}

async function copyTo(root: FileSystemDirectoryHandle, name: string, bytes: Blob): Promise<File> {
  const file = await root.getFileHandle(name, { create: true });
  await bytes.stream().pipeTo(await file.createWritable());
  return file.getFile();
}
