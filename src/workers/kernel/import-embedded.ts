import type { Id } from '../../core/ids.ts';
import { importLimits } from '../../core/items/import-limits.ts';
import { type FoundFile, placeOfFound, planEmbedded, stemOf } from '../../core/items/import-plan-embedded.ts';
import { toStorableText } from '../../core/items/to-storable.ts';
import { importUse, nestingOf, takenPaths } from '../../db/tables/embedded-files.ts';
import type { ImportFileRecord, NewImportFile } from '../../db/tables/runs.ts';
import type { EmbeddedFile, ParsedBatch } from '../parse/parse.api.ts';
import type { KernelContext } from './context.ts';

/** Files that were found inside of another: their bytes are kept, and they join the import's list behind all others. */

export interface Inside {
  /** Rows for the list, but for the item that they are attached to. */
  readonly rows: readonly NewImportFile[];
  /** By row: the part that it is attached to; null for what lies in an archive. */
  readonly attachedTo: readonly (string | null)[];
  readonly skipped: number;
  readonly warnings: readonly string[];
  /** Nothing more of the file is to be read. */
  readonly full: boolean;
}

const NOTHING: Inside = { rows: [], attachedTo: [], skipped: 0, warnings: [], full: false };

export interface Container {
  readonly runId: Id;
  readonly file: ImportFileRecord;
  /** The ordinal of the first row that is added. */
  readonly from: number;
}

export async function takeEmbedded(
  context: KernelContext,
  { runId, file, from }: Container,
  batch: ParsedBatch,
  signal: AbortSignal,
): Promise<Inside> {
  const count = batch.embedded.length + batch.refused.length;
  if (count === 0) return NOTHING;
  const limits = importLimits(await context.settings());
  if ((await nestingOf(context.db, runId, file.ordinal)) >= limits.maxNesting) {
    const warning = `It lies in ${limits.maxNesting} files within each other: what is inside of it was left out.`;
    return { ...NOTHING, warnings: [warning], full: batch.parts.length === 0 };
  }
  const use = await importUse(context.db, runId);
  const room = Math.max(0, limits.maxFiles - use.files);
  const full = count > room;
  const warnings = full ? [`One import takes at most ${limits.maxFiles} files: the rest of it was left out.`] : [];
  const embedded = batch.embedded.slice(0, room);
  const found = embedded.map((each) => describe(each, batch));
  const paths = await takenPaths(context.db, runId, placesToAvoid(file.path, found));
  const plan = planEmbedded(file.path, found, limits, { files: 0, bytes: use.bytes, paths });
  const taken: Omit<NewImportFile, 'ordinal'>[] = [];
  for (const { index, path, sizeBytes, mediaType } of plan.files) {
    const bytes = embedded[index]?.bytes;
    if (bytes === undefined) continue;
    const { hash } = await context.blobs.put(bytes, signal);
    const modifiedMs = embedded[index]?.modifiedMs ?? file.modifiedMs;
    const attached = { container: file.ordinal, parentItem: file.parentItem };
    const waiting = { status: 'copied', code: null, reason: null, blobHash: hash } as const;
    taken.push({ path, sizeBytes, mediaType, modifiedMs, ...waiting, ...attached });
  }
  const refused = [
    ...plan.refused,
    ...batch.refused
      .slice(0, room - embedded.length)
      .map(({ path, code, reason }) => ({ path: `${stemOf(file.path)}/${path}`, code, message: reason })),
  ].map(({ path, code, message }) => refusedRow(file, path, code, message));
  const attachedTo = plan.files.map(({ index }) => embedded[index]?.attachedTo ?? null);
  const rows = [...taken, ...refused].map((row, at) => ({ ...row, ordinal: from + at }));
  return { rows, attachedTo, skipped: plan.skipped, warnings, full };
}

const describe = ({ path, mediaType, bytes, attachedTo }: EmbeddedFile, { parts }: ParsedBatch): FoundFile => {
  const title = parts.find(({ document }) => document.part === attachedTo)?.document.title ?? '';
  return {
    path: toStorableText(path),
    mediaType,
    sizeBytes: bytes.size,
    attachedTo: attachedTo === null ? null : { part: attachedTo, title },
  };
};

function placesToAvoid(container: string, found: readonly FoundFile[]) {
  const places = found.map((file) => placeOfFound(container, file));
  const prefixes = new Set(places.filter(({ isAttachment }) => isAttachment).map(({ folder }) => folder));
  return { exact: places.map(({ path }) => path.normalize('NFC')), prefixes: [...prefixes] };
}

const refusedRow = (file: ImportFileRecord, path: string, code: string, reason: string) => ({
  path: toStorableText(path),
  sizeBytes: 0,
  mediaType: '',
  modifiedMs: file.modifiedMs,
  status: 'failed' as const,
  code,
  reason: toStorableText(reason),
  blobHash: null,
  container: file.ordinal,
  parentItem: null,
});
