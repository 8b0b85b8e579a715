import type { BackupFiles } from '../../core/backup/backup-files.ts';
import { decideDropped } from '../../core/backup/keep-rule.ts';
import type { BackupManifest } from '../../core/backup/manifest.ts';
import {
  filesTable,
  MANIFEST_FILE,
  type OutsideBackup,
  type OutsideList,
  type OutsidePart,
  outsideListName,
  outsideName,
  parseOutsideList,
  parseOutsideName,
  partPath,
  TABLE_FILE,
} from '../../core/backup/outside.ts';
import { AppError, throwIfAborted } from '../../core/errors.ts';
import type { BlobStore, ByteSource, OnProgress } from '../../core/ports.ts';
import { type Lock, lock, telling } from './age.ts';
import type { OutsideFolder } from './outside-folder.ts';
import type { OutsideRecord } from './outside-record.ts';
import { type TarFile, writeTar } from './tar.ts';

/** What lies in this browser: backups, and the original files that they refer to. */
export interface Inside {
  readonly files: BackupFiles;
  readonly originals: BlobStore;
}

export interface BackupToWrite {
  readonly manifest: BackupManifest;
  /** As it lies inside. */
  readonly text: string;
  /** The hashes of the original files that it refers to. */
  readonly originals: readonly string[];
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** In parts: segments and originals. */
  readonly onProgress?: OnProgress;
}

/**
 * Writes a backup with what the folder does not hold yet: first the list of all its objects, so that nobody takes one for
 * unused; then the objects; last the backup itself, without which it counts for nothing. Objects are named by an HMAC under
 * the recipient, which is nowhere in the folder: a name tells nobody which known file is in it.
 */
export async function writeOutside(
  folder: OutsideFolder,
  { recipient, writer }: Pick<OutsideRecord, 'recipient' | 'writer'>,
  inside: Inside,
  backup: BackupToWrite,
  { signal, onProgress }: WriteOptions = {},
): Promise<number> {
  const { manifest } = backup;
  const parts = partsOf(backup);
  const name = await objectNamer(recipient);
  const objects = await Promise.all(parts.map(name));
  const objectShelf = folder.shelf('object');
  const list: OutsideList = {
    id: manifest.id,
    madeMs: manifest.madeMs,
    reason: manifest.reason,
    writer,
    writtenBytes: 0,
    objects,
  };
  await writeList(folder, list);
  const there = new Set(await objectShelf.names());
  let writtenBytes = 0;
  for (const [at, part] of parts.entries()) {
    throwIfAborted(signal);
    const tell = () => onProgress?.({ done: at, total: parts.length });
    tell();
    const object = objects[at] ?? '';
    if (there.has(object)) continue;
    const { bytes } = await readPart(inside, part);
    writtenBytes += await objectShelf.write(object, await lock(telling(bytes, tell), { recipient }), signal);
    there.add(object);
  }
  const table = filesTable(parts.map((part, at) => [partPath(part), objectPath(objects[at] ?? '')]));
  const head = writeTar(inTurn([textFile(MANIFEST_FILE, backup.text), textFile(TABLE_FILE, table)]), manifest.madeMs);
  await writeList(folder, { ...list, writtenBytes });
  writtenBytes += await folder.write(outsideName(manifest), await lock(head, { recipient }), signal);
  onProgress?.({ done: parts.length, total: parts.length });
  return writtenBytes;
}

/** One file that holds a whole backup and needs no other: for a browser that gives no folders. Locked with a passphrase. */
export function lockSingle(
  how: Lock,
  inside: Inside,
  backup: BackupToWrite,
  { signal, onProgress }: WriteOptions = {},
  workFactor?: number,
): Promise<ReadableStream<Uint8Array>> {
  const parts = partsOf(backup);
  async function* all(): AsyncGenerator<TarFile> {
    yield textFile(MANIFEST_FILE, backup.text);
    for (const [at, part] of parts.entries()) {
      throwIfAborted(signal);
      const tell = () => onProgress?.({ done: at, total: parts.length });
      tell();
      const { sizeBytes, bytes } = await readPart(inside, part);
      yield { name: partPath(part), sizeBytes, bytes: telling(bytes, tell) };
    }
  }
  return lock(writeTar(all(), backup.manifest.madeMs), how, workFactor);
}

