import { AppError } from '../../../core/errors.ts';
import { decodeZipName, modifiedMsOf, readExtraFields, unicodeName } from './zip-name.ts';

/** A file or folder in an archive, as the archive's directory describes it: sizes are what it claims. */
export interface ZipEntry {
  /** As written: unchecked, folders end with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly packedBytes: number;
  /** UTC. */
  readonly modifiedMs: number | null;
  readonly encrypted: boolean;
  readonly isFolder: boolean;
}

export interface LocatedEntry extends ZipEntry {
  /** 0 is stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  /** Of its local header, in the file. */
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: readonly LocatedEntry[];
  /** Offset where the directory begins: what is packed ends before it. */
  readonly startsAt: number;
}

interface DirectoryPlace {
  readonly count: number;
  readonly sizeBytes: number;
  readonly offset: number;
  /** Where the directory ends in the file. */
  readonly end: number;
}

export const brokenZip = (what: string): AppError => new AppError('unreadable', `This archive is broken: ${what}.`);

const readView = async (file: Blob, start: number, end: number): Promise<DataView> =>
  new DataView(await file.slice(start, end).arrayBuffer());

const U16 = 0xffff;
const U32 = 0xffffffff;
const END_BYTES = 22;

/** 64 bits as a number; past 2^53 it is too large for any file, exact or not. */
const uint64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

/** The directory's place in an archive of more than 4 GB or 65,535 entries. */
async function readPlace64(file: Blob, endAt: number): Promise<DirectoryPlace> {
  const locator = await readView(file, endAt - 20, endAt);
  if (locator.byteLength < 20 || locator.getUint32(0, true) !== 0x07064b50) throw brokenZip('its directory is missing');
  const at = uint64(locator, 8);
  const record = await readView(file, at, at + 56);
  if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) throw brokenZip('its directory is missing');
  return { count: uint64(record, 32), sizeBytes: uint64(record, 40), offset: uint64(record, 48), end: at };
}

async function readPlace(file: Blob): Promise<DirectoryPlace> {
  const from = Math.max(0, file.size - END_BYTES - U16);
  const tail = await readView(file, from, file.size);
  for (let at = tail.byteLength - END_BYTES; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    if (at + END_BYTES + tail.getUint16(at + 20, true) > tail.byteLength) continue;
    const disk = tail.getUint16(at + 4, true);
    const [count, sizeBytes, offset] = [
      tail.getUint16(at + 10, true),
      tail.getUint32(at + 12, true),
      tail.getUint32(at + 16, true),
    ];
    if (count === U16 || sizeBytes === U32 || offset === U32) return readPlace64(file, from + at);
    if (disk !== 0)
      throw new AppError('unsupported', 'This archive is one piece of several; only whole archives are read.');
    return { count, sizeBytes, offset, end: from + at };
  }
  throw brokenZip('its end is missing, as when a download stops early');
}

/** What stands in 64 bits where the 32 of the entry itself do not reach. In this order, each only where it is needed. */
function widened(sizes: readonly number[], field: DataView | undefined): readonly number[] {
  let at = 0;
  return sizes.map((size) => {
    if (size !== U32) return size;
    if (field === undefined || at + 8 > field.byteLength) throw brokenZip('an entry does not say how large it is');
    at += 8;
    return uint64(field, at - 8);
  });
}

function readEntry(view: DataView, at: number): { readonly entry: LocatedEntry; readonly next: number } {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw brokenZip('its directory is cut off');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
    number,
    number,
    number,
  ];
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > view.byteLength) throw brokenZip('its directory is cut off');
  const bytes = new Uint8Array(view.buffer, at + 46, nameLength + extraLength);
  const extra = readExtraFields(bytes.subarray(nameLength));
  const path = unicodeName(extra.get(0x7075)) ?? decodeZipName(bytes.subarray(0, nameLength));
  const sizes = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  const [sizeBytes = 0, packedBytes = 0, offset = 0] = widened(sizes, extra.get(1));
  const entry = {
    path,
    sizeBytes,
    packedBytes,
    offset,
    modifiedMs: modifiedMsOf(view.getUint16(at + 12, true), view.getUint16(at + 14, true), extra),
    encrypted: (view.getUint16(at + 8, true) & 0x2041) !== 0,
    isFolder: /[\\/]$/.test(path),
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
  };
  return { entry, next };
}

/**
 * Reads the directory at the end of an archive, and nothing else of it. Throws `too-large` over `maxEntries`, `unreadable`
 * where it is damaged, `unsupported` for one disk of several.
 */
export async function readZipDirectory(file: Blob, maxEntries: number): Promise<ZipDirectory> {
  const { count, sizeBytes, offset, end } = await readPlace(file);
  if (count > maxEntries)
    throw new AppError('too-large', `This archive has ${count} entries; at most ${maxEntries} are allowed.`);
  if (sizeBytes > end || sizeBytes < count * 46) throw brokenZip('its directory does not fit into it');
  if (sizeBytes > maxEntries * 4096) throw new AppError('too-large', 'The directory of this archive is too large.');
  // What was put before an archive, such as a program that unpacks it, moves every offset.
  const startsAt = end - sizeBytes;
  const shift = startsAt - offset;
  if (shift < 0) throw brokenZip('its directory does not fit into it');
  const view = await readView(file, startsAt, end);
  const entries: LocatedEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    const { entry, next } = readEntry(view, at);
    entries.push({ ...entry, offset: entry.offset + shift });
    at = next;
  }
  return { entries, startsAt };
}
