import { useDeferredValue, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { useClient } from '../client.tsx';
import type { Pages } from '../usePages.ts';
import { keepShape, type LibraryShape, readShape } from './columns.ts';
import { type LibraryFilter, NO_FILTER } from './Filters.tsx';
import { queryOf } from './library-query.ts';
import { extendTo, NOTHING_SELECTED, type Selection, setOfAll } from './selection.ts';
import { useItems } from './useItems.ts';

export interface Library {
  readonly pages: Pages<Item>;
  readonly filter: LibraryFilter;
  /** Another list: nothing of it is chosen yet. */
  readonly change: (filter: LibraryFilter) => void;
  readonly shape: LibraryShape;
  readonly reshape: (shape: LibraryShape) => void;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly selectAll: (how: 'all' | 'invert') => Promise<void>;
  /** From the anchor to `at`, also over rows that are not loaded. */
  readonly selectTo: (at: number) => Promise<void>;
  /** What is chosen, else the thing at the keyboard. */
  readonly chosen: () => readonly Id[];
  /** That thing, where it is one. */
  readonly single: () => Item | null;
}

/** What is listed, how it looks, and what of it is chosen. */
export function useLibrary(bin: boolean): Library {
  const client = useClient();
  const [filter, setFilter] = useState<LibraryFilter>(NO_FILTER);
  const [selection, select] = useState<Selection>(NOTHING_SELECTED);
  const [shape, setShape] = useState(() => readShape(localStorage));
  const asked = useDeferredValue(filter);
  const pages = useItems(queryOf(asked, bin));
  const allIds = () => client.query('item-ids', queryOf(filter, bin));
  const chosen = (): readonly Id[] => {
    if (selection.ids.size > 0) return [...selection.ids];
    const item = selection.cursor === null ? undefined : pages.row(selection.cursor);
    return item === undefined ? [] : [item.id];
  };
  return {
    ...{ pages, filter, shape, selection, select, chosen },
    change(next) {
      setFilter(next);
      select(NOTHING_SELECTED);
    },
    reshape(next) {
      keepShape(localStorage, next);
      setShape(next);
    },
    async selectAll(how) {
      const ids = await setOfAll(await allIds(), how === 'invert' ? selection.ids : NOTHING_SELECTED.ids);
      select((old) => ({ ...old, ids }));
    },
    async selectTo(at) {
      const idAt = (index: number) => pages.row(index)?.id;
      const anchor = selection.anchor ?? selection.cursor ?? at;
      const isLoaded = Array.from({ length: Math.abs(anchor - at) + 1 }, (_, step) => Math.min(anchor, at) + step);
      if (isLoaded.every((index) => idAt(index) !== undefined)) return select(extendTo(selection, at, idAt));
      const all = await allIds();
      select((old) => extendTo(old, at, (index) => all[index]));
    },
    single() {
      if (selection.ids.size > 1) return null;
      const [id] = chosen();
      return id === undefined ? null : pages.find((item) => item.id === id);
    },
  };
}
