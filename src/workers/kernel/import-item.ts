import { sha256Text } from '../../adapters/files/blob-store.ts';
import { AppError, type ErrorCode } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { bodyUpdates, itemText } from '../../db/tables/item-parts.ts';
import type { SourceMatch } from '../../db/tables/item-sources.ts';
import { putPictures } from '../../db/tables/picture-words.ts';
import type { ImportFileRecord } from '../../db/tables/runs.ts';
import { chunksOf, insertChunks, putBlob, putItemText, replaceChunks } from '../../db/tables/texts.ts';
import type { WriteUnit } from '../../db/write.ts';
import { createTextUpdate, openTextDocument, replaceTextUpdate } from '../../sync/text-document.ts';
import type { ParsedPart } from '../parse/parse.api.ts';
import type { KernelContext } from './context.ts';
import { appendBody } from './handlers/items.ts';
import { changeTags, insertLink, setLinks } from './import-links.ts';
import { pathOfPart, readPart } from './import-part.ts';
import { keepIds } from './indexer.ts';

/** What a part of a file becomes: a new item, a changed one, or the one that is there. */

export interface Source extends ParsedPart {
  readonly file: ImportFileRecord;
  /** Of the file's bytes. */
  readonly hash: string;
}

interface TakenItem {
  readonly status: 'added' | 'updated' | 'unchanged';
  readonly itemId: Id;
  /** Worth saying in the report. */
  readonly reason?: string;
  /** Of what was not here: another import may bring it at the same time. */
  readonly isNew?: boolean;
  readonly write?: (unit: WriteUnit) => void | Promise<void>;
}

export type PartOutcome = TakenItem | { readonly status: 'failed'; readonly code: ErrorCode; readonly reason: string };

/** What is here of a part, and not in the bin. */
export interface PartMatch {
  /** From the same path. */
  readonly here: SourceMatch | undefined;
  /** The same part of the same bytes, from another path. */
  readonly elsewhere: SourceMatch | undefined;
}

export async function takePart(context: KernelContext, match: PartMatch, source: Source): Promise<PartOutcome> {
  const { file, document, hash } = source;
  const textHash = await sha256Text(document.text);
  const { here, elsewhere } = match;
  if (here === undefined)
    return elsewhere === undefined ? addItem(context, source, textHash) : already(elsewhere, file);
  const sameText = here.textHash === textHash && sameJson(here.details, document.details);
  // A note may have been changed here since. The original of a whole file is kept byte for byte; a part goes on being read from the bytes that it came from.
  const isUnread = document.kind === 'note' && here.blobHash === hash;
  const same = isUnread || (sameText && (document.part !== '' || here.blobHash === hash));
  return same ? already(here, file) : updateItem(context, here, source, textHash);
}

/** What was looked up before the unit, and is asked again in it: another import may have brought the same since. */
export function unlessAdded(outcome: PartOutcome, { here, elsewhere }: PartMatch, source: Source): PartOutcome {
  const same = here?.blobHash === source.hash ? here : elsewhere;
  if (same !== undefined) return already(same, source.file);
  if (here === undefined) return outcome;
  const reason = 'Another import brought another version of this file at the same time. Drop it again.';
  return { status: 'failed', code: 'conflict', reason };
}

export function already(match: SourceMatch, file: ImportFileRecord): TakenItem {
  const place = match.sourcePath ?? '';
  const isThere = place === file.path || place.startsWith(`${file.path}#`);
  const reason = isThere ? {} : { reason: `The same as “${place}”, which is here already.` };
  return { status: 'unchanged', itemId: match.id, ...reason };
}

/** JSON as a table gives it back: keys may stand in another order. */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)));
}

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

const itemCells = ({ file, hash, document }: Source) => ({
  kind: document.kind,
  title: document.title,
  media_type: file.mediaType === '' ? 'text/plain' : file.mediaType,
  blob_hash: hash,
  size_bytes: document.part === '' ? file.sizeBytes : document.text.length,
  language: document.language,
  details: document.details,
  updated_ms: Math.round(document.updatedMs ?? file.modifiedMs),
});

function addItem(context: KernelContext, source: Source, textHash: string): TakenItem {
  const { file, document, chunks } = source;
  const itemId = context.ids.next();
  return {
    status: 'added',
    isNew: true,
    itemId,
    async write(unit) {
      unit.insert('items', itemId, {
        ...itemCells(source),
        folder: folderOf(file.path),
        file_name: nameOf(file.path),
        source_path: pathOfPart(file.path, document.part),
        created_ms: Math.round(document.createdMs ?? file.modifiedMs),
      });
      if (document.kind === 'note') {
        unit.insert('item_bodies', unit.newId(), { item_id: itemId, update: createTextUpdate(document.text) });
      }
      for (const tag of new Set(document.tags)) unit.insert('tags', unit.newId(), { item_id: itemId, tag });
      for (const link of document.links) insertLink(unit, itemId, link);
      writeText(context, unit, itemId, source, textHash);
      insertChunks(context.db, unit, itemId, keepIds([], chunks, unit.newId));
    },
  };
}

const BESIDE = 'You had changed this note here. The changed file was put beside it, and both are kept.';

async function updateItem(
  context: KernelContext,
  old: SourceMatch,
  source: Source,
  textHash: string,
): Promise<TakenItem> {
  const { document, chunks } = source;
  if (document.kind === 'note' && (await wasEditedHere(context, old, document.part))) {
    return { ...addItem(context, source, textHash), isNew: false, reason: BESIDE };
  }
  const itemId = old.id;
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
      writeText(context, unit, itemId, source, textHash);
      replaceChunks(context.db, unit, itemId, keepIds(await chunksOf(context.db, itemId), chunks, unit.newId));
    },
  };
}

/** Whether the note says something else than the file that it came from. */
async function wasEditedHere(context: KernelContext, old: SourceMatch, part: string): Promise<boolean> {
  const { id, sourcePath, blobHash } = old;
  if (blobHash === null) return true;
  const bytes = await context.blobs.get(blobHash);
  const path = part === '' ? (sourcePath ?? '') : (sourcePath ?? '').slice(0, -1 - part.length);
  const original = await readPart(context, { path, mediaType: 'text/markdown', bytes }, part).catch(unreadable);
  return original?.document.text !== openTextDocument(await bodyUpdates(context.db, id)).text();
}

/** What cannot be read any more says nothing of what it was. */
function unreadable(thrown: unknown): null {
  if (thrown instanceof AppError && thrown.code !== 'cancelled') return null;
  throw thrown;
}

async function bodyEdit({ db }: KernelContext, itemId: Id, text: string): Promise<Uint8Array | null> {
  return replaceTextUpdate(await bodyUpdates(db, itemId), text);
}

/** Text and original: the same for a new item and a changed one. */
function writeText(context: KernelContext, unit: WriteUnit, itemId: Id, source: Source, textHash: string): void {
  const { document, file, hash } = source;
  const revision = context.indexer.nextRevision();
  putItemText(context.db, unit, { ...document, itemId, textHash, revision, indexedRevision: revision });
  if (document.kind !== 'note') putPictures(context.db, unit, itemId, document.pictures);
  putBlob(context.db, unit, { hash, sizeBytes: file.sizeBytes, mediaType: file.mediaType });
  context.indexer.written(unit, itemId);
}
