import { throwIfAborted } from '../../core/errors.ts';
import { entryNameFault } from '../../core/export/entry-name.ts';
import { damagedEntry } from '../../core/export/manifest.ts';
import type { AbortFlag } from '../../core/ports.ts';
import { createSums, PIECE_BYTES, type Sum, sumFile } from './sums.ts';
import * as zip from './zip-format.ts';

/**
 * Reads a ZIP that may be cut off, altered or made to harm: nothing is believed that is not checked, and no more is read or
 * unpacked than the directory says. Every refusal is `backup-damaged` and says where.
 */

export interface ZipEntry {
  readonly name: string;
  readonly sizeBytes: number;
  readonly packedBytes: number;
  readonly crc32: number;
  readonly isDeflated: boolean;
  /** Of its local header. */
  readonly offset: number;
}

/** Folders are left out. */
export async function readZipEntries(archive: Blob): Promise<readonly ZipEntry[]> {
  const end = await findEnd(archive);
  const directory = await viewOf(archive, end.offset, end.directoryBytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let number = 0; number < end.entries; number++) {
    const { entry, next } = readCentral(directory, at);
    entries.push(entry);
    at = next;
  }
  if (at !== end.directoryBytes) throw damaged('its directory has another length than it says');
  checkNames(entries);
  checkPlaces(entries, end.offset);
  return entries.filter(({ name }) => !name.endsWith('/'));
}

interface End {
  readonly entries: number;
  readonly directoryBytes: number;
  readonly offset: number;
}

const LONGEST_COMMENT = 0xffff;

async function findEnd(archive: Blob): Promise<End> {
  const from = Math.max(0, archive.size - zip.END_BYTES - LONGEST_COMMENT);
  const tail = await viewOf(archive, from, archive.size - from);
  for (let at = tail.byteLength - zip.END_BYTES; at >= 0; at--) {
    const ends = at + zip.END_BYTES + readU16(tail, at + 20) === tail.byteLength;
    if (tail.getUint32(at, true) === zip.END_RECORD && ends) return readEnd(archive, tail, at, from + at);
  }
  throw damaged('its end is missing, so it was cut off or is no ZIP file');
}

async function readEnd(archive: Blob, tail: DataView, at: number, offset: number): Promise<End> {
  if (tail.getUint32(at + 4, true) !== 0) throw damaged('it is in several parts');
  const short = {
    entries: readU16(tail, at + 10),
    directoryBytes: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
  };
  const large =
    short.entries === zip.COUNT_IN_ZIP64 || short.directoryBytes === zip.IN_ZIP64 || short.offset === zip.IN_ZIP64;
  const end = large ? await readEnd64(archive, offset - zip.LOCATOR_BYTES) : { ...short, endsAt: offset };
  if (end.offset + end.directoryBytes !== end.endsAt) throw damaged('its directory is not where it says');
  if (end.entries * zip.CENTRAL_BYTES > end.directoryBytes) throw damaged('its directory is too short');
  return end;
}

async function readEnd64(archive: Blob, locatorAt: number): Promise<End & { readonly endsAt: number }> {
  if (locatorAt < zip.END64_BYTES) throw damaged('its directory is not where it says');
  const locator = await viewOf(archive, locatorAt, zip.LOCATOR_BYTES);
  const endsAt = readU64(locator, 8);
  if (locator.getUint32(0, true) !== zip.END64_LOCATOR || endsAt + zip.END64_BYTES > locatorAt) {
    throw damaged('its directory is not where it says');
  }
  const record = await viewOf(archive, endsAt, zip.END64_BYTES);
  if (record.getUint32(0, true) !== zip.END64_RECORD) throw damaged('its directory is not where it says');
  return { entries: readU64(record, 32), directoryBytes: readU64(record, 40), offset: readU64(record, 48), endsAt };
}

function readCentral(view: DataView, at: number): { readonly entry: ZipEntry; readonly next: number } {
  if (at + zip.CENTRAL_BYTES > view.byteLength || view.getUint32(at, true) !== zip.CENTRAL_HEADER) {
    throw damaged('its directory is damaged');
  }
  const nameBytes = readU16(view, at + 28);
  const extraBytes = readU16(view, at + 30);
  const next = at + zip.CENTRAL_BYTES + nameBytes + extraBytes + readU16(view, at + 32);
  if (next > view.byteLength) throw damaged('its directory is damaged');
  const name = readName(view, at + zip.CENTRAL_BYTES, nameBytes);
  const method = readU16(view, at + 10);
  if ((readU16(view, at + 8) & ENCRYPTED) !== 0) throw damaged(`“${name}” is encrypted`, name);
  if (method !== zip.STORED && method !== zip.DEFLATED) throw damaged(`“${name}” is packed in an unknown way`, name);
  const sizes = {
    sizeBytes: view.getUint32(at + 24, true),
    packedBytes: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  };
  const extra = { from: at + zip.CENTRAL_BYTES + nameBytes, to: at + zip.CENTRAL_BYTES + nameBytes + extraBytes };
  const entry = {
    name,
    isDeflated: method === zip.DEFLATED,
    crc32: view.getUint32(at + 16, true),
    ...widen(sizes, view, extra, name),
  };
  checkPacking(entry);
  return { entry, next };
}

const ENCRYPTED = 0x2041;

type Sizes = Pick<ZipEntry, 'sizeBytes' | 'packedBytes' | 'offset'>;

