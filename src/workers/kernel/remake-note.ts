import { sha256Text } from '../../adapters/files/blob-store.ts';
import type { Id } from '../../core/ids.ts';
import { bodyUpdates, findItem, itemText, tagRows } from '../../db/tables/items.ts';
import { chunksOf, putItemText, replaceChunks } from '../../db/tables/texts.ts';
import { openTextDocument } from '../../sync/text-document.ts';
import type { KernelContext } from './context.ts';
import { setTags } from './handlers/items.ts';
import { resolveLinks, setLinks } from './import-run.ts';
import { keepIds } from './indexer.ts';

/** Makes what follows from a note's text: chunks, links, tags in the text, language. Once the typing pauses. */
export async function remakeNote(context: KernelContext, itemId: Id): Promise<void> {
  const { db, parser, writer, ids } = context;
  const item = await findItem(db, itemId);
  const stored = await itemText(db, itemId);
  if (item === null || stored === null || stored.indexedRevision >= stored.revision) return;
  const updates = await bodyUpdates(db, itemId);
  const text = updates.length === 0 ? stored.text : openTextDocument(updates).text();
  const reading = await parser.read({ kind: item.kind, title: item.title, text });
  const before = await parser.read({ kind: item.kind, title: item.title, text: stored.text });
  const textHash = await sha256Text(text);
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
    putItemText(db, unit, { itemId, text, textHash, sourceMap: [], revision, indexedRevision });
    replaceChunks(db, unit, itemId, keepIds(await chunksOf(db, itemId), reading.chunks, unit.newId));
    const held = (await tagRows(db, itemId)).filter((row) => row.deletedMs === null).map((row) => row.tag);
    const byHand = held.filter((tag) => !before.tags.includes(tag));
    await setTags(context, unit, itemId, [...new Set([...byHand, ...reading.tags])]);
    await setLinks(context, unit, itemId, reading.links);
    if (item.language !== reading.language) await unit.patch('items', itemId, { language: reading.language });
  });
  await writer.write({ ...meta, commandId: ids.next(), type: 'link-items' }, (unit) =>
    resolveLinks(context, unit, item.workspaceId),
  );
}