/** The newest first. */
export async function listOutside(folder: OutsideFolder): Promise<OutsideBackup[]> {
  const found: OutsideBackup[] = [];
  for (const { name } of await folder.list()) {
    const told = parseOutsideName(name);
    if (told === null) continue;
    const list = await readList(folder, told.id);
    found.push({
      ...told,
      fileName: name,
      writtenBytes: list?.writtenBytes ?? null,
      writer: list?.writer ?? null,
      reason: list?.reason ?? null,
    });
  }
  return found.sort((a, b) => b.madeMs - a.madeMs);
}

/** Removes what the rule drops of the backups of one writer; those of others, and those of which too little is known, stay. */
export async function thinOutside(folder: OutsideFolder, writer: string, nowMs: number): Promise<void> {
  const known = (await listOutside(folder)).flatMap(({ reason, ...backup }) =>
    reason === null || backup.writer !== writer ? [] : [{ ...backup, reason }],
  );
  const dropped = decideDropped(known, nowMs);
  if (dropped.length > 0) await removeOutside(folder, new Set(dropped), nowMs);
}

/** A list without its backup is of one that is being written, perhaps by another browser; after so long it is of none. */
const UNFINISHED_MS = 7 * 24 * 3_600_000;

/**
 * Takes backups out of the folder, then the objects that no other backup names. Where a backup has lost its list, what it
 * needs is not known, and no object is removed.
 */
export async function removeOutside(folder: OutsideFolder, ids: ReadonlySet<string>, nowMs: number): Promise<void> {
  for (const { id, fileName } of await listOutside(folder)) if (ids.has(id)) await folder.remove(fileName);
  const lists = folder.shelf('list');
  const kept = new Set((await listOutside(folder)).map(({ id }) => id));
  const needed = new Set<string>();
  for (const name of await lists.names()) {
    const list = parseOutsideList((await (await lists.read(name))?.text()) ?? '');
    const id = list?.id ?? name.replace(/\.json$/, '');
    if (kept.has(id) && list === null) return;
    const isUnfinished = !ids.has(id) && list !== null && nowMs - list.madeMs < UNFINISHED_MS;
    if (!kept.has(id) && !isUnfinished) {
      await lists.remove(name);
      continue;
    }
    kept.delete(id);
    for (const object of list?.objects ?? []) needed.add(object);
  }
  if (kept.size > 0) return;
  const objects = folder.shelf('object');
  for (const object of await objects.names()) if (!needed.has(object)) await objects.remove(object);
}

async function writeList(folder: OutsideFolder, list: OutsideList): Promise<void> {
  const bytes = new Blob([JSON.stringify(list)]).stream();
  await folder.shelf('list').write(outsideListName(list.id), bytes);
}

async function readList(folder: OutsideFolder, id: string): Promise<OutsideList | null> {
  const file = await folder.shelf('list').read(outsideListName(id));
  return file === null ? null : parseOutsideList(await file.text());
}

const objectPath = (object: string): string => `objects/${object.slice(0, 2)}/${object}`;

/** Each part once. */
function partsOf({ manifest, originals }: BackupToWrite): OutsidePart[] {
  const segments = new Set(manifest.tables.flatMap(({ segments: all }) => all.map(({ sha256 }) => sha256)));
  return [
    ...[...segments].map((sha256) => ({ what: 'segments', sha256 }) as const),
    ...[...new Set(originals)].map((sha256) => ({ what: 'originals', sha256 }) as const),
  ];
}

async function objectNamer(recipient: string): Promise<(part: OutsidePart) => Promise<string>> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(recipient), hmac, false, ['sign']);
  return async (part) => {
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(partPath(part))));
    return `${Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('')}.age`;
  };
}

async function readPart(
  { files, originals }: Inside,
  { what, sha256 }: OutsidePart,
): Promise<{ readonly sizeBytes: number; readonly bytes: AsyncIterable<Uint8Array> }> {
  if (what === 'originals') {
    const blob = await originals.get(sha256);
    return { sizeBytes: blob.size, bytes: slices(blob) };
  }
  const segment = await files.getSegment(sha256);
  if (segment === null)
    throw new AppError('backup-damaged', 'The backup in this browser is not complete.', { details: { sha256 } });
  return { sizeBytes: segment.length, bytes: once(segment) };
}

const SLICE_BYTES = 1024 * 1024;

async function* slices(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; at += SLICE_BYTES)
    yield new Uint8Array(await source.slice(at, Math.min(source.size, at + SLICE_BYTES)).arrayBuffer());
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* inTurn(files: readonly TarFile[]): AsyncGenerator<TarFile> {
  yield* files;
}

function textFile(name: string, text: string): TarFile {
  const bytes = new TextEncoder().encode(text);
  return { name, sizeBytes: bytes.length, bytes: once(bytes) };
}
