import { AppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import type { Item, Span } from '../../../core/items/item.ts';
import { scanLines } from '../../../core/items/scan-markdown.ts';
import { findMentions } from '../../../core/notes/mentions.ts';
import { renamedTag, renameTagIn } from '../../../core/notes/note-tags.ts';
import type { TextEdit } from '../../../core/notes/text-edit.ts';
import { tagRows } from '../../../db/tables/item-parts.ts';
import { itemsTagged } from '../../../db/tables/note-links.ts';
import type { WriteUnit } from '../../../db/write.ts';
import { editTextUpdate } from '../../../sync/text-document.ts';
import type { KernelContext } from '../context.ts';
import { type LinkResolver, namesOf, readLinkResolver } from '../note-names.ts';
import { setTags } from '../set-tags.ts';
import type { HandlerInput, HandlerOutcome } from './handler.ts';
import { appendBody, liveItem } from './items.ts';

/** Changes of notes that are made from around them, each as an edit of the note's own document. */

/** Makes the edits in the note's body. True where there were any. */
export async function editNoteText(
  context: KernelContext,
  unit: WriteUnit,
  noteId: Id,
  edit: (text: string) => readonly TextEdit[],
): Promise<boolean> {
  const body = await context.bodies.open(noteId);
  // From the end, so that the places of those before it stay.
  const update = editTextUpdate([body.encode()], edit(body.text()).toReversed());
  if (update !== null) await appendBody(context, unit, noteId, update);
  return update !== null;
}

export async function linkMentions(input: HandlerInput<'link-mentions'>): Promise<HandlerOutcome> {
  const { payload, unit, context } = input;
  const item = await liveItem(context, payload.itemId);
  const names = await namesOf(context, item);
  const asked = Map.groupBy(payload.mentions, ({ noteId }) => noteId);
  const notes = await Promise.all([...asked.keys()].map((noteId) => editableNote(context, noteId)));
  const links = await readLinkResolver(
    context,
    notes.map((note) => note.workspaceId),
  );
  let kept = 0;
  let changed = 0;
  for (const note of notes) {
    const starts = (asked.get(note.id) ?? []).flatMap(({ start }) => start ?? []);
    const edited = await editNoteText(context, unit, note.id, (text) => {
      const found = findMentions(text, names);
      const wanted = starts.length === 0 ? found : found.filter(({ start }) => starts.includes(start));
      const edits = wanted.flatMap((span) => linkEdit(text, span, { item, note, links }) ?? []);
      kept += (starts.length === 0 ? found.length : starts.length) - edits.length;
      return edits;
    });
    if (edited) changed += 1;
  }
  return { kept, changed };
}

interface Goal {
  readonly item: Item;
  /** That is to link there. */
  readonly note: Item;
  readonly links: LinkResolver;
}

/** The words become the link where they lead there; else they stay what is read. Null where no link would lead there. */
function linkEdit(text: string, { start, end }: Span, { item, note, links }: Goal): TextEdit | null {
  const words = text.slice(start, end);
  const leads = (target: string) =>
    !/[[\]|#^\n]/.test(target) && links.resolve({ target, kind: 'wiki' }, note) === item.id;
  if (leads(words)) return { start, end, text: `[[${words}]]` };
  const target = [item.title, `${item.folder}/${item.title}`].find(leads);
  if (target === undefined || isTableLine(text, start)) return null;
  return { start, end, text: `[[${target}|${words}]]` };
}

/** There a bar would end the cell. */
function isTableLine(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return scanLines(text.slice(start, text.indexOf('\n', at) + 1 || undefined))[0]?.kind === 'table';
}

async function editableNote(context: KernelContext, noteId: Id) {
  const note = await liveItem(context, noteId);
  if (note.kind !== 'note')
    throw new AppError('bad-input', 'Only notes can be edited.', { details: { itemId: noteId } });
  return note;
}

export async function renameTag({
  payload,
  workspaceId,
  unit,
  context,
}: HandlerInput<'rename-tag'>): Promise<HandlerOutcome> {
  const { from, to } = payload;
  const tagged = await itemsTagged(context.db, workspaceId, from);
  if (tagged.length === 0) throw new AppError('not-found', `Nothing has the tag “${from}”.`);
  let changed = 0;
  for (const { id, kind } of tagged) {
    const held = (await tagRows(context.db, id)).filter((row) => row.deletedMs === null).map((row) => row.tag);
    await setTags(context, unit, id, [...new Set(held.map((tag) => renamedTag(tag, from, to) ?? tag))]);
    const edited = kind === 'note' && (await editNoteText(context, unit, id, (text) => renameTagIn(text, from, to)));
    if (!edited) context.indexer.itemChanged(unit, id);
    changed += 1;
  }
  return { changed };
}

export async function setPropertyOf({ payload, unit, context }: HandlerInput<'set-property'>): Promise<void> {
  const { itemId, key, value } = payload;
  await editableNote(context, itemId);
  const { removeProperty, setProperty } = await import('../../../core/notes/properties.ts');
  await editNoteText(context, unit, itemId, (text) =>
    value === null ? removeProperty(text, key) : setProperty(text, key, value),
  );
}

export async function renamePropertyOf({ payload, unit, context }: HandlerInput<'rename-property'>): Promise<void> {
  await editableNote(context, payload.itemId);
  const { renameProperty } = await import('../../../core/notes/properties.ts');
  await editNoteText(context, unit, payload.itemId, (text) => renameProperty(text, payload.key, payload.to));
}
