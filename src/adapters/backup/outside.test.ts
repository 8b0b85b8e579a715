import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { BackupFiles } from '../../core/backup/backup-files.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import { outsideName } from '../../core/backup/outside.ts';
import { AppError } from '../../core/errors.ts';
import { decodeManifest, encodeManifest } from '../../db/backup/manifest-file.ts';
import { createMemoryBlobStore, sha256 } from '../files/blob-store.ts';
import { makeKey, pieces, unlockKey } from './age.ts';
import type { OutsideFolder, OutsideShelfFiles } from './outside-folder.ts';
import { bringIn, bringInSingle, type Spool } from './outside-read.ts';
import {
  type BackupToWrite,
  type Inside,
  listOutside,
  lockSingle,
  removeOutside,
  thinOutside,
  writeOutside,
} from './outside-write.ts';

const PASSPHRASE = 'a hazel hedge in October';
const QUICK = 4;
const DAY_MS = 86_400_000;
const NOON_MS = Date.UTC(2026, 10, 19, 12);

const made = await makeKey(PASSPHRASE, QUICK);
const { recipient } = made;
const HERE = { recipient, writer: 'here' };
const ELSEWHERE = { recipient, writer: 'elsewhere' };
const key = { identity: (await unlockKey(made.file, PASSPHRASE)).identity };

/** A folder in memory whose files can be altered, and that can fail at each write. */
function memoryFolder() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const folder = { files, failAt: Number.POSITIVE_INFINITY, writes: 0 };
  const under = (top: string): OutsideShelfFiles => ({
    names: async () => [...files.keys()].filter((path) => path.startsWith(top)).map((path) => path.slice(top.length)),
    async read(name) {
      const bytes = files.get(top + name);
      return bytes === undefined ? null : new File([bytes], name);
    },
    async write(name, stream) {
      if (++folder.writes >= folder.failAt) throw new AppError('storage-denied', 'Not any more.');
      const bytes = new Uint8Array(
        await new Blob((await Array.fromAsync(pieces(stream))).map((each) => Uint8Array.from(each))).arrayBuffer(),
      );
      files.set(top + name, bytes);
      return bytes.length;
    },
    remove: async (name) => void files.delete(top + name),
  });
  const top = under('');
  const outside: OutsideFolder = {
    ...top,
    name: 'Backups',
    list: async () =>
      [...files].filter(([path]) => !path.includes('/')).map(([name, bytes]) => ({ name, sizeBytes: bytes.length })),
    shelf: (which) => under(`${which}s/`),
  };
  return Object.assign(folder, { outside });
}

function memoryInside(): Inside & {
  readonly segments: Map<string, Uint8Array<ArrayBuffer>>;
  readonly manifests: Map<string, string>;
} {
  const segments = new Map<string, Uint8Array<ArrayBuffer>>();
  const manifests = new Map<string, string>();
  const files: BackupFiles = {
    putSegment: async (hash, bytes) => void segments.set(hash, bytes),
    getSegment: async (hash) => segments.get(hash) ?? null,
    listSegments: async () => [...segments.keys()],
    removeSegment: async (hash) => void segments.delete(hash),
    putManifest: async (id, text) => void manifests.set(id, text),
    getManifest: async (id) => manifests.get(id) ?? null,
    listManifests: async () => [...manifests.keys()],
    removeManifest: async (id) => void manifests.delete(id),
    sizeBytes: async () => 0,
  };
  return { files, originals: createMemoryBlobStore(), segments, manifests };
}

const toBlob = async (bytes: AsyncIterable<Uint8Array>) =>
  new Blob((await Array.fromAsync(bytes)).map((piece) => Uint8Array.from(piece)));

const spool: Spool = async (bytes, _sizeBytes, use) => use(await toBlob(bytes));
const READING = { spool, decodeManifest };

const gzip = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
  );

