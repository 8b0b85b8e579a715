import { sha256Text } from '../../adapters/files/blob-store.ts';
import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { toStorableText } from '../../core/items/to-storable.ts';
import { EMPTY_SHA256 } from '../../core/mirror/mirror-disk.ts';
import { type FileText, readFileText, type TextCodec } from '../../core/mirror/text-bytes.ts';
import { bodyUpdates } from '../../db/tables/item-parts.ts';
import type { MirroredItem } from '../../db/tables/mirror.ts';
import { openTextDocument } from '../../sync/text-document.ts';
import type { KernelContext } from './context.ts';

/** The texts that a mirror compares. */

const UTF8 = new TextEncoder();

export const TEXT_CODEC: TextCodec = {
  decode(bytes, encoding) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null; // not valid in that encoding: what the caller asks
    }
  },
  encodeUtf8: (text) => UTF8.encode(text),
};

/** A note's text as it is kept now. */
export const noteText = async ({ db }: KernelContext, itemId: Id): Promise<string> =>
  toStorableText(openTextDocument(await bodyUpdates(db, itemId)).text());

/** Of what is kept of the text, where it was not changed since; else of the note's changes. Null for what has none at hand. */
export async function noteTextHash(context: KernelContext, item: MirroredItem): Promise<string | null> {
  if (item.textHash !== null || item.archived) return item.textHash;
  return sha256Text(await noteText(context, item.id));
}

export function requireFileText(bytes: Uint8Array, path: string): FileText {
  const file = readFileText(bytes, TEXT_CODEC);
  if (file !== null) return file;
  throw new AppError('wrong-encoding', 'This file is not text in an encoding that Hearth knows. It is left alone.', {
    details: { path },
  });
}

/** What a file said that both sides had; null where those bytes are not kept. */
export async function keptFileText({ blobs }: KernelContext, hash: string | null): Promise<FileText | null> {
  if (hash === null) return null;
  if (hash === EMPTY_SHA256) return readFileText(new Uint8Array(), TEXT_CODEC);
  if (!(await blobs.has(hash))) return null;
  return readFileText(new Uint8Array(await (await blobs.get(hash)).arrayBuffer()), TEXT_CODEC);
}

/** Kept durably before anything rests on it. */
export async function keepBytes({ blobs }: KernelContext, bytes: Uint8Array): Promise<string> {
  // An empty file is none to the store of originals.
  if (bytes.length === 0) return EMPTY_SHA256;
  return (await blobs.put(new Blob([new Uint8Array(bytes)]))).hash;
}
