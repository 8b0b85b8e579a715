import type { Id } from '../../core/ids.ts';
import type { ItemKind } from '../../core/items/item.ts';
import { addWarnings, contentSentence, joinSentences, uncountedWarnings } from '../../core/runs/import-summary.ts';
import { countInside } from '../../db/tables/embedded-files.ts';
import {
  changeImportFile,
  type ImportFileChange,
  type ImportFileRecord,
  type ItemCounts,
  insertImportFiles,
} from '../../db/tables/runs.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';
import type { FileOutcome, TakenPart } from './import-file.ts';
import { type PartMatch, type PartOutcome, unlessAdded } from './import-item.ts';
import { attachItem } from './import-links.ts';
import { pathOfPart } from './import-part.ts';

/** Writes what a batch of a file came to: its items, what was found inside, and what the report says of it. */

export interface ReadFile {
  readonly file: ImportFileRecord;
  /** Where the batch began. */
  readonly cursor: number;
  readonly outcome: FileOutcome;
}

export interface WriteStep {
  readonly runId: Id;
  /** What is here by now. */
  readonly isHere: (file: Pick<ImportFileRecord, 'path' | 'blobHash'>) => PartMatch;
  /** Links to attachments that this unit has filled. */
  readonly filled: Set<Id>;
}

interface SettledPart {
  readonly part: string;
  readonly kind: ItemKind | null;
  readonly outcome: PartOutcome;
}

/** What was attached as one file may be many items: so many are linked to the mail. */
const MAX_LINKED = 20;

export async function writeFile(
  context: KernelContext,
  unit: WriteUnit,
  step: WriteStep,
  { file, cursor, outcome }: ReadFile,
): Promise<void> {
  const change = (values: ImportFileChange) => changeImportFile(context.db, unit, step.runId, file.ordinal, values);
  if (outcome.type === 'refused') return change(refusal(file, outcome));
  const isRead = outcome.type === 'read';
  const settled = isRead
    ? await settleParts(unit, step, outcome.parts)
    : [{ part: '', kind: null, outcome: outcome.outcome }];
  const itemOf = new Map(settled.flatMap(({ part, outcome: o }) => (o.status === 'failed' ? [] : [[part, o.itemId]])));
  const { parentItem: mail, path } = file;
  for (const itemId of [...itemOf.values()].slice(0, MAX_LINKED)) {
    if (mail !== null) await attachItem(context, unit, { mail, itemId, path, filled: step.filled });
  }
  const rows = isRead ? outcome.inside.rows : [];
  const parentOf = (part: string | null | undefined) => (part == null ? mail : (itemOf.get(part) ?? mail));
  const children = rows.map((row, at) => ({
    ...row,
    parentItem: isRead ? parentOf(outcome.inside.attachedTo[at]) : null,
  }));
  if (children.length > 0) insertImportFiles(context.db, unit, step.runId, children);
  const before = cursor > 0 ? await countInside(context.db, step.runId, file.ordinal) : 0;
  change(progress(file, settled, { outcome, inside: before + rows.length }));
}

async function settleParts(
  unit: WriteUnit,
  { isHere }: WriteStep,
  parts: readonly TakenPart[],
): Promise<readonly SettledPart[]> {
  const settled: SettledPart[] = [];
  for (const { source, outcome: read } of parts) {
    const { part, kind } = source.document;
    const isNew = read.status !== 'failed' && read.isNew === true;
    const outcome = isNew ? unlessAdded(read, isHere(askedOf(source)), source) : read;
    if (outcome.status !== 'failed') await outcome.write?.(unit);
    settled.push({ part, kind, outcome });
  }
  return settled;
}

/** How a part that was not here is looked for again. Only a whole file is known by its bytes alone. */
export const askedOf = ({ file, document }: TakenPart['source']) => ({
  path: pathOfPart(file.path, document.part),
  blobHash: document.part === '' ? file.blobHash : null,
});

const sumOf = ({ added, updated, unchanged }: ItemCounts) => added + updated + unchanged;

function refusal(file: ImportFileRecord, { code, reason }: { readonly code: string; readonly reason: string }) {
  const before = sumOf(file.counts) > 0 ? 'What stands before that was taken.' : null;
  return { status: 'failed', code, reason: joinSentences(reason, before) } as const;
}

interface Progress {
  readonly outcome: Exclude<FileOutcome, { type: 'refused' }>;
  /** Files that were found in it so far. */
  readonly inside: number;
}

function progress(file: ImportFileRecord, settled: readonly SettledPart[], { outcome, inside }: Progress) {
  const of = (status: PartOutcome['status']) => settled.filter((part) => part.outcome.status === status).length;
  const counts = {
    added: file.counts.added + of('added'),
    updated: file.counts.updated + of('updated'),
    unchanged: file.counts.unchanged + of('unchanged'),
  };
  const isRead = outcome.type === 'read';
  const only = settled.length === 1 && sumOf(file.counts) === 0 ? settled[0]?.outcome : undefined;
  const failures =
    only === undefined ? settled.flatMap(({ outcome: o }) => (o.status === 'failed' ? o.reason : [])) : [];
  const now = [...(isRead ? outcome.warnings : []), ...failures];
  const warnings = file.warnings + now.length;
  const said = addWarnings(file.reason, file.warnings, now);
  if (isRead && outcome.next !== null) return { status: 'copied', counts, warnings, reason: said } as const;
  const left = joinSentences(said, uncountedWarnings(warnings));
  if (only !== undefined) {
    const reason = joinSentences(only.reason, contentSentence(0, null, inside), left);
    const { status, ...rest } = only;
    return { status, counts, warnings, reason, ...('itemId' in rest ? { itemId: rest.itemId } : { code: rest.code }) };
  }
  if (sumOf(counts) + inside === 0) return { ...emptiness(isRead && outcome.inside.full, left), counts, warnings };
  const content = contentSentence(sumOf(counts), kindOf(settled), inside);
  return { status: 'opened', counts, warnings, reason: joinSentences(content, left) } as const;
}

const emptiness = (full: boolean, left: string | null) =>
  ({
    status: 'failed',
    code: full ? 'too-large' : 'unreadable',
    reason: left ?? 'There is nothing in it that Hearth can read.',
  }) as const;

/** The kind of all of them; null where they differ. */
function kindOf(settled: readonly SettledPart[]): ItemKind | null {
  const kinds = new Set(settled.map(({ kind }) => kind));
  return kinds.size === 1 ? (settled[0]?.kind ?? null) : null;
}
