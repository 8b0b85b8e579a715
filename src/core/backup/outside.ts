import { z } from 'zod';
import { BACKUP_REASONS, type BackupManifest } from './manifest.ts';

/** Backups in a folder of the user's own: their names, and the lists of what they consist of. */

const KINDS = ['base', 'increment'] as const;
const NAME = /^hearth-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-(base|increment)-([0-9a-f-]{36})\.tar\.age$/;

/** What a file's name tells without the passphrase. */
export interface OutsideName {
  readonly id: string;
  /** To the second. */
  readonly madeMs: number;
  readonly kind: (typeof KINDS)[number];
}

export const outsideName = ({ id, madeMs, kind }: Pick<BackupManifest, 'id' | 'madeMs' | 'kind'>): string =>
  `hearth-${new Date(madeMs).toISOString().slice(0, 19).replaceAll(':', '-')}Z-${kind}-${id}.tar.age`;

/** Null for a file that is no backup. */
export function parseOutsideName(name: string): OutsideName | null {
  const [, day, hour, minute, second, kind, id] = NAME.exec(name) ?? [];
  if (id === undefined) return null;
  const madeMs = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(madeMs) ? null : { id, madeMs, kind: kind === 'base' ? 'base' : 'increment' };
}

/** Lies beside the backup and is not locked: so what no backup names can be removed without the passphrase. */
export const outsideListSchema = z.strictObject({
  id: z.string(),
  madeMs: z.number(),
  reason: z.enum(BACKUP_REASONS),
  /** Which browser wrote it, since a folder was given to it: it thins none but its own. */
  writer: z.string(),
  /** What was written for this backup and not before, in bytes. */
  writtenBytes: z.number(),
  objects: z.array(z.string()),
});

export type OutsideList = z.output<typeof outsideListSchema>;

export const outsideListName = (id: string): string => `${id}.json`;

/** A list as it was written as a whole; null for anything else. */
export function parseOutsideList(text: string): OutsideList | null {
  try {
    return outsideListSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A backup in a folder, as far as it can be known without the passphrase. */
export interface OutsideBackup extends OutsideName {
  readonly fileName: string;
  /** What was written for it, in bytes; null where its list is lost. */
  readonly writtenBytes: number | null;
  readonly writer: string | null;
  readonly reason: BackupManifest['reason'] | null;
}

/** How the folder is. `gone`: it was moved, renamed, or its drive is not there. */
export type OutsideFolderState = 'granted' | 'prompt' | 'denied' | 'gone';

/** What the backup says of itself, as it lies in the browser. */
export const MANIFEST_FILE = 'manifest.txt';
export const TABLE_FILE = 'files.tsv';

/** `files.tsv`: what it consists of, by the path where it belongs and the one where it lies. */
export const filesTable = (entries: readonly (readonly [to: string, from: string])[]): string =>
  entries.map(([to, from]) => `${to}\t${from}\n`).join('');

const WHAT = /^(segments|originals)\/([0-9a-f]{64})(?:\.jsonl\.gz)?$/;

export interface OutsidePart {
  readonly what: 'segments' | 'originals';
  readonly sha256: string;
}

export const partPath = ({ what, sha256 }: OutsidePart): string =>
  what === 'segments' ? `${what}/${sha256}.jsonl.gz` : `${what}/${sha256}`;

/** Null for a path that no part has. */
export function parsePartPath(path: string): OutsidePart | null {
  const [, what, sha256] = WHAT.exec(path) ?? [];
  return sha256 === undefined ? null : { what: what === 'segments' ? 'segments' : 'originals', sha256 };
}
