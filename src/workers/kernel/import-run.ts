import { sha256Text } from '../../adapters/files/blob-store.ts';
import { CancelledError, toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ItemLink, ParsedDocument } from '../../core/items/item.ts';
import { createLinkIndex } from '../../core/items/links.ts';
import type { ImportFileStatus } from '../../core/queries.ts';
import {
  type ImportEvent,
  type ImportInput,
  type ImportResult,
  type ImportState,
  type ImportStep,
  importDecisions,
} from '../../core/runs/import-run.ts';
import {
  bodyUpdates,
  findBySource,
  itemText,
  linkRows,
  linkTargets,
  type SourceMatch,
  tagRows,
  unresolvedLinks,
} from '../../db/tables/items.ts';
import { changeImportFile, type ImportFileRecord, loseWaitingFiles, nextCopied } from '../../db/tables/runs.ts';
import { chunksOf, insertChunks, putBlob, putItemText, replaceChunks } from '../../db/tables/texts.ts';
import type { WriteUnit } from '../../db/write.ts';
import { createTextUpdate, openTextDocument, replaceTextUpdate } from '../../sync/text-document.ts';
import { onlyPart } from '../parse/parse.api.ts';
import type { KernelContext } from './context.ts';
import { appendBody, setTags } from './handlers/items.ts';
import { keepIds } from './indexer.ts';
import type { Performed, RunKind, StepContext } from './interpreter.ts';

type ImportRunKind = RunKind<ImportInput, ImportState, ImportStep, ImportResult | null, ImportEvent>;

/** Reads copied files, a few in each step: they are parsed, written with their chunks, and searchable. */
export function createImportRun(context: KernelContext): ImportRunKind {
  return {
    kind: 'import',
    decisions: importDecisions,
    afterCrash: 'running',
    perform: (step, at) => (step.type === 'link' ? performLink(context, at) : performRead(context, step.ordinal, at)),
    onStatus(unit, run, status) {
      if (status !== 'stopped') return;
      loseWaitingFiles(context.db, unit, run.id, 'Stopped before it was copied.');
    },
  };
}

/** What the reading of a file comes to. */
interface FileOutcome {
  readonly status: ImportFileStatus;
  readonly code?: string;
  readonly reason?: string;
  readonly itemId?: Id;
  /** Of a file that was not here: another import may bring it at the same time. */
  readonly isNew?: boolean;
  readonly write?: (unit: WriteUnit) => void | Promise<void>;
}

/** What one step reads: a step lost to a crash is little work, and a transaction costs as much as a few small files. */
const STEP_FILES = 16;
const STEP_BYTES = 500_000;

async function performRead(
  context: KernelContext,
  from: number,
  { run, signal }: StepContext<ImportState, ImportInput>,
): Promise<Performed<ImportResult>> {
  const { id: runId, workspaceId, state } = run;
  const copied = await nextCopied(context.db, runId, { from, to: state.copied, limit: STEP_FILES });
  const files = onePerContent(copied);
  const last = files.at(-1);
  if (last === undefined) return { result: { read: state.copied } };
  const matches = await findMatches(context, workspaceId, files);
  const outcomes: (readonly [ImportFileRecord, FileOutcome])[] = [];
  for (const file of files) outcomes.push([file, await readFile(context, matches(file), file, signal)]);
  return {
    result: { read: last.ordinal + 1 },
    async write(unit) {
      const now = await findMatches(context, workspaceId, files);
      for (const [file, outcome] of outcomes) {
        const settled = outcome.isNew ? unlessAdded(now(file), file, outcome) : outcome;
        await settled.write?.(unit);
        const { status, code = null, reason = null, itemId } = settled;
        const change = { status, code, reason, ...(itemId === undefined ? {} : { itemId }) };
        changeImportFile(context.db, unit, runId, file.ordinal, change);
      }
    },
  };
}

/** The first of them, up to the limits, and none of the content of one before it: that one has to be there first. */
function onePerContent(files: readonly ImportFileRecord[]): ImportFileRecord[] {
  const taken: ImportFileRecord[] = [];
  const contents = new Set<string | null>();
  let bytes = 0;
  for (const file of files) {
    bytes += file.sizeBytes;
    if (taken.length > 0 && (contents.has(file.blobHash) || bytes > STEP_BYTES)) break;
    contents.add(file.blobHash);
    taken.push(file);
  }
  return taken;
}

