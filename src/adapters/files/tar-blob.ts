/**
 * A tar file (POSIX.1-2001, "pax") made of files as they lie there. Nothing is read: the result is a `Blob` of headers and of
 * the files themselves, whatever their size, and it is read when it is saved.
 */

export interface TarEntry {
  /** With `/` between names, without one at the start. */
  readonly path: string;
  readonly bytes: Blob;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

const BLOCK = 512;
/** What the plain header holds; anything longer goes into a header of its own before it. */
const MAX_NAME = 100;
const MAX_SIZE = 0o77777777777;

export function tarBlob(entries: readonly TarEntry[]): Blob {
  const end = new Uint8Array(2 * BLOCK);
  return new Blob([...entries.flatMap(partsOf), end], { type: 'application/x-tar' });
}

function partsOf({ path, bytes, modifiedMs }: TarEntry): BlobPart[] {
  const name = encode(path);
  const isPlain = name.length <= MAX_NAME && bytes.size <= MAX_SIZE;
  const extended = isPlain ? [] : extendedHeader({ path, size: String(bytes.size) });
  const header = headerBlock(isPlain ? name : encode('long'), Math.min(bytes.size, MAX_SIZE), modifiedMs, '0');
  return [...extended, header, bytes, padding(bytes.size)];
}

/** Records of `length key=value\n`, where the length counts itself. */
function extendedHeader(values: Readonly<Record<string, string>>): BlobPart[] {
  const text = Object.entries(values).map(([key, value]) => record(` ${key}=${value}\n`));
  const bytes = encode(text.join(''));
  return [headerBlock(encode('PaxHeader'), bytes.length, 0, 'x'), bytes, padding(bytes.length)];
}

function record(rest: string): string {
  const length = encode(rest).length;
  const total = length + String(length + String(length).length).length;
  return `${total}${rest}`;
}

function headerBlock(name: Uint8Array, size: number, modifiedMs: number, type: string): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => block.set(encode(text), at);
  block.set(name, 0);
  put(100, '0000600\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${octal(size, 11)}\0`);
  put(136, `${octal(Math.max(0, Math.floor(modifiedMs / 1000)), 11)}\0`);
  put(148, '        ');
  put(156, type);
  put(257, 'ustar\x0000');
  put(
    148,
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
  );
  return block;
}

const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
const padding = (size: number) => new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
