import type { DraftFile } from './draft-files.ts';
import { createSums, type Sum, type Sums } from './sums.ts';
import { centralHeader, DEFLATED, type EntryFacts, endRecords, localHeader, STORED } from './zip-format.ts';

/**
 * Makes a ZIP of what is streamed into it and of files that lie on the disk already. What is streamed goes, deflated, into a
 * draft; files are stored as they are and never copied: the archive is a `Blob` of pieces of both, read where it is saved.
 */
export interface ZipWriter {
  /** Reads all of `pieces`. */
  stream(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Written>;
  /** `sum` is the file's (`sumFile`). It must stay as it is until the archive has been saved. */
  file(name: string, file: Blob, sum: Sum): void;
  /** Writes the directory and closes the draft. Once. */
  finish(): Promise<Blob>;
}

export interface Written {
  readonly sizeBytes: number;
  readonly sha256: string;
}

interface Entry extends EntryFacts {
  readonly offset: number;
}

/** Pieces of the archive in its order: what lies in the draft from here to there, or a file with its header. */
type Part = { readonly from: number; to: number } | { readonly header: Uint8Array<ArrayBuffer>; readonly file: Blob };

export async function createZipWriter(draft: DraftFile, madeMs: number): Promise<ZipWriter> {
  const sums = await createSums();
  const entries: Entry[] = [];
  const parts: Part[] = [];
  let drafted = 0;
  let archived = 0;

  const put = async (bytes: Uint8Array) => {
    const last = parts.at(-1);
    if (last !== undefined && 'to' in last) last.to += bytes.length;
    else parts.push({ from: drafted, to: drafted + bytes.length });
    drafted += bytes.length;
    archived += bytes.length;
    await draft.write(bytes);
  };

  const stream: ZipWriter['stream'] = async (name, pieces) => {
    const offset = archived;
    const headerAt = drafted;
    const open = {
      name: encoder.encode(name),
      method: DEFLATED,
      madeMs,
      crc32: 0,
      packedBytes: 0,
      sizeBytes: 0,
    } as const;
    const header = localHeader(open, true);
    await put(header);
    sums.start();
    await deflate(pieces, sums, put);
    const { crc32, sha256, sizeBytes } = sums.finish();
    const entry = { ...open, crc32, sizeBytes, packedBytes: archived - offset - header.length, offset };
    await draft.patch(headerAt, localHeader(entry, true));
    entries.push(entry);
    return { sizeBytes, sha256 };
  };

  const file: ZipWriter['file'] = (name, bytes, { crc32, sizeBytes }) => {
    const facts = {
      name: encoder.encode(name),
      method: STORED,
      madeMs,
      crc32,
      packedBytes: sizeBytes,
      sizeBytes,
    } as const;
    const header = localHeader(facts, false);
    entries.push({ ...facts, offset: archived });
    parts.push({ header, file: bytes });
    archived += header.length + sizeBytes;
  };

  return {
    stream,
    file,
    async finish() {
      const from = archived;
      for (const { offset, ...facts } of entries) await put(centralHeader(facts, offset));
      await put(endRecords(entries.length, archived - from, from));
      const written = await draft.close();
      const blobs = parts.flatMap((part) =>
        'to' in part ? [written.slice(part.from, part.to)] : [part.header, part.file],
      );
      return new Blob(blobs, { type: 'application/zip' });
    },
  };
}

const encoder = new TextEncoder();

/** What comes out is written while more is put in, so that little of it is held at a time. */
async function deflate(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sums: Sums,
  put: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const { readable, writable } = new CompressionStream('deflate-raw');
  const feed = async () => {
    const writer = writable.getWriter();
    try {
      for await (const piece of pieces) {
        sums.add(piece);
        await writer.write(piece as Uint8Array<ArrayBuffer>);
      }
      await writer.close();
    } catch (thrown) {
      await writer.abort(thrown).catch(() => undefined);
      throw thrown;
    }
  };
  const drain = async () => {
    for await (const packed of readable) await put(packed);
  };
  const fed = feed();
  fed.catch(() => undefined); // told below
  await drain().catch(async (thrown: unknown) => {
    await readable.cancel(thrown).catch(() => undefined);
    await fed;
    throw thrown;
  });
  await fed;
}