/** Puts in what stands in the ZIP64 field, in its order. */
function widen(sizes: Sizes, view: DataView, extra: { from: number; to: number }, name: string): Sizes {
  const wide = (['sizeBytes', 'packedBytes', 'offset'] as const).filter((key) => sizes[key] === zip.IN_ZIP64);
  if (wide.length === 0) return sizes;
  for (let at = extra.from; at + 4 <= extra.to; at += 4 + readU16(view, at + 2)) {
    if (readU16(view, at) !== zip.ZIP64_EXTRA) continue;
    if (readU16(view, at + 2) < wide.length * 8 || at + 4 + wide.length * 8 > extra.to) break;
    return { ...sizes, ...Object.fromEntries(wide.map((key, place) => [key, readU64(view, at + 4 + place * 8)])) };
  }
  throw damaged(`the size of “${name}” is missing`, name);
}

/** Deflate packs at most 1,032 bytes into one. */
const MOST_PACKED = 1032;

function checkPacking({ name, isDeflated, sizeBytes, packedBytes }: ZipEntry): void {
  const fits = isDeflated ? sizeBytes <= (packedBytes + 1) * MOST_PACKED : sizeBytes === packedBytes;
  if (!fits) throw damaged(`“${name}” says that it unpacks to ${sizeBytes} bytes, which cannot be`, name);
}

function checkNames(entries: readonly ZipEntry[]): void {
  const names = new Set<string>();
  for (const { name } of entries) {
    const fault = entryNameFault(name);
    if (fault !== null) throw damaged(fault, name);
    if (names.has(name)) throw damaged(`“${name}” is there twice`, name);
    names.add(name);
  }
}

/** No entry lies in another, or in the directory: so nothing can be unpacked more often than it is there. */
function checkPlaces(entries: readonly ZipEntry[], directoryAt: number): void {
  let free = 0;
  for (const { name, offset, packedBytes } of entries.toSorted((one, other) => one.offset - other.offset)) {
    if (offset < free) throw damaged(`“${name}” lies in another file`, name);
    free = offset + zip.LOCAL_BYTES + packedBytes;
    if (free > directoryAt) throw damaged(`“${name}” is cut off`, name);
  }
}

/** The whole entry, without reading it where it is stored: then it stays where it lies. */
export async function entryBlob(archive: Blob, entry: ZipEntry): Promise<Blob> {
  const packed = await packedSlice(archive, entry);
  if (!entry.isDeflated) return packed;
  // The browser keeps a large one on the disk.
  return new Response(packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))).blob();
}

async function packedSlice(archive: Blob, { name, offset, packedBytes }: ZipEntry): Promise<Blob> {
  const header = await viewOf(archive, offset, zip.LOCAL_BYTES);
  const from = offset + zip.LOCAL_BYTES + readU16(header, 26) + readU16(header, 28);
  const isHeader = header.getUint32(0, true) === zip.LOCAL_HEADER;
  const local = isHeader ? await viewOf(archive, offset + zip.LOCAL_BYTES, readU16(header, 26)) : null;
  if (local === null || readName(local, 0, local.byteLength) !== name)
    throw damaged(`the head of “${name}” is damaged`, name);
  if (from + packedBytes > archive.size) throw damaged(`“${name}” is cut off`, name);
  return archive.slice(from, from + packedBytes);
}

/** What the entry holds, in pieces of a few megabytes at most. Throws when it is more than it says, or cannot be unpacked. */
export async function* readEntry(archive: Blob, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = await packedSlice(archive, entry);
  let read = 0;
  for await (const piece of entry.isDeflated ? unpacked(packed, entry.name) : pieces(packed)) {
    read += piece.length;
    if (read > entry.sizeBytes) throw damaged(`“${entry.name}” unpacks to more than it says`, entry.name);
    yield piece;
  }
}

/** Reads the entry to its end, and returns its SHA-256. Throws as `readEntry` does, and where its CRC-32 is another one. */
export async function checkEntry(archive: Blob, entry: ZipEntry, signal?: AbortFlag): Promise<string> {
  const { crc32, sizeBytes, sha256 } = entry.isDeflated
    ? await sumUnpacked(archive, entry, signal)
    : await sumFile(await packedSlice(archive, entry), signal);
  if (sizeBytes !== entry.sizeBytes) throw damaged(`“${entry.name}” is cut off`, entry.name);
  if (crc32 !== entry.crc32) throw damaged(`“${entry.name}” does not match its checksum`, entry.name);
  return sha256;
}

async function sumUnpacked(archive: Blob, entry: ZipEntry, signal?: AbortFlag): Promise<Sum> {
  const sums = await createSums();
  sums.start();
  for await (const piece of readEntry(archive, entry)) {
    throwIfAborted(signal);
    sums.add(piece);
  }
  return sums.finish();
}

async function* pieces(bytes: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.size; at += PIECE_BYTES) {
    yield new Uint8Array(await bytes.slice(at, at + PIECE_BYTES).arrayBuffer());
  }
}

async function* unpacked(packed: Blob, name: string): AsyncGenerator<Uint8Array> {
  const stream = packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  try {
    yield* stream;
  } catch (cause) {
    throw damaged(`“${name}” cannot be unpacked`, name, cause);
  }
}

function readName(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw damaged('a name in it is not in UTF-8');
  }
}

const readU16 = (view: DataView, at: number) => view.getUint16(at, true);

function readU64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('a size in it cannot be');
  return Number(value);
}

async function viewOf(archive: Blob, from: number, length: number): Promise<DataView> {
  if (from < 0 || from + length > archive.size) throw damaged('it is cut off');
  return new DataView(await archive.slice(from, from + length).arrayBuffer());
}

const damaged = (what: string, name = '', cause?: unknown) => damagedEntry(name, what, cause);
