import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { Item } from '../../core/items/item.ts';
import { useGoneItems } from '../folders/useGoneItems.ts';
import { useSettings } from '../settings/useSettings.ts';
import { type Dragged, NOTHING_DRAGGED } from '../spaces/dragged.ts';
import { useReachable } from '../spaces/use-workspaces.ts';
import { classesOf } from '../ui/classes.ts';
import type { Pages } from '../usePages.ts';
import type { Column } from './columns.ts';
import { ItemRow } from './ItemRow.tsx';
import css from './Library.module.css';
import { moveCursor, NOTHING_SELECTED, type Selection, toggle } from './selection.ts';

const c = classesOf(css);

export interface ItemListProps {
  readonly label: string;
  readonly pages: Pages<Item>;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** From where the range began to this row. */
  readonly onSelectTo: (index: number) => void;
  readonly onOpen: (item: Item) => void;
  readonly onDelete: () => void;
  readonly onRename: () => void;
  /** Chooses all, or those that are not chosen. */
  readonly onAll: (how: 'all' | 'invert') => void;
  /** Where the keyboard came to: for the thing that is shown beside the list. */
  readonly onCursor?: ((item: Item) => void) | undefined;
  /** What the table shows; null for the list. */
  readonly columns: readonly Column[] | null;
}

/**
 * A list box of which only the rows in view are in the document. The focus stays on the list;
 * `aria-activedescendant` says where the keyboard is.
 */
export function ItemList(props: ItemListProps) {
  const { label, pages, selection, onSelect, onSelectTo, onOpen, onDelete, onRename, onAll, onCursor, columns } = props;
  const workspaces = useWorkspaceNames();
  const listId = useId();
  const list = useRef<VListHandle>(null);
  const gone = useGoneItems();
  const keepDays = useSettings().settings?.['bin.keepDays'];
  const total = pages.total ?? 0;
  const rows = useMemo(() => Array.from({ length: total }, (_, index) => index), [total]);
  const report = useCallback(() => {
    const handle = list.current;
    if (handle === null) return;
    const first = handle.findItemIndex(handle.scrollOffset);
    pages.show(first - 20, handle.findItemIndex(handle.scrollOffset + handle.viewportSize) + 20);
  }, [pages]);
  useEffect(report, [report]);

  const onKeyDown = (event: KeyboardEvent) => {
    const { cursor } = selection;
    const next = moveCursor(cursor, event.key, total);
    const item = cursor === null ? undefined : pages.row(cursor);
    if (next !== null) {
      if (event.shiftKey) onSelectTo(next);
      else onSelect({ ...selection, cursor: next });
      list.current?.scrollToIndex(next, { align: 'nearest' });
      const there = pages.row(next);
      if (there !== undefined) onCursor?.(there);
    } else if (event.key === 'Enter' && item !== undefined) onOpen(item);
    else if (event.key === ' ' && item !== undefined && cursor !== null) onSelect(toggle(selection, item.id, cursor));
    else if (isAll(event)) onAll(event.shiftKey ? 'invert' : 'all');
    else if (event.key === 'Delete' || event.key === 'Backspace') onDelete();
    else if (event.key === 'F2') onRename();
    else if (event.key === 'Escape' && selection.ids.size > 0) onSelect({ ...NOTHING_SELECTED, cursor });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onPress = (event: MouseEvent, item: Item, index: number) => {
    const onGlyph = event.target instanceof Element && event.target.closest('[data-select]') !== null;
    if (event.shiftKey) onSelectTo(index);
    else if (onGlyph || event.ctrlKey || event.metaKey) onSelect(toggle(selection, item.id, index));
    else {
      onSelect({ ...selection, cursor: index, anchor: index });
      onOpen(item);
    }
  };

  return (
    <VList
      ref={list}
      className={c('list')}
      data={rows}
      onScroll={report}
      onScrollEnd={report}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-activedescendant={selection.cursor === null ? undefined : `${listId}-${selection.cursor}`}
      onKeyDown={onKeyDown}
      onFocus={() => selection.cursor === null && total > 0 && onSelect({ ...selection, cursor: 0 })}
    >
      {(index) => (
        <ItemRow
          key={index}
          id={`${listId}-${index}`}
          item={pages.row(index)}
          index={index}
          total={total}
          chosen={selection.ids.has(pages.row(index)?.id ?? '')}
          cursor={selection.cursor === index}
          keepDays={keepDays}
          gone={gone.has(pages.row(index)?.id ?? '')}
          onPress={onPress}
          columns={columns}
          workspaces={workspaces}
          dragged={() => draggedWith(selection, pages.row(index))}
        />
      )}
    </VList>
  );
}

const isAll = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && !event.altKey;

/** The chosen things, where the row is one of them; else the row alone. */
function draggedWith({ ids }: Selection, item: Item | undefined): Dragged | null {
  if (item === undefined || item.deletedMs !== null) return null;
  return { ...NOTHING_DRAGGED, itemIds: ids.has(item.id) ? [...ids] : [item.id] };
}

/** By id, of those that things in the list can belong to. */
function useWorkspaceNames(): ReadonlyMap<string, string> {
  const reachable = useReachable();
  return useMemo(() => new Map(reachable.map(({ id, name }) => [id, name])), [reachable]);
}
