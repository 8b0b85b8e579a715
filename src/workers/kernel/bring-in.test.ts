import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { createMemoryPlaces, type MemoryPlaces } from '../../../tests/memory-places.ts';
import { TEST_DIALECT } from '../../../tests/open-test-store.ts';
import { createMemoryDraftFiles } from '../../adapters/export/draft-files.ts';
import { entryBlob, readZipEntries } from '../../adapters/export/zip-reader.ts';
import { createZipWriter } from '../../adapters/export/zip-writer.ts';
import { AppError, toAppError } from '../../core/errors.ts';
import { type ExportManifest, MANIFEST_PATH } from '../../core/export/manifest.ts';
import type { BroughtIn } from '../../core/export/transfer.ts';
import { digestTable, type TableDigest } from '../../db/logical/digest.ts';
import { readShapes } from '../../db/logical/shapes.ts';
import { MIGRATIONS } from '../../db/migrations/index.ts';
import { firstPlace } from '../../db/places.ts';
import type { Store } from '../../db/store.ts';
import type { MadeExport } from './kernel.api.ts';

const KIND = TEST_DIALECT === 'sqlite' ? 'sqlite' : 'pglite';
const OTHER = KIND === 'sqlite' ? 'pglite' : 'sqlite';
let house: TestHouse;
let places: MemoryPlaces;
let kernel: TestKernel;
let archive: Blob;
let exported: readonly TableDigest[];
let restarts = 0;

beforeAll(async () => {
  house = await openTestHouse();
  places = createMemoryPlaces(firstPlace(KIND, 1), house.store, house.clock);
  const restart = () => void restarts++;
  const place = places.now.current ?? undefined;
  kernel = await house.open({ place, places, restart });
  await kernel.command('create-note', { itemId: house.ids.next(), title: 'Kiln log', text: 'Fired at **1200**.' });
  await kernel.import([{ path: 'Pots/list.csv', content: 'name,height\nbowl,4\n' }]);
  exported = await digestsOf(house.store);
  archive = ((await kernel.call('export-archive', null)) as MadeExport).bytes;
}, 60_000);
afterAll(async () => {
  await places.end();
  await house.close();
});

const bringIn = (file: Blob, kind = OTHER) => kernel.call('bring-in', { file, kind }) as Promise<BroughtIn>;
const digestsOf = async (store: Store) =>
  Promise.all((await readShapes(store)).map((shape) => digestTable(store, shape)));

/** Nothing was made, nothing was changed. */
async function expectUntouched(blobs: readonly string[]): Promise<void> {
  expect(places.now).toMatchObject({ kept: [], pending: null, current: { id: 'first' } });
  await kernel.kernel.context.originals.idle();
  expect(await house.blobs.list()).toEqual(blobs);
}

async function refusal(file: Blob): Promise<AppError> {
  const blobs = await house.blobs.list();
  const thrown = await bringIn(file).then(
    () => new AppError('internal', 'it was taken'),
    (error: unknown) => toAppError(error),
  );
  await expectUntouched(blobs);
  return thrown;
}

type Contents = Map<string, Uint8Array>;