/** A backup of the texts, each of which is a segment. */
async function makeBackup(
  inside: Inside,
  texts: readonly string[],
  { madeMs = NOON_MS, originals = [] as readonly string[] } = {},
): Promise<BackupToWrite> {
  const segments = [];
  for (const text of texts) {
    const bytes = new TextEncoder().encode(`${text}\n`);
    const hash = await sha256(bytes.buffer);
    await inside.files.putSegment(hash, await gzip(bytes));
    segments.push({ start: [text], rows: 1, bytes: bytes.length, sha256: hash });
  }
  const hashes = [];
  for (const text of originals) hashes.push((await inside.originals.put(new Blob([text]))).hash);
  const manifest: BackupManifest = {
    ...{
      format: 1,
      id: crypto.randomUUID(),
      madeMs,
      elapsedMs: 1,
      reason: 'schedule',
      kind: 'base',
      parent: null,
      depth: 0,
    },
    ...{ baseMs: madeMs, schemaVersion: 6, app: 'test', place: null, device: null },
    position: { sequences: {}, hlc: null, revision: 0, floors: '' },
    tables: [
      {
        name: 'items',
        order: ['id'],
        segmentRows: 512,
        rows: texts.length,
        bytes: 1,
        sha256: '0'.repeat(64),
        segments,
      },
    ],
    ...{ leftOut: [], originals: { count: hashes.length, bytes: 1 }, writtenBytes: 1 },
  };
  return { manifest, text: await encodeManifest(manifest), originals: hashes };
}

const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (thrown: unknown) => Reflect.get(thrown as object, 'code'),
  );

test('a backup that is brought in from the folder is what was written to it', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  const backup = await makeBackup(from, ['bees', 'plums'], {
    originals: ['a scan of the deed', ''.padEnd(200_000, 'x')],
  });
  await writeOutside(folder.outside, HERE, from, backup);
  const to = memoryInside();
  const [listed] = await listOutside(folder.outside);
  expect(listed).toMatchObject({ id: backup.manifest.id, kind: 'base', writer: 'here', madeMs: NOON_MS });
  expect(await bringIn(folder.outside, listed?.fileName ?? '', key, to, READING)).toEqual(backup.manifest);
  expect(to.segments).toEqual(from.segments);
  expect(to.manifests.get(backup.manifest.id)).toBe(backup.text);
  expect((await to.originals.list()).toSorted()).toEqual((await from.originals.list()).toSorted());
});

test('what did not change is written once, and nothing in the folder tells what it holds', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  const first = await makeBackup(from, ['bees', 'plums'], { originals: ['a scan of the deed'] });
  await writeOutside(folder.outside, HERE, from, first);
  const before = new Set(folder.files.keys());
  const second = await makeBackup(from, ['bees', 'frost'], {
    madeMs: NOON_MS + DAY_MS,
    originals: ['a scan of the deed'],
  });
  await writeOutside(folder.outside, HERE, from, second);
  const added = [...folder.files.keys()].filter((path) => !before.has(path));
  expect(added.filter((path) => path.startsWith('objects/'))).toHaveLength(1);
  const all = [...folder.files].map(([path, bytes]) => path + new TextDecoder('latin1').decode(bytes)).join('');
  const hashes = [...(await from.originals.list()), ...from.segments.keys()];
  for (const secret of ['bees', 'the deed', recipient, ...hashes]) expect(all).not.toContain(secret);
});

test('whatever is missing, cut off or altered is named, and nothing of it counts', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  const backup = await makeBackup(from, ['bees', 'plums'], { originals: ['a scan of the deed'] });
  await writeOutside(folder.outside, HERE, from, backup);
  const name = outsideName(backup.manifest);
  for (const [path, bytes] of [...folder.files].filter(([each]) => each.endsWith('.age'))) {
    const flipped = Uint8Array.from(bytes);
    flipped[bytes.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    for (const change of [null, bytes.slice(0, -1), bytes.slice(0, bytes.length / 2), flipped]) {
      if (change === null) folder.files.delete(path);
      else folder.files.set(path, change);
      const to = memoryInside();
      const code = await refusal(bringIn(folder.outside, name, key, to, READING));
      expect(path === name && change === null ? ['not-found'] : ['backup-damaged', 'wrong-passphrase']).toContain(code);
      expect(to.manifests.size).toBe(0);
    }
    folder.files.set(path, bytes);
  }
  expect(await refusal(bringIn(folder.outside, name, key, memoryInside(), READING))).toBe('done');
});

