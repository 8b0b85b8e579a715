import { AppError } from '../../../core/errors.ts';
import { decodeBytes } from './read-text.ts';
import type { XmlHandler } from './xml-scan.ts';
import { scanXml } from './xml-scan.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

/** A document that is an archive of XML files. */
export interface DocumentZip {
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** Null where there is no such file. */
  bytes(path: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Null where there is no such file, or it is empty. */
  text(path: string): Promise<string | null>;
  /** Tells the tags of an XML file; false where there is none. */
  scan(path: string, handler: XmlHandler): Promise<boolean>;
}

/** A document is far smaller than an archive may be; text packs to a hundredth at most. */
const LIMITS = { maxEntries: 20_000, maxTotalBytes: 400 * 1024 * 1024, bombRatio: 200, bombBytes: 20 * 1024 * 1024 };

/** The same sentence, about the document: the user does not know that it is an archive. */
const aboutDocument = (thrown: AppError, what: string): AppError =>
  new AppError(thrown.code, thrown.message.replace(/^This archive/, what), { cause: thrown });

async function open(bytes: Blob, what: string): Promise<ZipArchive> {
  try {
    return await openZip(bytes, LIMITS);
  } catch (thrown) {
    throw thrown instanceof AppError ? aboutDocument(thrown, what) : thrown;
  }
}

/** `what` begins the sentences that refuse it: `This book`. Rejects with `unreadable` or `too-large`. */
export async function openDocumentZip(file: Blob, what: string): Promise<DocumentZip> {
  const archive = await open(file, what);
  const byPath = new Map<string, ZipEntry>();
  for (const entry of archive.entries) if (!entry.isFolder && !byPath.has(entry.path)) byPath.set(entry.path, entry);
  const bytes = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    const entry = byPath.get(path);
    if (entry === undefined) return null;
    try {
      return await archive.read(entry);
    } catch (thrown) {
      throw thrown instanceof AppError ? aboutDocument(thrown, what) : thrown;
    }
  };
  const text = async (path: string): Promise<string | null> => {
    const found = await bytes(path);
    return found === null || found.length === 0 ? null : decodeBytes(found);
  };
  return {
    paths: [...byPath.keys()],
    has: (path) => byPath.has(path),
    bytes,
    text,
    async scan(path, handler) {
      const source = await text(path);
      if (source !== null) scanXml(source, handler);
      return source !== null;
    },
  };
}