/** What is here, and not in the bin, of each file: from its path, or of its content. */
async function findMatches(
  { db }: KernelContext,
  workspaceId: Id,
  files: readonly ImportFileRecord[],
): Promise<(file: ImportFileRecord) => SourceMatch[]> {
  const paths = files.map((file) => file.path);
  const hashes = files.map((file) => file.blobHash ?? '');
  const found = await findBySource(db, workspaceId, { paths, hashes });
  const live = found.filter((match) => match.deletedMs === null);
  return ({ path, blobHash }) => live.filter((match) => match.sourcePath === path || match.blobHash === blobHash);
}

async function readFile(
  context: KernelContext,
  live: readonly SourceMatch[],
  file: ImportFileRecord,
  signal: AbortSignal,
): Promise<FileOutcome> {
  const hash = file.blobHash ?? '';
  try {
    const old = live.findLast((match) => match.sourcePath === file.path);
    // What lay at this path is updated, also where its new content is elsewhere already.
    const same = old === undefined ? live[0] : old.blobHash === hash ? old : undefined;
    if (same !== undefined) return alreadyHere(same, file);
    const bytes = await context.blobs.get(hash);
    const { path, mediaType } = file;
    const parsed = await context.parser.parse({ path, mediaType, bytes, cursor: 0 }, signal);
    if (!parsed.ok) return { status: 'failed', code: parsed.code, reason: parsed.reason };
    const source = { file, hash, ...onlyPart(parsed) };
    return old === undefined ? await addItem(context, source) : await updateItem(context, old, source);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error instanceof CancelledError || error.code === 'storage-full') throw error;
    return { status: 'failed', code: error.code, reason: error.message };
  }
}

/** Another import may have brought the same since it was looked for. */
function unlessAdded(live: readonly SourceMatch[], file: ImportFileRecord, outcome: FileOutcome): FileOutcome {
  const same = live.find((match) => match.blobHash === file.blobHash);
  if (same !== undefined) return alreadyHere(same, file);
  if (live.length === 0) return outcome;
  const reason = 'Another import brought another version of this file at the same time. Drop it again.';
  return { status: 'failed', code: 'conflict', reason };
}

const alreadyHere = (match: SourceMatch, file: ImportFileRecord): FileOutcome => ({
  status: 'unchanged',
  itemId: match.id,
  ...(match.sourcePath === file.path
    ? {}
    : { reason: `The same as “${match.sourcePath ?? ''}”, which is here already.` }),
});

interface Source {
  readonly file: ImportFileRecord;
  readonly hash: string;
  readonly document: ParsedDocument;
  readonly chunks: Parameters<typeof keepIds>[1];
}

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

const itemCells = ({ file, hash, document }: Source) => ({
  kind: document.kind,
  title: document.title,
  media_type: file.mediaType === '' ? 'text/plain' : file.mediaType,
  blob_hash: hash,
  size_bytes: file.sizeBytes,
  language: document.language,
  details: document.details,
  updated_ms: Math.round(file.modifiedMs),
});

async function addItem(context: KernelContext, source: Source): Promise<FileOutcome> {
  const { file, document, chunks } = source;
  const itemId = context.ids.next();
  const textHash = await sha256Text(document.text);
  return {
    status: 'added',
    isNew: true,
    itemId,
    async write(unit) {
      unit.insert('items', itemId, {
        ...itemCells(source),
        folder: folderOf(file.path),
        file_name: nameOf(file.path),
        source_path: file.path,
        created_ms: Math.round(document.createdMs ?? file.modifiedMs),
      });
      if (document.kind === 'note') {
        unit.insert('item_bodies', unit.newId(), { item_id: itemId, update: createTextUpdate(document.text) });
      }
      for (const tag of new Set(document.tags)) unit.insert('tags', unit.newId(), { item_id: itemId, tag });
      for (const link of document.links) insertLink(unit, itemId, link);
      writeParts(context, unit, itemId, source, textHash);
      insertChunks(context.db, unit, itemId, keepIds([], chunks, unit.newId));
    },
  };
}

const BESIDE = 'You had changed this note here. The changed file was put beside it, and both are kept.';

