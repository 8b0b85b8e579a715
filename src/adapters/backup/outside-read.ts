import type { BackupManifest } from '../../core/backup/manifest.ts';
import { MANIFEST_FILE, type OutsidePart, parsePartPath, TABLE_FILE } from '../../core/backup/outside.ts';
import { AppError, throwIfAborted } from '../../core/errors.ts';
import type { ByteSource } from '../../core/ports.ts';
import { sha256InPieces } from '../files/blob-store.ts';
import { type Key, telling, unlock } from './age.ts';
import type { OutsideFolder } from './outside-folder.ts';
import type { Inside, WriteOptions } from './outside-write.ts';
import { readTar } from './tar.ts';

/** Holds the bytes, about `sizeBytes`, while they are put where they belong: in memory, or where there are many, in a file. */
export type Spool = (
  bytes: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  use: (bytes: ByteSource) => Promise<void>,
) => Promise<void>;

export interface ReadOptions extends WriteOptions {
  readonly spool: Spool;
  /** Rejects with `backup-damaged`, and with `version-mismatch` for one of a newer Hearth. */
  readonly decodeManifest: (text: string) => Promise<BackupManifest>;
}

/**
 * Brings a backup of a folder into this browser, to be looked at and restored. Every part is checked against its hash; the
 * manifest is put last, so that until then nothing counts. Rejects with `wrong-passphrase`, and with `backup-damaged` where
 * anything is missing, cut off or altered.
 */
export async function bringIn(
  folder: OutsideFolder,
  fileName: string,
  key: Key,
  inside: Inside,
  { signal, onProgress, spool, decodeManifest }: ReadOptions,
): Promise<BackupManifest> {
  const { text, table } = await readHead(folder, fileName, key);
  const manifest = await decodeManifest(text);
  const parts = parseTable(table);
  checkComplete(manifest, new Set(parts.map(({ part }) => part.sha256)));
  const objects = folder.shelf('object');
  for (const [at, { part, object }] of parts.entries()) {
    throwIfAborted(signal);
    const tell = () => onProgress?.({ done: at, total: parts.length });
    tell();
    if (await isInside(inside, part)) continue;
    const file = await objects.read(object);
    if (file === null) throw damaged('a part of it is missing', part.sha256);
    await spool(telling(unlock(file.stream(), key), tell), file.size, (bytes) => putPart(inside, part, bytes));
  }
  await inside.files.putManifest(manifest.id, text);
  onProgress?.({ done: parts.length, total: parts.length });
  return manifest;
}

/** The same from one file that holds all. Progress is in bytes of the file. */
export async function bringInSingle(
  file: Blob,
  key: Key,
  inside: Inside,
  { signal, onProgress, spool, decodeManifest }: ReadOptions,
): Promise<BackupManifest> {
  let text: string | null = null;
  let done = 0;
  const seen = new Set<string>();
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of unlock(file.stream(), key)) {
      done += piece.length;
      onProgress?.({ done: Math.min(done, file.size), total: file.size });
      throwIfAborted(signal);
      yield piece;
    }
  }
  for await (const { name, bytes, sizeBytes } of readTar(counted())) {
    const part = parsePartPath(name);
    if (name === MANIFEST_FILE) text = await textOf(bytes);
    else if (part === null) throw damaged('it holds something that no backup has', name);
    else {
      seen.add(part.sha256);
      await spool(bytes, sizeBytes, (held) => putPart(inside, part, held));
    }
  }
  if (text === null) throw damaged('it does not say what it holds', null);
  const manifest = await decodeManifest(text);
  checkComplete(manifest, seen);
  await inside.files.putManifest(manifest.id, text);
  return manifest;
}

async function readHead(folder: OutsideFolder, fileName: string, key: Key) {
  const file = await folder.read(fileName);
  if (file === null) throw new AppError('not-found', 'That backup is not in the folder any more.');
  const texts = new Map<string, string>();
  for await (const { name, bytes } of readTar(unlock(file.stream(), key))) texts.set(name, await textOf(bytes));
  const [text, table] = [texts.get(MANIFEST_FILE), texts.get(TABLE_FILE)];
  if (text === undefined || table === undefined) throw damaged('it does not say what it holds', null);
  return { text, table };
}

const OBJECT = /^objects\/[0-9a-f]{2}\/([0-9a-f]{64}\.age)$/;

function parseTable(table: string): { readonly part: OutsidePart; readonly object: string }[] {
  return table.split('\n').flatMap((line) => {
    if (line === '') return [];
    const [to = '', from = ''] = line.split('\t');
    const part = parsePartPath(to);
    const object = OBJECT.exec(from)?.[1];
    if (part === null || object === undefined) throw damaged('a line of its list leads elsewhere', null);
    return [{ part, object }];
  });
}

function checkComplete({ tables }: BackupManifest, seen: ReadonlySet<string>): void {
  for (const { segments } of tables)
    for (const { sha256 } of segments) if (!seen.has(sha256)) throw damaged('a part of it is missing', sha256);
}

const isInside = async ({ files, originals }: Inside, { what, sha256 }: OutsidePart): Promise<boolean> =>
  what === 'originals' ? originals.has(sha256) : (await files.getSegment(sha256)) !== null;

async function putPart({ files, originals }: Inside, { what, sha256 }: OutsidePart, bytes: ByteSource): Promise<void> {
  if (what === 'segments') {
    const segment = new Uint8Array(await bytes.arrayBuffer());
    if ((await hashOfSegment(segment)) !== sha256) throw damaged('a part of it is not what it was', sha256);
    await files.putSegment(sha256, segment);
    return;
  }
  // Before it is put: a wrong one would otherwise stay under its own hash.
  if ((await sha256InPieces(bytes)) !== sha256) throw damaged('a file in it is not what it was', sha256);
  await originals.put(bytes);
}

/** Of the lines, uncompressed. */
async function hashOfSegment(segment: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const lines = new Blob([segment]).stream().pipeThrough(new DecompressionStream('gzip'));
    const buffer = await new Response(lines).arrayBuffer();
    return await sha256InPieces(new Blob([buffer]));
  } catch {
    return 'not gzip';
  }
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of bytes) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

const damaged = (why: string, sha256: string | null): AppError =>
  new AppError('backup-damaged', `This backup is damaged: ${why}. Nothing was changed.`, { details: { why, sha256 } });
