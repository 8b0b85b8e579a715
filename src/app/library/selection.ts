import type { Id } from '../../core/ids.ts';

/** What is chosen in a list, and where the keyboard is. Positions are those of the list as it is shown. */
export interface Selection {
  readonly ids: ReadonlySet<Id>;
  /** Where the keyboard is; null before the list was entered. */
  readonly cursor: number | null;
  /** Where a range begins. */
  readonly anchor: number | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), cursor: null, anchor: null };

export function toggle(selection: Selection, id: Id, at: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, cursor: at, anchor: at };
}

/** From the anchor to `at`, added to what is chosen. Rows that are not loaded have no id and are left out. */
export function extendTo(selection: Selection, at: number, idAt: (index: number) => Id | undefined): Selection {
  const anchor = selection.anchor ?? selection.cursor ?? at;
  const ids = new Set(selection.ids);
  for (let index = Math.min(anchor, at); index <= Math.max(anchor, at); index++) {
    const id = idAt(index);
    if (id !== undefined) ids.add(id);
  }
  return { ids, cursor: at, anchor };
}

/** So many are put into a set in less than 5 ms. */
const SLICE = 10_000;

/** All of them but those in `but`, a slice in each task, so that the page answers meanwhile. */
export async function setOfAll(all: readonly Id[], but: ReadonlySet<Id>): Promise<ReadonlySet<Id>> {
  const ids = new Set<Id>();
  for (let at = 0; at < all.length; at += SLICE) {
    await new Promise((resolve) => setTimeout(resolve));
    for (const id of all.slice(at, at + SLICE)) if (!but.has(id)) ids.add(id);
  }
  return ids;
}

const PAGE_ROWS = 10;

/** Where a key leads in a list of `total` rows; null for a key that does not move. */
export function moveCursor(cursor: number | null, key: string, total: number): number | null {
  if (total === 0) return null;
  const last = total - 1;
  const clamp = (index: number) => Math.min(last, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return cursor === null ? 0 : clamp(cursor + 1);
    case 'ArrowUp':
      return cursor === null ? last : clamp(cursor - 1);
    case 'PageDown':
      return clamp((cursor ?? 0) + PAGE_ROWS);
    case 'PageUp':
      return clamp((cursor ?? 0) - PAGE_ROWS);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
