import { Inflate } from 'fflate';
import { AppError } from '../../../core/errors.ts';
import { DEFAULT_IMPORT_LIMITS } from '../../../core/items/import-limits.ts';
import { formatBytes } from '../../../core/items/import-plan.ts';
import { crc32 } from './crc32.ts';
import { brokenZip, type LocatedEntry, readZipDirectory, type ZipEntry } from './zip-directory.ts';

export interface ZipLimits {
  readonly maxEntries: number;
  /** Unpacked bytes of one entry. */
  readonly maxEntryBytes: number;
  /** Unpacked bytes of all entries. */
  readonly maxTotalBytes: number;
  /** An archive is a bomb where it unpacks to more than `bombRatio` times its size and to more than `bombBytes`. */
  readonly bombRatio: number;
  readonly bombBytes: number;
}

const DEFAULT_ZIP_LIMITS: ZipLimits = {
  maxEntries: DEFAULT_IMPORT_LIMITS.maxFiles,
  maxEntryBytes: DEFAULT_IMPORT_LIMITS.maxFileBytes,
  maxTotalBytes: DEFAULT_IMPORT_LIMITS.maxTotalBytes,
  bombRatio: 200,
  bombBytes: 100 * 1024 * 1024,
};

export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  /**
   * Unpacks one entry of this archive and checks it. Rejects with `too-large`, `unreadable` for what is damaged or is not
   * as large as the directory says, and `unsupported` for what is encrypted or packed in a rare way.
   */
  read(entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>>;
}

const LOCAL_BYTES = 30;
/** Packed bytes that are unpacked at once: a thousandfold of it is the most that is unpacked too much. */
const STEP_BYTES = 16_384;

const METHODS: ReadonlyMap<number, string> = new Map([
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'XZ'],
  [98, 'PPMd'],
]);

/** No two entries share bytes: an archive in which they do unpacks to far more than it can hold. */
function checkOverlaps(entries: readonly LocatedEntry[], startsAt: number): void {
  let reached = 0;
  for (const { offset, packedBytes } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < reached) throw brokenZip('its entries overlap');
    reached = offset + LOCAL_BYTES + packedBytes;
  }
  if (reached > startsAt) throw brokenZip('it is shorter than its directory says');
}

function checkTotals(entries: readonly LocatedEntry[], limits: ZipLimits): void {
  let total = 0;
  let packed = 0;
  for (const { sizeBytes, packedBytes } of entries) {
    total += sizeBytes;
    packed += packedBytes;
  }
  if (total > limits.bombBytes && total > packed * limits.bombRatio)
    throw new AppError(
      'too-large',
      `This archive of ${formatBytes(packed)} would unpack to ${formatBytes(total)}: it is a zip bomb.`,
    );
  if (total > limits.maxTotalBytes)
    throw new AppError(
      'too-large',
      `This archive unpacks to ${formatBytes(total)}; at most ${formatBytes(limits.maxTotalBytes)} are allowed.`,
    );
}

function checkReadable({ sizeBytes, encrypted, method }: LocatedEntry, { maxEntryBytes }: ZipLimits): void {
  if (encrypted) throw new AppError('unsupported', 'This entry is locked with a password.');
  if (method !== 0 && method !== 8)
    throw new AppError(
      'unsupported',
      `This entry is packed with ${METHODS.get(method) ?? `method ${method}`}, which is not read.`,
    );
  if (sizeBytes > maxEntryBytes)
    throw new AppError(
      'too-large',
      `This entry has ${formatBytes(sizeBytes)}; at most ${formatBytes(maxEntryBytes)} are allowed.`,
    );
}

async function inflate(packed: Blob, sizeBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(sizeBytes);
  let length = 0;
  const stream = new Inflate((piece) => {
    if (length + piece.length > sizeBytes) throw brokenZip('an entry is larger than the directory says');
    bytes.set(piece, length);
    length += piece.length;
  });
  for (let at = 0; at < packed.size || at === 0; at += STEP_BYTES) {
    const step = new Uint8Array(await packed.slice(at, at + STEP_BYTES).arrayBuffer());
    try {
      stream.push(step, at + STEP_BYTES >= packed.size);
    } catch (thrown) {
      throw thrown instanceof AppError ? thrown : brokenZip('an entry cannot be unpacked');
    }
  }
  if (length < sizeBytes) throw brokenZip('an entry is smaller than the directory says');
  return bytes;
}

/** Where an entry's packed bytes lie: its local header may be of another length than the directory's. */
async function packedBlob(file: Blob, entry: LocatedEntry, startsAt: number): Promise<Blob> {
  const header = new DataView(await file.slice(entry.offset, entry.offset + LOCAL_BYTES).arrayBuffer());
  if (header.byteLength < LOCAL_BYTES || header.getUint32(0, true) !== 0x04034b50)
    throw brokenZip('an entry is not where the directory says');
  const start = entry.offset + LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.packedBytes > startsAt) throw brokenZip('an entry is cut off');
  return file.slice(start, start + entry.packedBytes);
}

/**
 * Opens a zip archive by its directory; what is packed stays in the `Blob` until it is read, one entry at a time. Rejects
 * with `too-large` for too many entries, too much in all and zip bombs, and with `unreadable` for what is damaged or
 * shares bytes between entries.
 */
export async function openZip(file: Blob, options: Partial<ZipLimits> = {}): Promise<ZipArchive> {
  const limits = { ...DEFAULT_ZIP_LIMITS, ...options };
  const { entries, startsAt } = await readZipDirectory(file, limits.maxEntries);
  checkOverlaps(entries, startsAt);
  checkTotals(entries, limits);
  const located = new Map<ZipEntry, LocatedEntry>(entries.map((entry) => [entry, entry]));
  return {
    entries,
    async read(wanted) {
      const entry = located.get(wanted);
      if (entry === undefined) throw new AppError('bad-input', 'This entry is not one of this archive.');
      checkReadable(entry, limits);
      const packed = await packedBlob(file, entry, startsAt);
      if (entry.method === 0 && packed.size !== entry.sizeBytes)
        throw brokenZip('an entry is not as large as the directory says');
      const bytes =
        entry.method === 0 ? new Uint8Array(await packed.arrayBuffer()) : await inflate(packed, entry.sizeBytes);
      if (crc32(bytes) !== entry.crc32) throw brokenZip('an entry is not as it was packed');
      return bytes;
    },
  };
}
