import { type DocumentType, documentTypeOf, mediaTypeOf, unsupportedMessage } from './document-type.ts';
import type { ImportLimits } from './import-limits.ts';
import { readImportPath } from './path.ts';

export interface FileListing {
  readonly path: string;
  readonly sizeBytes: number;
  /** As the browser says; may be empty. */
  readonly mediaType: string;
}

export interface PlannedFile {
  /** Index in the list that was given. */
  readonly index: number;
  readonly path: string;
  readonly folder: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly type: DocumentType;
  readonly mediaType: string;
}

export interface RefusedFile {
  readonly index: number;
  /** As it was given. */
  readonly path: string;
  readonly code: 'bad-input' | 'too-large' | 'unsupported' | 'unreadable' | 'conflict';
  /** A sentence for the user. */
  readonly message: string;
}

export interface ImportPlan {
  readonly files: readonly PlannedFile[];
  readonly refused: readonly RefusedFile[];
  /** Hidden files and those of the system (`.git`, `.obsidian`, `.DS_Store`): left alone, not named one by one. */
  readonly skipped: number;
  readonly totalBytes: number;
}

const SYSTEM_FILES: ReadonlySet<string> = new Set(['thumbs.db', 'desktop.ini', '__macosx', 'node_modules']);

/** Whether a path is the system's or hidden by a leading dot, or lies below such a folder. */
export const isHidden = (path: string): boolean =>
  path
    .split(/[\\/]/)
    .some((name) => (name.startsWith('.') && !/^\.{1,2}$/.test(name)) || SYSTEM_FILES.has(name.toLowerCase()));

/** Bytes in words: whole units below ten have one digit behind the point. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} ${units[power] ?? ''}`;
}

/** Their size is no burden: only the parts have to fit into memory, one after the other. */
const READ_IN_PIECES: ReadonlySet<DocumentType> = new Set(['zip', 'mbox']);

type Verdict = Omit<PlannedFile, 'index'> | Pick<RefusedFile, 'code' | 'message'>;

function judge(file: FileListing, limits: ImportLimits, seen: ReadonlySet<string>): Verdict {
  const place = readImportPath(file.path, limits);
  if (!place.ok) return { code: 'bad-input', message: place.message };
  const { path, folder, fileName } = place;
  const type = documentTypeOf(fileName, file.mediaType);
  if (type === null) return { code: 'unsupported', message: unsupportedMessage(fileName) };
  if (file.sizeBytes === 0) return { code: 'unreadable', message: 'This file is empty.' };
  const most = READ_IN_PIECES.has(type) ? limits.maxTotalBytes : limits.maxFileBytes;
  if (file.sizeBytes > most) {
    const [size, limit] = [formatBytes(file.sizeBytes), formatBytes(most)];
    return { code: 'too-large', message: `This file has ${size}; at most ${limit} are allowed.` };
  }
  if (seen.has(path))
    return { code: 'conflict', message: 'Another file with the same path is already in this import.' };
  return { path, folder, fileName, sizeBytes: file.sizeBytes, type, mediaType: mediaTypeOf(type) };
}

/** What the same import has taken before this list. */
export interface TakenBefore {
  readonly files: number;
  readonly bytes: number;
  readonly paths: ReadonlySet<string>;
}

const NOTHING: TakenBefore = { files: 0, bytes: 0, paths: new Set() };

/** What will be read of a list of files, and why the rest will not. In the order of the list; linear time. */
export function planImport(
  list: readonly FileListing[],
  limits: ImportLimits,
  before: TakenBefore = NOTHING,
): ImportPlan {
  const files: PlannedFile[] = [];
  const refused: RefusedFile[] = [];
  const seen = new Set<string>(before.paths);
  let skipped = 0;
  let totalBytes = 0;
  for (const [index, file] of list.entries()) {
    if (file.path.length <= limits.maxPathLength && isHidden(file.path)) {
      skipped += 1;
      continue;
    }
    const verdict = judge(file, limits, seen);
    const refuse = (code: RefusedFile['code'], message: string): number =>
      refused.push({ index, path: file.path, code, message });
    if ('code' in verdict) refuse(verdict.code, verdict.message);
    else if (before.files + files.length >= limits.maxFiles)
      refuse('too-large', `One import takes at most ${limits.maxFiles} files; import the rest afterwards.`);
    else if (before.bytes + totalBytes + file.sizeBytes > limits.maxTotalBytes)
      refuse('too-large', `One import takes at most ${formatBytes(limits.maxTotalBytes)}; import the rest afterwards.`);
    else {
      files.push({ index, ...verdict });
      seen.add(verdict.path);
      totalBytes += file.sizeBytes;
    }
  }
  return { files, refused, skipped, totalBytes };
}
