import type { Migration } from '../../migrate.ts';

/** Raised with every change of the layout below. */
export const IMAGE_FORMAT = 4;

/** Changes when an image made before is no longer what the migrations would give. */
const ENGINE = 'pglite 0.5.14, pgvector 0.0.15, 4 MB segments';

/** A stretch of bytes that are not all zero: where it stands in the file, and how long it is. */
type Extent = readonly [offset: number, length: number];

export interface ImageFile {
  readonly path: string;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly extents: readonly Extent[];
}

/**
 * A migrated empty data directory as one file: gzip over a line of JSON (this header) and the extents of all files, one
 * after the other. What no extent covers is zero.
 */
export interface ImageHeader {
  readonly format: number;
  /** `migrationsHash` of the migrations that it has. */
  readonly migrations: string;
  /** SHA-256 of the extents, lower-case hex. */
  readonly checksum: string;
  readonly directories: readonly string[];
  readonly files: readonly ImageFile[];
}

export interface StoreImage {
  readonly header: ImageHeader;
  readonly extents: Uint8Array;
}

/** Identifies the schema that these migrations make, and the engine that made it: SHA-256, lower-case hex. */
export async function migrationsHash(migrations: readonly Migration[]): Promise<string> {
  return sha256(new TextEncoder().encode(JSON.stringify([ENGINE, migrations])));
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Rejects with an `Error` that says what is wrong with the image. */
export async function readImage(
  packed: ReadableStream<Uint8Array<ArrayBuffer>>,
  migrations: string,
): Promise<StoreImage> {
  const bytes = new Uint8Array(await new Response(packed.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
  const end = bytes.indexOf(10);
  if (end < 0) throw new Error('store image: no header');
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as ImageHeader;
  if (header.format !== IMAGE_FORMAT) throw new Error(`store image: format ${header.format}, not ${IMAGE_FORMAT}`);
  if (header.migrations !== migrations) throw new Error('store image: made from other migrations');
  const extents = bytes.subarray(end + 1);
  if ((await sha256(extents)) !== header.checksum) throw new Error('store image: the checksum does not match');
  return { header, extents };
}

/** What unpacking needs of a file system: the engine's own. */
export interface ImageTarget {
  /** Parents come before children. */
  adopt(directories: readonly string[], files: readonly ImageFile[]): void;
  open(path: string): number;
  write(fd: number, buffer: Uint8Array, offset: number, length: number, position: number): number;
  close(fd: number): void;
  truncate(path: string, length: number): void;
}

/** Writes the files of an image. `target` holds none of them yet. */
export function unpackImage({ header, extents }: StoreImage, target: ImageTarget): void {
  target.adopt(header.directories, header.files);
  let from = 0;
  for (const { path, sizeBytes, extents: parts } of header.files) {
    if (sizeBytes === 0) continue;
    const fd = target.open(path);
    let end = 0;
    for (const [offset, length] of parts) {
      // The engine's file system takes a whole buffer and an offset into it.
      const written = target.write(fd, extents.subarray(from, from + length), 0, length, offset);
      if (written !== length) throw new Error(`store image: wrote ${written} of ${length} bytes of ${path}`);
      from += length;
      end = offset + length;
    }
    target.close(fd);
    if (end < sizeBytes) target.truncate(path, sizeBytes);
  }
}

/** Zeros shorter than this are written: one call for each file costs more than its bytes. */
const MIN_GAP_BYTES = 64 * 1024;

/** The stretches of `bytes` that are not zero, in whole blocks. */
export function extentsOf(bytes: Uint8Array): Extent[] {
  const extents: [number, number][] = [];
  for (let start = 0; start < bytes.length; start += MIN_GAP_BYTES) {
    const end = Math.min(start + MIN_GAP_BYTES, bytes.length);
    if (bytes.subarray(start, end).every((byte) => byte === 0)) continue;
    const last = extents.at(-1);
    if (last !== undefined && last[0] + last[1] === start) last[1] = end - last[0];
    else extents.push([start, end - start]);
  }
  return extents;
}