async function updateItem(context: KernelContext, old: SourceMatch, source: Source): Promise<FileOutcome> {
  const { document, chunks } = source;
  if (document.kind === 'note' && (await wasEditedHere(context, old))) {
    return { ...(await addItem(context, source)), isNew: false, reason: BESIDE };
  }
  const itemId = old.id;
  const textHash = await sha256Text(document.text);
  const edit = document.kind === 'note' ? await bodyEdit(context, itemId, document.text) : null;
  const read = (await itemText(context.db, itemId))?.text ?? '';
  const before = await context.parser.read({ kind: document.kind, title: document.title, text: read });
  return {
    status: 'updated',
    itemId,
    async write(unit) {
      await unit.patch('items', itemId, itemCells(source));
      if (edit !== null) await appendBody(context, unit, itemId, edit);
      await changeTags(context, unit, itemId, before.tags, document.tags);
      await setLinks(context, unit, itemId, document.links);
      writeParts(context, unit, itemId, source, textHash);
      replaceChunks(context.db, unit, itemId, keepIds(await chunksOf(context.db, itemId), chunks, unit.newId));
    },
  };
}

/** Whether the note says something else than the file that it came from. */
async function wasEditedHere(
  { db, blobs, parser }: KernelContext,
  { id, sourcePath, blobHash }: SourceMatch,
): Promise<boolean> {
  if (blobHash === null) return true;
  const bytes = await blobs.get(blobHash);
  const original = await parser.parse({ path: sourcePath ?? '', mediaType: 'text/markdown', bytes, cursor: 0 });
  return !original.ok || onlyPart(original).document.text !== openTextDocument(await bodyUpdates(db, id)).text();
}

async function bodyEdit({ db }: KernelContext, itemId: Id, text: string): Promise<Uint8Array | null> {
  return replaceTextUpdate(await bodyUpdates(db, itemId), text);
}

/** Text and original: the same for a new item and a changed one. */
function writeParts(context: KernelContext, unit: WriteUnit, itemId: Id, source: Source, textHash: string): void {
  const { document, file, hash } = source;
  const revision = context.indexer.nextRevision();
  putItemText(context.db, unit, { ...document, itemId, textHash, revision, indexedRevision: revision });
  putBlob(context.db, unit, { hash, sizeBytes: file.sizeBytes, mediaType: file.mediaType });
  context.indexer.written(unit, itemId);
}

/** Follows the tags that came into the text and went out of it; those that the user set or took off by hand stay so. */
export async function changeTags(
  context: KernelContext,
  unit: WriteUnit,
  itemId: Id,
  before: readonly string[],
  now: readonly string[],
): Promise<void> {
  const held = (await tagRows(context.db, itemId)).filter((row) => row.deletedMs === null).map((row) => row.tag);
  const kept = held.filter((tag) => now.includes(tag) || !before.includes(tag));
  await setTags(context, unit, itemId, [...new Set([...kept, ...now.filter((tag) => !before.includes(tag))])]);
}

/** Links as the text has them now; where they lead is found when all that was read is there. */
export async function setLinks(
  context: KernelContext,
  unit: WriteUnit,
  itemId: Id,
  links: readonly ItemLink[],
): Promise<void> {
  const old = new Map((await linkRows(context.db, itemId)).map((link) => [linkKey(link.target, link.start), link]));
  for (const link of links) {
    const key = linkKey(link.target, link.span.start);
    const held = old.get(key);
    old.delete(key);
    if (held === undefined) insertLink(unit, itemId, link);
  }
  for (const gone of old.values()) await unit.patch('links', gone.id, { deleted_ms: unit.nowMs });
}

function insertLink(unit: WriteUnit, itemId: Id, { target, kind, span }: ItemLink): void {
  unit.insert('links', unit.newId(), { from_item: itemId, target, kind, start_at: span.start, end_at: span.end });
}

const linkKey = (target: string, start: number) => `${start}:${target}`;

async function performLink(
  context: KernelContext,
  { run }: StepContext<ImportState, ImportInput>,
): Promise<Performed<null>> {
  return { result: null, write: (unit) => resolveLinks(context, unit, run.workspaceId) };
}

/** Finds where links lead that led nowhere so far. */
export async function resolveLinks({ db }: KernelContext, unit: WriteUnit, workspaceId: Id): Promise<void> {
  const links = await unresolvedLinks(db, workspaceId);
  if (links.length === 0) return;
  const index = createLinkIndex(await linkTargets(db, workspaceId));
  for (const link of links) {
    const goal = index.resolve(link, link.fromFolder);
    if (goal !== null) await unit.patch('links', link.id, { to_item: goal });
  }
}
