import { AppError } from '../../../core/errors.ts';
import { dailyNoteId } from '../../../core/notes/daily.ts';
import { fillTemplate } from '../../../core/notes/templates.ts';
import { linkedFrom } from '../../../core/workspaces.ts';
import { findItem } from '../../../db/tables/items.ts';
import { isKnown, noteInFolder } from '../../../db/tables/note-links.ts';
import { type DailyPlace, dailyPlace } from '../daily-notes.ts';
import type { HandlerInput, HandlerOutcome } from './handler.ts';
import { makeNote } from './items.ts';

/**
 * One note for each day, whatever zone and tab it is asked from: by its id, else by its title in the folder of such
 * notes, as one that came from elsewhere has it. One that lies in the bin comes back.
 */
export async function openDailyNote(input: HandlerInput<'open-daily-note'>): Promise<HandlerOutcome> {
  const { payload, workspaceId, unit, context } = input;
  const itemId = dailyNoteId(workspaceId, payload.day);
  const own = await findItem(context.db, itemId);
  if (own !== null && own.deletedMs === null) return { itemId };
  const place = dailyPlace(await context.settings(), payload.day, payload.locale);
  const named = await noteInFolder(context.db, [workspaceId], place.folder, place.title);
  if (named !== null) return { itemId: named };
  if (own !== null) {
    await unit.patch('items', itemId, { deleted_ms: null });
    context.indexer.itemChanged(unit, itemId);
    return { itemId };
  }
  // What was deleted for good has left its id.
  const freeId = (await isKnown(context.db, itemId)) ? unit.newId() : itemId;
  await makeNote(context, unit, { itemId: freeId, ...place, text: await firstText(input, place) });
  return { itemId: freeId };
}

async function firstText(
  { payload, workspaceId, unit, context }: HandlerInput<'open-daily-note'>,
  { title, day }: DailyPlace,
): Promise<string> {
  const settings = await context.settings();
  const name = settings['notes.dailyTemplate'];
  if (name === '') return '';
  const folder = settings['notes.templateFolder'];
  const templateId = await noteInFolder(context.db, linkedFrom(workspaceId), folder, name);
  if (templateId === null) throw new AppError('not-found', `There is no template “${name}” in “${folder}”.`);
  const template = (await context.bodies.open(templateId)).text();
  const { zone, locale } = payload;
  return fillTemplate(template, { title, nowMs: unit.nowMs, zone, locale, day }).text;
}
