/**
 * ZIP as PKWARE's APPNOTE 6.3 gives it, as far as exports use it: stored and deflated entries, UTF-8 names, and ZIP64 where a
 * size or an offset needs it.
 */

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END_RECORD = 0x06054b50;
export const END64_RECORD = 0x06064b50;
export const END64_LOCATOR = 0x07064b50;

export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
export const END64_BYTES = 56;
export const LOCATOR_BYTES = 20;

export const STORED = 0;
export const DEFLATED = 8;
export const UTF8_NAMES = 0x0800;
export const ZIP64_EXTRA = 0x0001;
/** A size or an offset of this is in the ZIP64 field instead. */
export const IN_ZIP64 = 0xffffffff;
export const COUNT_IN_ZIP64 = 0xffff;

export interface EntryFacts {
  readonly name: Uint8Array;
  readonly method: typeof STORED | typeof DEFLATED;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly madeMs: number;
}

/** `room` keeps 20 bytes for a ZIP64 field, so that a header can be written before the sizes are known. */
export function localHeader(entry: EntryFacts, room: boolean): Uint8Array<ArrayBuffer> {
  const large = isLarge(entry.sizeBytes) || isLarge(entry.packedBytes);
  const extra = large ? zip64Field([entry.sizeBytes, entry.packedBytes]) : room ? paddingField() : new Uint8Array(0);
  const { bytes, view } = record(LOCAL_BYTES, LOCAL_HEADER, [entry.name, extra]);
  view.setUint16(4, large ? 45 : 20, true);
  writeFacts(view, 6, entry, large);
  view.setUint16(26, entry.name.length, true);
  view.setUint16(28, extra.length, true);
  return bytes;
}

export function centralHeader(entry: EntryFacts, offset: number): Uint8Array<ArrayBuffer> {
  const large = isLarge(entry.sizeBytes) || isLarge(entry.packedBytes) || isLarge(offset);
  const extra = large ? zip64Field([entry.sizeBytes, entry.packedBytes, offset]) : new Uint8Array(0);
  const { bytes, view } = record(CENTRAL_BYTES, CENTRAL_HEADER, [entry.name, extra]);
  view.setUint16(4, UNIX | 45, true);
  view.setUint16(6, large ? 45 : 20, true);
  writeFacts(view, 8, entry, large);
  view.setUint16(28, entry.name.length, true);
  view.setUint16(30, extra.length, true);
  view.setUint32(38, REGULAR_FILE, true);
  view.setUint32(42, large ? IN_ZIP64 : offset, true);
  return bytes;
}

/** What stands at the end: where the central directory lies and how many entries it has. */
export function endRecords(entries: number, directoryBytes: number, offset: number): Uint8Array<ArrayBuffer> {
  const large = entries >= COUNT_IN_ZIP64 || isLarge(directoryBytes) || isLarge(offset);
  const { bytes, view } = record(END_BYTES, END_RECORD, []);
  view.setUint16(8, large ? COUNT_IN_ZIP64 : entries, true);
  view.setUint16(10, large ? COUNT_IN_ZIP64 : entries, true);
  view.setUint32(12, large ? IN_ZIP64 : directoryBytes, true);
  view.setUint32(16, large ? IN_ZIP64 : offset, true);
  return large ? join([end64Records(entries, directoryBytes, offset), bytes]) : bytes;
}

function end64Records(entries: number, directoryBytes: number, offset: number): Uint8Array<ArrayBuffer> {
  const { bytes, view } = record(END64_BYTES + LOCATOR_BYTES, END64_RECORD, []);
  view.setBigUint64(4, BigInt(END64_BYTES - 12), true);
  view.setUint16(12, UNIX | 45, true);
  view.setUint16(14, 45, true);
  view.setBigUint64(24, BigInt(entries), true);
  view.setBigUint64(32, BigInt(entries), true);
  view.setBigUint64(40, BigInt(directoryBytes), true);
  view.setBigUint64(48, BigInt(offset), true);
  view.setUint32(END64_BYTES, END64_LOCATOR, true);
  view.setBigUint64(END64_BYTES + 8, BigInt(offset + directoryBytes), true);
  view.setUint32(END64_BYTES + 16, 1, true);
  return bytes;
}

const UNIX = 3 << 8;
const REGULAR_FILE = 0o100644 * 0x10000;
const isLarge = (value: number) => value >= IN_ZIP64;

function writeFacts(view: DataView, at: number, entry: EntryFacts, large: boolean): void {
  view.setUint16(at, UTF8_NAMES, true);
  view.setUint16(at + 2, entry.method, true);
  view.setUint32(at + 4, dosTime(entry.madeMs), true);
  view.setUint32(at + 8, entry.crc32, true);
  view.setUint32(at + 12, large ? IN_ZIP64 : entry.packedBytes, true);
  view.setUint32(at + 16, large ? IN_ZIP64 : entry.sizeBytes, true);
}

function zip64Field(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + values.length * 8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, ZIP64_EXTRA, true);
  view.setUint16(2, values.length * 8, true);
  for (const [at, value] of values.entries()) view.setBigUint64(4 + at * 8, BigInt(value), true);
  return bytes;
}

/** As long as a ZIP64 field of two values; the registered field for padding (0xa220). */
function paddingField(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(20);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xa220, true);
  view.setUint16(2, 16, true);
  view.setUint16(4, 0xa028, true);
  return bytes;
}

function record(fixedBytes: number, signature: number, rest: readonly Uint8Array[]) {
  const bytes = join([new Uint8Array(fixedBytes), ...rest]);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  return { bytes, view };
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** In UTC, in steps of two seconds, from 1980 to 2107. */
function dosTime(ms: number): number {
  const date = new Date(ms);
  const year = Math.min(127, Math.max(0, date.getUTCFullYear() - 1980));
  const day = (year << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return day * 0x10000 + time;
}
