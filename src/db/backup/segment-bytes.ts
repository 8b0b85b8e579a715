import { AppError } from '../../core/errors.ts';
import type { RowLine } from '../logical/row-lines.ts';

/** A segment as bytes: lines, each with a line feed; gzip'd where it lies; named by the SHA-256 of what is not gzip'd. */

export const linesToBytes = (lines: readonly RowLine[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));

export const bytesToLines = (bytes: Uint8Array): RowLine[] => new TextDecoder().decode(bytes).split('\n').slice(0, -1);

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const sha256OfText = (text: string): Promise<string> => sha256Of(new TextEncoder().encode(text));

export const packBytes = (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  through(bytes, new CompressionStream('gzip'));

/** Rejects with `backup-damaged` for what was never packed, is cut off, or holds something else than its name says. */
export async function unpackBytes(packed: Uint8Array<ArrayBuffer>, sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await through(packed, new DecompressionStream('gzip')).catch((cause: unknown) => {
    throw new AppError('backup-damaged', 'A part of the backup cannot be unpacked.', { cause });
  });
  if ((await sha256Of(bytes)) !== sha256) {
    throw new AppError('backup-damaged', 'A part of the backup does not hold what was written to it.');
  }
  return bytes;
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(transform)).arrayBuffer());
}
