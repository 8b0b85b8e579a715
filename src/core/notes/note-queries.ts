import { z } from 'zod';
import type { Id } from '../ids.ts';
import type { Item } from '../items/item.ts';
import type { Day } from './daily.ts';
import type { GraphData } from './graph.ts';
import type { Passage } from './passage.ts';
import type { PropertiesView } from './property.ts';

/** What is asked around a note. */

const id = z.uuid();

export const noteQuerySchemas = {
  backlinks: z.strictObject({ itemId: id }),
  'outgoing-links': z.strictObject({ itemId: id }),
  /** Notes that say the item's title, or another name that it has, and do not link there. */
  mentions: z.strictObject({ itemId: id }),
  /** What `rename-item` with `links` would change. */
  'links-to-rename': z.strictObject({ itemId: id, title: z.string().trim().min(1).max(500) }),
  properties: z.strictObject({ itemId: id }),
  'note-folders': z.strictObject({}),
  /** The notes that these days have. */
  'daily-notes': z.strictObject({
    days: z.array(z.string().max(10)).max(100),
    locale: z.string().max(35).default('en'),
  }),
  /** The newest things and the links between them. */
  graph: z.strictObject({ limit: z.number().int().min(1).max(50_000).default(20_000) }),
} as const;

/** Places of one thing that link to, or mention, another. */
export interface Backlink {
  readonly item: Item;
  readonly places: readonly Passage[];
}

export interface OutgoingLink {
  /** As written, without heading and words. */
  readonly target: string;
  readonly start: number;
  readonly end: number;
  /** Null where it leads nowhere yet. */
  readonly item: Item | null;
}

export interface Mentions {
  readonly notes: readonly Backlink[];
  /** So many notes hold the words that not all were looked through. */
  readonly more: boolean;
}

export interface LinksToRename {
  readonly notes: number;
  readonly links: number;
}

export interface FolderCount {
  readonly folder: string;
  /** Notes in this very folder. */
  readonly count: number;
}

export interface DailyNote {
  readonly day: Day;
  readonly itemId: Id;
}

export interface NoteQueryOutput {
  /** By item. */
  readonly backlinks: readonly Backlink[];
  readonly 'outgoing-links': readonly OutgoingLink[];
  readonly mentions: Mentions;
  readonly 'links-to-rename': LinksToRename;
  readonly properties: PropertiesView;
  readonly 'note-folders': readonly FolderCount[];
  readonly 'daily-notes': readonly DailyNote[];
  readonly graph: GraphData;
}
