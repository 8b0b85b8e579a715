import { sha256Text } from '../../adapters/files/blob-store.ts';
import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { BARE_DOCUMENT } from '../../core/items/document-source.ts';
import type { Item, SourcedText } from '../../core/items/item.ts';
import { toStorableText } from '../../core/items/to-storable.ts';
import { bodyUpdates, findItem, itemText } from '../../db/tables/items.ts';
import { chunksOf, putItemText, replaceChunks } from '../../db/tables/texts.ts';
import { openTextDocument } from '../../sync/text-document.ts';
import { onlyPart, type TextReading } from '../parse/parse.api.ts';
import type { KernelContext } from './context.ts';
import { changeTags, resolveLinks, setLinks } from './import-run.ts';
import { keepIds } from './indexer.ts';

/**
 * Makes what follows from a note's text: chunks, links, tags in the text, language. Once the typing pauses. The same
 * for a file or page whose original changed without being read, as when an import is taken back.
 */
export async function remakeNote(context: KernelContext, itemId: Id): Promise<void> {
  const { db, parser, writer, ids } = context;
  const item = await findItem(db, itemId);
  const stored = await itemText(db, itemId);
  if (item === null || stored === null || stored.indexedRevision >= stored.revision) return;
  const { source, reading } = await readAnew(context, item, stored.text);
  const before = await parser.read({ kind: item.kind, title: item.title, text: stored.text });
  // What was written here has not been read before.
  const tagsBefore = stored.indexedRevision === 0 ? [] : before.tags;
  const textHash = await sha256Text(source.text);
  const meta = {
    commandId: ids.next(),
    type: 'remake-note',
    workspaceId: item.workspaceId,
    actor: 'kernel',
    remember: false,
  };
  await writer.write(meta, async (unit) => {
    const now = (await itemText(db, itemId)) ?? stored;
    // An edit that came meanwhile has its own turn: it has raised the revision once more.
    const edited = now.revision > stored.revision;
    // A revision of its own, so that an index that has seen the item with its old chunks takes the new ones too.
    const revision = edited ? now.revision : context.indexer.nextRevision();
    const indexedRevision = edited ? stored.revision : revision;
    putItemText(db, unit, { ...source, itemId, textHash, revision, indexedRevision });
    replaceChunks(db, unit, itemId, keepIds(await chunksOf(db, itemId), reading.chunks, unit.newId));
    await changeTags(context, unit, itemId, tagsBefore, reading.tags);
    await setLinks(context, unit, itemId, reading.links);
    if (item.language !== reading.language) await unit.patch('items', itemId, { language: reading.language });
  });
  await writer.write({ ...meta, commandId: ids.next(), type: 'link-items' }, (unit) =>
    resolveLinks(context, unit, item.workspaceId),
  );
}

interface ReadAnew {
  readonly source: SourcedText;
  readonly reading: TextReading;
}

/** A note as its body has it; a file or page from its original bytes. */
async function readAnew(context: KernelContext, item: Item, stored: string): Promise<ReadAnew> {
  const { db, parser, blobs } = context;
  if (item.kind !== 'note' && item.blobHash !== null) {
    const bytes = await blobs.get(item.blobHash);
    const parsed = await parser.parse({ path: item.fileName ?? '', mediaType: item.mediaType, bytes, cursor: 0 });
    if (!parsed.ok) throw new AppError(parsed.code, parsed.reason);
    const { document, chunks } = onlyPart(parsed);
    const { links, tags, language } = document;
    return { source: document, reading: { chunks, links, tags, language } };
  }
  const updates = await bodyUpdates(db, item.id);
  const text = updates.length === 0 ? stored : toStorableText(openTextDocument(updates).text());
  return {
    source: { ...BARE_DOCUMENT, text },
    reading: await parser.read({ kind: item.kind, title: item.title, text }),
  };
}