test('a part that another one was put in place of is refused', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  const backup = await makeBackup(from, ['bees', 'plums'], { originals: ['one', 'two'] });
  await writeOutside(folder.outside, HERE, from, backup);
  const objects = [...folder.files].filter(([path]) => path.startsWith('objects/'));
  for (const [at, [path, bytes]] of objects.entries()) {
    folder.files.set(path, objects[(at + 1) % objects.length]?.[1] ?? bytes);
    const to = memoryInside();
    expect(await refusal(bringIn(folder.outside, outsideName(backup.manifest), key, to, READING))).toBe(
      'backup-damaged',
    );
    expect(to.manifests.size).toBe(0);
    folder.files.set(path, bytes);
  }
});

test('a backup of a newer Hearth, and one with a table of parts missing, are refused', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  const { manifest, originals } = await makeBackup(from, ['bees']);
  const newer = { manifest, text: await encodeManifest({ ...manifest, format: 2 as 1 }), originals };
  await writeOutside(folder.outside, HERE, from, newer);
  expect(await refusal(bringIn(folder.outside, outsideName(manifest), key, memoryInside(), READING))).toBe(
    'version-mismatch',
  );
  const more = {
    ...manifest,
    tables: [
      ...manifest.tables,
      { ...manifest.tables[0], segments: [{ start: ['x'], rows: 1, bytes: 1, sha256: 'f'.repeat(64) }] },
    ],
  };
  await writeOutside(folder.outside, HERE, from, {
    manifest,
    text: await encodeManifest(more as BackupManifest),
    originals,
  });
  expect(await refusal(bringIn(folder.outside, outsideName(manifest), key, memoryInside(), READING))).toBe(
    'backup-damaged',
  );
});

test('the folder’s permission withdrawn at any write leaves no half backup, and the next one makes up for it', async () => {
  const from = memoryInside();
  const backup = await makeBackup(from, ['bees', 'plums'], { originals: ['a scan'] });
  const whole = memoryFolder();
  await writeOutside(whole.outside, HERE, from, backup);
  for (let failAt = 1; failAt <= whole.writes; failAt++) {
    const folder = memoryFolder();
    folder.failAt = failAt;
    expect(await refusal(writeOutside(folder.outside, HERE, from, backup))).toBe('storage-denied');
    expect(await listOutside(folder.outside)).toEqual([]);
    folder.failAt = Number.POSITIVE_INFINITY;
    await writeOutside(folder.outside, HERE, from, backup);
    const to = memoryInside();
    await bringIn(folder.outside, outsideName(backup.manifest), key, to, READING);
    expect(to.segments.size).toBe(2);
  }
});

test('removing a backup leaves what others need, and takes the rest', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  const old = await makeBackup(from, ['bees', 'plums'], { originals: ['only in the old one'] });
  const young = await makeBackup(from, ['bees', 'frost'], { madeMs: NOON_MS + DAY_MS });
  const other = await makeBackup(from, ['hedge']);
  for (const each of [old, young]) await writeOutside(folder.outside, HERE, from, each);
  await writeOutside(folder.outside, ELSEWHERE, from, other);
  await removeOutside(folder.outside, new Set([old.manifest.id]), NOON_MS + 2 * DAY_MS);
  expect([...folder.files.keys()].filter((path) => path.startsWith('objects/'))).toHaveLength(3);
  expect((await listOutside(folder.outside)).map(({ id }) => id)).toEqual([young.manifest.id, other.manifest.id]);
  for (const { manifest } of [young, other])
    await bringIn(folder.outside, outsideName(manifest), key, memoryInside(), READING);
});