async function contentsOf(file: Blob): Promise<Contents> {
  const contents: Contents = new Map();
  for (const entry of await readZipEntries(file)) contents.set(entry.name, await bytesOf(await entryBlob(file, entry)));
  return contents;
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const text = (value: string) => new TextEncoder().encode(value);

async function zipOf(entries: Iterable<readonly [string, Uint8Array]>): Promise<Blob> {
  const zip = await createZipWriter(await createMemoryDraftFiles().create(), 0);
  for (const [name, bytes] of entries) await zip.stream(name, [bytes]);
  return zip.finish();
}

/** The archive with its contents changed, zipped anew. */
async function changed(change: (contents: Contents) => void): Promise<Blob> {
  const contents = await contentsOf(archive);
  change(contents);
  return zipOf(contents);
}

/** As somebody would who knows the format: checksums fit. */
function rewrite(contents: Contents, change: (manifest: ExportManifest & Record<string, unknown>) => void): void {
  const manifest = JSON.parse(new TextDecoder().decode(contents.get(MANIFEST_PATH)));
  change(manifest);
  contents.set(MANIFEST_PATH, text(JSON.stringify(manifest)));
}

const LIST = 'originals/Pots/list.csv';

describe('an export is refused and nothing is changed when', () => {
  test.each<[what: string, code: string, message: RegExp, make: () => Promise<Blob> | Blob]>([
    ['it is empty', 'backup-damaged', /end is missing/, () => new Blob([])],
    ['it is no ZIP', 'backup-damaged', /end is missing/, () => new Blob([text('hello'.repeat(99))])],
    ['it is cut off', 'backup-damaged', /end is missing/, () => archive.slice(0, archive.size - 30)],
    [
      'its middle is missing',
      'backup-damaged',
      /directory is not where/,
      async () => new Blob([archive.slice(0, 500), archive.slice(900)]),
    ],
    [
      'a newer Hearth made it',
      'version-mismatch',
      /newer version/,
      () => changed((contents) => rewrite(contents, (manifest) => Object.assign(manifest, { format: 2 }))),
    ],
    [
      'its schema is newer',
      'version-mismatch',
      /newer version/,
      () => changed((contents) => rewrite(contents, (manifest) => Object.assign(manifest, { schemaVersion: 999 }))),
    ],
    [
      'its list is missing',
      'backup-damaged',
      /“manifest.json” is missing/,
      () => changed((contents) => contents.delete(MANIFEST_PATH)),
    ],
    [
      'its list is no JSON',
      'backup-damaged',
      /list of contents cannot be read/,
      () => changed((contents) => contents.set(MANIFEST_PATH, text('{'))),
    ],
    [
      'its list is another',
      'backup-damaged',
      /list of contents is not as/,
      () => changed((contents) => rewrite(contents, (manifest) => Object.assign(manifest, { tables: 7 }))),
    ],
    [
      'a table’s file is missing',
      'backup-damaged',
      /“tables\/items.jsonl” is missing/,
      () => changed((contents) => contents.delete('tables/items.jsonl')),
    ],
    [
      'its list leaves a table out',
      'backup-damaged',
      /the table “items” is missing/,
      () =>
        changed((contents) => {
          contents.delete('tables/items.jsonl');
          rewrite(contents, ({ tables }) =>
            tables.splice(
              tables.findIndex(({ name }) => name === 'items'),
              1,
            ),
          );
        }),
    ],
    [
      'a row is missing',
      'backup-damaged',
      /“tables\/items.jsonl” has \d+ bytes instead of/,
      () => changed((contents) => contents.set('tables/items.jsonl', text(''))),
    ],
    [
      'a row was changed',
      'backup-damaged',
      /“tables\/items.jsonl” does not match its checksum/,
      () => changed((contents) => swap(contents.get('tables/items.jsonl'))),
    ],
    [
      'an original was changed',
      'backup-damaged',
      /list.csv” does not match its checksum/,
      () => changed((contents) => swap(contents.get(LIST))),
    ],
    [
      'it holds what its list does not name',
      'backup-damaged',
      /“evil.sh”, which its list does not name/,
      () => changed((contents) => contents.set('evil.sh', text('rm'))),
    ],
    [
      'a path leads out',
      'backup-damaged',
      /“..\/evil” leads out/,
      () => changed((contents) => contents.set('../evil', text('x'))),
    ],
    [
      'a path leads out further in',
      'backup-damaged',
      /leads out/,
      () => changed((contents) => contents.set('notes/../../evil', text('x'))),
    ],
    [
      'a path begins at the root',
      'backup-damaged',
      /root of a disk/,
      () => changed((contents) => contents.set('/etc/passwd', text('x'))),
    ],
    [
      'a path names a drive',
      'backup-damaged',
      /root of a disk/,
      () => changed((contents) => contents.set('C:/evil', text('x'))),
    ],
    [
      'a path has backslashes',
      'backup-damaged',
      /backslash/,
      () => changed((contents) => contents.set('..\\evil', text('x'))),
    ],
    [
      'a name is there twice',
      'backup-damaged',
      /is there twice/,
      async () => zipOf([...(await contentsOf(archive)), [LIST, text('other')]]),
    ],
    [
      'its list names a file twice',
      'backup-damaged',
      /names “originals\/Pots\/list.csv” twice/,
      () => changed((contents) => rewrite(contents, ({ originals }) => originals.push(...originals))),
    ],
    [
      'an entry says that it is larger than it can be',
      'backup-damaged',
      /which cannot be/,
      async () => patched(archive, 24, 0xfffffff0),
    ],
    ['an entry is encrypted', 'backup-damaged', /is encrypted/, async () => patched(archive, 8, 0x0801, 2)],
    [
      'an entry lies in another',
      'backup-damaged',
      /lies in another file|is cut off/,
      async () => patched(archive, 42, 3, 4, 1),
    ],
    [
      'a row is no row, with checksums that fit',
      'backup-damaged',
      /table “devices”/,
      () => forged('devices', '{"name":7}\n'),
    ],
    [
      'a row is there twice, with checksums that fit',
      'backup-damaged',
      /table “settings” has rows/,
      () => forged('settings', '{"key":"a","value":1}\n{"key":"a","value":1}\n', 2),
    ],
    [
      'a row refers to nothing, with checksums that fit',
      'backup-damaged',
      /table “embeddings” has rows/,
      () =>
        forged(
          'embeddings',
          `{"chunk_id":"00000000-0000-7000-8000-000000000009","model":"m","title":"","vector":"${'AAAA'.repeat(256)}"}\n`,
        ),
    ],
  ])('%s', async (_, code, message, make) => {
    const error = await refusal(await make());
    expect(error.message).toMatch(message);
    expect(error.code).toBe(code);
  });

  test('any byte of it is another, unless it comes in as it was', async () => {
    const wanted = await contentsOf(archive);
    const bytes = await bytesOf(archive);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const altered = Uint8Array.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ flip;
        const file = new Blob([altered]);
        const read = await checked(file);
        if (read instanceof AppError) expect(['backup-damaged', 'version-mismatch']).toContain(read.code);
        else expect(read).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  test('it ends at any byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.size - 1), async (length) => {
        expect(await checked(archive.slice(0, length))).toMatchObject({ code: 'backup-damaged' });
      }),
      { numRuns: 100 },
    );
  });
});

