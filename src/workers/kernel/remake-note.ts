import { sha256Text } from '../../adapters/files/blob-store.ts';
import type { Id } from '../../core/ids.ts';
import { BARE_DOCUMENT } from '../../core/items/document-source.ts';
import type { Item, SourcedText } from '../../core/items/item.ts';
import { toStorableText } from '../../core/items/to-storable.ts';
import { bodyUpdates, itemText, type StoredText } from '../../db/tables/item-parts.ts';
import { sourcePathOf } from '../../db/tables/item-sources.ts';
import { findItem } from '../../db/tables/items.ts';
import { putPictures } from '../../db/tables/picture-words.ts';
import { chunksOf, putItemText, replaceChunks } from '../../db/tables/texts.ts';
import { openTextDocument } from '../../sync/text-document.ts';
import type { TextReading } from '../parse/parse.api.ts';
import type { KernelContext } from './context.ts';
import { isConversation, textOfConversation } from './conversation-item.ts';
import { changeTags, resolveLinks, setLinks } from './import-links.ts';
import { partOf, readPart } from './import-part.ts';
import { keepIds } from './indexer.ts';
import { ownWrite } from './own-write.ts';

/**
 * Makes what follows from a note's text: chunks, links, tags in the text, language. Once the typing pauses. The same
 * for a file or page whose original changed without being read, as when an import is taken back.
 */
export async function remakeNote(context: KernelContext, itemId: Id): Promise<void> {
  const { db, parser, writer, ids } = context;
  const item = await findItem(db, itemId);
  const stored = await itemText(db, itemId);
  if (item === null || stored === null || stored.indexedRevision >= stored.revision) return;
  const anew = await readAnew(context, item, stored.text);
  if (anew === null) return keepStored(context, item, stored);
  const { source, reading, pictures } = anew;
  const before = await parser.read({ kind: item.kind, title: item.title, text: stored.text });
  // What was written here has not been read before.
  const tagsBefore = stored.indexedRevision === 0 || isConversation(item) ? [] : before.tags;
  const textHash = await sha256Text(source.text);
  const meta = metaOf(context, item);
  await writer.write(meta, async (unit) => {
    const now = (await itemText(db, itemId)) ?? stored;
    // An edit that came meanwhile has its own turn: it has raised the revision once more.
    const edited = now.revision > stored.revision;
    // A revision of its own, so that an index, or a backup, that has seen the item with its old chunks takes the new ones too.
    const revision = context.indexer.nextRevision();
    const indexedRevision = edited ? stored.revision : revision;
    putItemText(db, unit, { ...source, itemId, textHash, revision, indexedRevision });
    if (pictures !== null) putPictures(db, unit, itemId, pictures);
    replaceChunks(db, unit, itemId, keepIds(await chunksOf(db, itemId), reading.chunks, unit.newId));
    await changeTags(context, unit, itemId, tagsBefore, reading.tags);
    await setLinks(context, unit, itemId, reading.links);
    if (item.language !== reading.language) await unit.patch('items', itemId, { language: reading.language });
  });
  await writer.write(ownWrite('link-items', ids, item.workspaceId), (unit) =>
    resolveLinks(context, unit, item.workspaceId),
  );
}

const metaOf = ({ ids }: KernelContext, { workspaceId }: Item) => ownWrite('remake-note', ids, workspaceId);

/** The part is not met in its file any more: what was read of it once is as good as ever. */
async function keepStored(context: KernelContext, item: Item, stored: StoredText): Promise<void> {
  const { db, writer, indexer } = context;
  const textHash = await sha256Text(stored.text);
  await writer.write(metaOf(context, item), (unit) => {
    const revision = indexer.nextRevision();
    putItemText(db, unit, { ...stored, itemId: item.id, textHash, revision, indexedRevision: revision });
  });
}

interface ReadAnew {
  readonly source: SourcedText;
  readonly reading: TextReading;
  /** Pages whose words are lost with the text, and are read again. Null for what has no original. */
  readonly pictures: readonly number[] | null;
}

/** A note as its body has it; a file, page or part of a file from its original bytes. Null where that part is not met. */
async function readAnew(context: KernelContext, item: Item, stored: string): Promise<ReadAnew | null> {
  const { db, parser, blobs } = context;
  if (item.kind !== 'note' && item.blobHash !== null) {
    const { fileName, mediaType, blobHash } = item;
    const path = fileName ?? '';
    const part = partOf((await sourcePathOf(db, item.id)) ?? '', path);
    const read = await readPart(context, { path, mediaType, bytes: await blobs.get(blobHash) }, part);
    if (read === null) return null;
    const { document, chunks } = read;
    const { links, tags, language } = document;
    return { source: document, reading: { chunks, links, tags, language }, pictures: document.pictures };
  }
  if (isConversation(item)) {
    const { text, places } = await textOfConversation(context, item.id);
    // Words behind a # in what was said are no tags of the conversation.
    const reading = { ...(await parser.read({ kind: item.kind, title: item.title, text })), tags: [] };
    return { source: { ...BARE_DOCUMENT, text, places }, reading, pictures: null };
  }
  const updates = await bodyUpdates(db, item.id);
  const text = updates.length === 0 ? stored : toStorableText(openTextDocument(updates).text());
  return {
    source: { ...BARE_DOCUMENT, text },
    reading: await parser.read({ kind: item.kind, title: item.title, text }),
    pictures: null,
  };
}