test('where a list is lost no object is removed, and what is just being written is spared', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  const [one, two, half] = [
    await makeBackup(from, ['bees']),
    await makeBackup(from, ['plums']),
    await makeBackup(from, ['frost']),
  ];
  for (const each of [one, two, half]) await writeOutside(folder.outside, HERE, from, each);
  await folder.outside.remove(outsideName(half.manifest)); // the last thing that is written
  await removeOutside(folder.outside, new Set([two.manifest.id]), NOON_MS);
  const objects = () => [...folder.files.keys()].filter((path) => path.startsWith('objects/')).length;
  expect(objects()).toBe(2);
  await folder.outside.shelf('list').remove(`${one.manifest.id}.json`);
  await removeOutside(folder.outside, new Set(), NOON_MS + 30 * DAY_MS);
  expect(objects()).toBe(2);
  await bringIn(folder.outside, outsideName(one.manifest), key, memoryInside(), READING);
});

test('the rule that thins backups concerns those that this browser wrote', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  for (let day = 0; day < 60; day++) {
    const madeMs = NOON_MS + day * DAY_MS;
    await writeOutside(folder.outside, HERE, from, await makeBackup(from, [`day ${day}`], { madeMs }));
  }
  const other = await makeBackup(from, ['hedge'], { madeMs: NOON_MS - 90 * DAY_MS });
  await writeOutside(folder.outside, ELSEWHERE, from, other);
  await thinOutside(folder.outside, 'here', NOON_MS + 60 * DAY_MS);
  const left = await listOutside(folder.outside);
  expect(left.filter(({ writer }) => writer === 'here')).toHaveLength(9);
  expect(left.at(-1)?.writer).toBe('elsewhere');
  expect([...folder.files.keys()].filter((path) => path.startsWith('objects/'))).toHaveLength(10);
});

test('one file holds a whole backup, and opens with its passphrase alone', async () => {
  const from = memoryInside();
  const backup = await makeBackup(from, ['bees', 'plums'], { originals: ['a scan of the deed'] });
  const file = await toBlob(pieces(await lockSingle({ passphrase: PASSPHRASE }, from, backup, {}, QUICK)));
  const to = memoryInside();
  expect(await bringInSingle(file, { passphrase: PASSPHRASE }, to, READING)).toEqual(backup.manifest);
  expect(to.segments).toEqual(from.segments);
  expect(await to.originals.list()).toEqual(await from.originals.list());
  for (const size of [0, 100, 250, file.size / 2, file.size - 1]) {
    const none = memoryInside();
    const code = await refusal(bringInSingle(file.slice(0, size), { passphrase: PASSPHRASE }, none, READING));
    expect(['backup-damaged', 'wrong-passphrase']).toContain(code);
    expect(none.manifests.size).toBe(0);
  }
  expect(await refusal(bringInSingle(file, { passphrase: 'plums' }, memoryInside(), READING))).toBe('wrong-passphrase');
});

const hasAge = spawnSync('age', ['--version']).status === 0;

test.runIf(hasAge)('the programs age and tar open it as the file beside it says', async () => {
  const from = memoryInside();
  const folder = memoryFolder();
  const backup = await makeBackup(from, ['bees', 'plums'], { originals: ['a scan of the deed'] });
  await writeOutside(folder.outside, HERE, from, backup);
  const dir = await mkdtemp(join(tmpdir(), 'hearth-age-'));
  try {
    await mkdir(join(dir, 'Backups'));
    for (const [path, bytes] of folder.files) {
      const real = path.replace(/^objects\/(..)/, 'objects/$1/$1');
      await mkdir(dirname(join(dir, 'Backups', real)), { recursive: true });
      await writeFile(join(dir, 'Backups', real), bytes);
    }
    // The `age` program asks for a passphrase on a terminal only: the identity comes as text here.
    await writeFile(join(dir, 'key.txt'), `${key.identity}\n`);
    const script = `age -d -i ../key.txt hearth-*.tar.age | tar -x -C ..
      while IFS="\t" read -r to from; do
        mkdir -p "../$(dirname "$to")" && age -d -i ../key.txt "$from" > "../$to"
      done < ../files.tsv
      zcat ../segments/*.gz | sort; cat ../originals/*`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: join(dir, 'Backups'), encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: 'bees\nplums\na scan of the deed', stderr: '' });
  } finally {
    await rm(dir, { recursive: true });
  }
});
