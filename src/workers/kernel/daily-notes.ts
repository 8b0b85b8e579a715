import type { Id } from '../../core/ids.ts';
import { type Day, dailyNoteId, dayNumberOf } from '../../core/notes/daily.ts';
import type { DailyNote } from '../../core/notes/note-queries.ts';
import { formatDate } from '../../core/notes/templates.ts';
import type { QueryParams } from '../../core/queries.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { findItems } from '../../db/tables/items.ts';
import { notesInFolder } from '../../db/tables/note-links.ts';
import type { KernelContext } from './context.ts';

export interface DailyPlace {
  readonly folder: string;
  readonly title: string;
  readonly day: number;
}

/** Where the note of a day lies and how it is called, by the settings; a `/` in the format makes folders. */
export function dailyPlace(settings: Settings, day: Day, locale: string): DailyPlace {
  const number = dayNumberOf(day) ?? 0;
  const name = formatDate(settings['notes.dailyFormat'], { nowMs: 0, zone: 'UTC', locale, day: number });
  const parts = [...settings['notes.dailyFolder'].split('/'), ...name.split('/')].map((part) => part.trim());
  const named = parts.filter((part) => part !== '');
  return { folder: named.slice(0, -1).join('/'), title: named.at(-1) ?? day, day: number };
}

export async function dailyNotes(
  { db, settings }: KernelContext,
  { days, locale }: QueryParams<'daily-notes'>,
  workspaceId: Id,
): Promise<readonly DailyNote[]> {
  const known = days.filter((day) => dayNumberOf(day) !== null);
  const own = new Set(
    (
      await findItems(
        db,
        known.map((day) => dailyNoteId(workspaceId, day)),
        workspaceId,
      )
    ).map(({ id }) => id),
  );
  const stored = await settings();
  const places = known.map((day) => ({ ...dailyPlace(stored, day, locale), of: day }));
  const byFolder = Map.groupBy(places, ({ folder }) => folder);
  const named = new Map<Day, Id>();
  for (const [folder, held] of byFolder) {
    const found = await notesInFolder(
      db,
      [workspaceId],
      folder,
      held.map(({ title }) => title),
    );
    for (const { of, title } of held) {
      const itemId = found.get(title);
      if (itemId !== undefined) named.set(of, itemId);
    }
  }
  return known.flatMap((day) => {
    const id = dailyNoteId(workspaceId, day);
    const itemId = own.has(id) ? id : named.get(day);
    return itemId === undefined ? [] : [{ day, itemId }];
  });
}
