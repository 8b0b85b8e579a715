import { AppError, CancelledError, type ErrorCode, toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { importLimits } from '../../core/items/import-limits.ts';
import { findBySource, pathOfSameParts, type SourceMatch } from '../../db/tables/item-sources.ts';
import type { ImportFileRecord } from '../../db/tables/runs.ts';
import type { ParsedBatch } from '../parse/parse.api.ts';
import type { KernelContext } from './context.ts';
import { type Inside, takeEmbedded } from './import-embedded.ts';
import { already, type PartMatch, type PartOutcome, type Source, takePart } from './import-item.ts';
import { pathOfPart } from './import-part.ts';

/** Reads one batch of a file: its parts become items, what lies inside joins the list. Nothing is written yet. */

export interface TakenPart {
  readonly source: Source;
  readonly outcome: PartOutcome;
}

export type FileOutcome =
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly reason: string }
  /** The bytes are here already, as one document. */
  | { readonly type: 'known'; readonly outcome: PartOutcome }
  | {
      readonly type: 'read';
      readonly parts: readonly TakenPart[];
      readonly inside: Inside;
      readonly warnings: readonly string[];
      /** Where the next batch begins; null where the file ends. */
      readonly next: number | null;
    };

export interface FileRequest {
  readonly runId: Id;
  readonly workspaceId: Id;
  readonly file: ImportFileRecord;
  readonly cursor: number;
  /** What is here of the file as a whole. */
  readonly whole: PartMatch;
  /** The ordinal of the first file that is found inside. */
  readonly from: number;
  /** Whether a picture as small as an icon is taken. */
  readonly icons: boolean;
  readonly signal: AbortSignal;
}

export async function readFile(context: KernelContext, request: FileRequest): Promise<FileOutcome> {
  const { file, cursor, whole, icons, signal } = request;
  const hash = file.blobHash ?? '';
  try {
    // What lay at this path is updated, also where its new content is elsewhere already.
    const same = whole.here === undefined ? whole.elsewhere : whole.here.blobHash === hash ? whole.here : undefined;
    // An import may have been stopped before it read what is attached to a mail.
    if (same !== undefined && same.kind !== 'mail') return { type: 'known', outcome: already(same, file) };
    const bytes = await context.blobs.get(hash);
    const { path, mediaType } = file;
    const { maxFileBytes, maxFiles } = importLimits(await context.settings());
    const limits = { maxFileBytes, maxFiles };
    const batch = await context.parser.parse({ path, mediaType, bytes, cursor, limits, icons }, signal);
    if (!batch.ok) return { type: 'refused', code: batch.code, reason: batch.reason };
    if (batch.next !== null && batch.next <= cursor) throw new AppError('internal', 'Reading this file goes round.');
    return await takeBatch(context, request, batch);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error instanceof CancelledError || error.code === 'storage-full') throw error;
    return { type: 'refused', code: error.code, reason: error.message };
  }
}

async function takeBatch(context: KernelContext, request: FileRequest, batch: ParsedBatch): Promise<FileOutcome> {
  const { runId, file, from, signal } = request;
  const inside = await takeEmbedded(context, { runId, file, from }, batch, signal);
  const matches = await findParts(context, request, batch);
  const parts: TakenPart[] = [];
  for (const part of batch.parts) {
    const source = { ...part, file, hash: file.blobHash ?? '' };
    parts.push({ source, outcome: await takePart(context, matches(part.document.part), source) });
  }
  const warnings = [...batch.parts.flatMap(({ document }) => document.warnings), ...inside.warnings];
  return { type: 'read', parts, inside, warnings, next: inside.full ? null : batch.next };
}

/** What is here of each part, from this path or another one that had the same bytes. */
async function findParts(
  { db }: KernelContext,
  { workspaceId, file, whole }: FileRequest,
  { parts }: ParsedBatch,
): Promise<(part: string) => PartMatch> {
  const named = parts.map(({ document }) => document.part).filter((part) => part !== '');
  if (named.length === 0) return () => whole;
  const other = await pathOfSameParts(db, workspaceId, file.blobHash ?? '', file.path);
  const paths = named.flatMap((part) =>
    [file.path, ...(other === null ? [] : [other])].map((p) => pathOfPart(p, part)),
  );
  const found = live(await findBySource(db, workspaceId, { paths, hashes: [] }));
  const byPath = new Map(found.map((match) => [match.sourcePath, match]));
  return (part) => {
    if (part === '') return whole;
    const elsewhere = other === null ? undefined : byPath.get(pathOfPart(other, part));
    return { here: byPath.get(pathOfPart(file.path, part)), elsewhere };
  };
}

/** What is here of files as a whole: from their path, or of their content. */
export async function findWholes(
  { db }: KernelContext,
  workspaceId: Id,
  files: readonly Pick<ImportFileRecord, 'path' | 'blobHash'>[],
): Promise<(file: Pick<ImportFileRecord, 'path' | 'blobHash'>) => PartMatch> {
  if (files.length === 0) return () => ({ here: undefined, elsewhere: undefined });
  const paths = files.map(({ path }) => path);
  const hashes = files.flatMap(({ blobHash }) => blobHash ?? []);
  const found = live(await findBySource(db, workspaceId, { paths, hashes }));
  return ({ path, blobHash }) => ({
    here: found.findLast((match) => match.sourcePath === path),
    elsewhere: found.find((match) => blobHash !== null && match.sourcePath !== path && match.blobHash === blobHash),
  });
}

const live = (found: readonly SourceMatch[]) => found.filter((match) => match.deletedMs === null);