/** What would be taken over, or why nothing is. */
async function checked(file: Blob): Promise<Contents | AppError> {
  const { checkArchive } = await import('./import-archive.ts');
  try {
    const { manifest, entry } = await checkArchive(file, MIGRATIONS.length);
    const names = [...manifest.tables, ...manifest.originals, ...manifest.notes].map(({ path }) => path);
    const contents = await contentsOf(file);
    for (const name of names) contents.set(name, await bytesOf(await entryBlob(file, entry(name))));
    return contents;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

function swap(bytes: Uint8Array | undefined): void {
  if (bytes !== undefined) bytes[5] = (bytes[5] ?? 0) ^ 1;
}

/** A field of an entry in the directory, counted from the last one, overwritten. */
async function patched(file: Blob, field: number, value: number, width = 4, fromLast = 0): Promise<Blob> {
  const bytes = await bytesOf(file);
  const view = new DataView(bytes.buffer);
  let left = fromLast;
  for (let at = bytes.length - 46; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x02014b50 || left-- > 0) continue;
    if (width === 2) view.setUint16(at + field, value, true);
    else view.setUint32(at + field, value, true);
    break;
  }
  return new Blob([bytes]);
}

async function forged(table: string, lines: string, rows = 1): Promise<Blob> {
  const { createHash } = await import('node:crypto');
  return changed((contents) => {
    contents.set(`tables/${table}.jsonl`, text(lines));
    rewrite(contents, ({ tables }) => {
      const found = tables.find(({ name }) => name === table);
      const sha256 = createHash('sha256').update(lines).digest('hex');
      Object.assign(found ?? {}, { sha256, sizeBytes: text(lines).length, rows });
    });
  });
}

describe('bringing an export in', () => {
  test('makes a store beside the one in use, tells what is in it, and changes nothing until it is taken', async () => {
    const brought = await bringIn(archive);
    expect(brought).toMatchObject({
      engine: OTHER,
      originals: 1,
      missing: 0,
      there: { items: 2, notes: 1 },
      here: { items: 2 },
    });
    const { pending } = places.now;
    const made = places.storeAt(pending?.place ?? { id: '' });
    const differing = (await digestsOf(made)).filter(
      ({ table, sha256 }) => exported.find((each) => each.table === table)?.sha256 !== sha256,
    );
    // The next kernel becomes a device of its own.
    expect(differing.map(({ table }) => table)).toEqual(['devices']);
    const { rows } = await made.query<{ self: number }>('select count(*) as self from devices where is_self');
    expect(Number(rows[0]?.self)).toBe(0);
    await kernel.call('drop-brought-in', null);
    await expectUntouched(await house.blobs.list());
  });

  test('of an earlier schema brings it to today’s', async () => {
    const file = await readFile(new URL('../../../tests/histories/store-v5.json', import.meta.url), 'utf8');
    const { exportOfHistory } = await import('../../../tests/export-of-history.ts');
    const brought = await bringIn(await exportOfHistory(JSON.parse(file), 5));
    expect(brought.there.items).toBeGreaterThan(0);
    const made = places.storeAt(places.now.pending?.place ?? { id: '' });
    expect((await readShapes(made)).map(({ name }) => name)).toEqual(
      (await readShapes(house.store)).map(({ name }) => name),
    );
    await kernel.call('drop-brought-in', null);
  }, 60_000);

  test('that is stopped, or finds the disk full, at any step leaves nothing behind', async () => {
    const { context } = kernel.kernel;
    const { put } = house.blobs;
    const blobs = await house.blobs.list();
    Object.assign(house.blobs, { put: () => Promise.reject(new AppError('storage-full', 'full')) });
    await expect(bringIn(archive)).rejects.toMatchObject({ code: 'storage-full' });
    Object.assign(house.blobs, { put });
    await expectUntouched(blobs);
    for (const step of ['checking', 'loading', 'originals']) {
      const abort = new AbortController();
      const onProgress = ({ note }: { note?: string }) => note === step && abort.abort();
      await expect(context.bringIn.start(archive, OTHER, { signal: abort.signal, onProgress })).rejects.toMatchObject({
        code: 'cancelled',
      });
      await expectUntouched(blobs);
    }
  }, 60_000);

  test('left undecided is removed by the next kernel', async () => {
    await bringIn(archive);
    await kernel.kernel.context.bringIn.sweep();
    await expectUntouched(await house.blobs.list());
    await expect(kernel.call('take-brought-in', null)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('and taking it makes it the one in use, keeps the one before, and starts the kernel anew', async () => {
    await bringIn(archive);
    const made = places.now.pending?.place;
    await kernel.call('take-brought-in', null);
    expect(places.now).toMatchObject({ current: made, kept: [{ id: 'first' }], pending: null });
    expect(restarts).toBe(1);
  });
});
