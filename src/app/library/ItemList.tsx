import { SquareCheck } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { VList, type VListHandle } from 'virtua';
import { goesAtMs } from '../../core/history/retention.ts';
import type { Item } from '../../core/items/item.ts';
import { useGoneItems } from '../folders/useGoneItems.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { useSettings } from '../settings/useSettings.ts';
import { type Dragged, NOTHING_DRAGGED } from '../spaces/dragged.ts';
import { useDraggable } from '../spaces/use-draggable.ts';
import { useReachable } from '../spaces/use-workspaces.ts';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { formatDay } from '../ui/relative-time.ts';
import type { Pages } from '../usePages.ts';
import type { Column } from './columns.ts';
import { ItemCells } from './ItemCells.tsx';
import css from './Library.module.css';
import { extendTo, moveCursor, NOTHING_SELECTED, type Selection, toggle } from './selection.ts';

const c = classesOf(css);

export interface ItemListProps {
  readonly label: string;
  readonly pages: Pages<Item>;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
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
  const { label, pages, selection, onSelect, onOpen, onDelete, onRename, onAll, onCursor, columns } = props;
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
      const moved = { ...selection, cursor: next };
      onSelect(event.shiftKey ? extendTo(selection, next, (index) => pages.row(index)?.id) : moved);
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
    if (event.shiftKey) onSelect(extendTo(selection, index, (at) => pages.row(at)?.id));
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
        <Row
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

interface RowProps {
  readonly id: string;
  readonly item: Item | undefined;
  readonly index: number;
  readonly total: number;
  readonly chosen: boolean;
  readonly cursor: boolean;
  /** Days that it stays in the bin. */
  readonly keepDays: number | undefined;
  /** Its file is not in its connected folder any more. */
  readonly gone: boolean;
  readonly onPress: (event: MouseEvent, item: Item, index: number) => void;
  readonly columns: readonly Column[] | null;
  readonly workspaces: ReadonlyMap<string, string>;
  readonly dragged: () => Dragged | null;
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

function Row(props: RowProps) {
  const { id, item, index, total, chosen, cursor, keepDays, gone, onPress, columns, workspaces, dragged } = props;
  const t = useT();
  const row = useRef<HTMLDivElement>(null);
  useDraggable(row, dragged);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-posinset={index + 1}
      aria-setsize={total}
      className={c('row', columns !== null && 'table', chosen && 'chosen', cursor && 'cursor')}
      {...(columns === null ? {} : { 'data-columns': columns.length })}
      onClick={(event) => item !== undefined && onPress(event, item, index)}
    >
      {item === undefined ? (
        <span className={c('waiting')} />
      ) : (
        <>
          <span className={c('glyph')} data-select>
            <span className={c('kind')}>
              <Icon of={KIND_ICONS[item.kind]} />
            </span>
            <span className={c('tick')}>
              <Icon of={SquareCheck} />
            </span>
          </span>
          <span className={c('titleCell')}>
            <span className={c('title')}>{item.title || t('library.untitled')}</span>
            {item.deletedMs !== null && <GoesOn deletedMs={item.deletedMs} keepDays={keepDays} />}
            {gone && <span className={c('gone')}>{t('folders.gone')}</span>}
          </span>
          {columns === null ? (
            <>
              <span className={c('folder')}>{item.folder.replaceAll('/', ' / ')}</span>
              <RelativeTime ms={item.deletedMs ?? item.updatedMs} />
            </>
          ) : (
            <ItemCells item={item} columns={columns} workspaces={workspaces} />
          )}
        </>
      )}
    </div>
  );
}

/** When what lies in the bin goes for good; nothing where it stays. */
function GoesOn({ deletedMs, keepDays }: { readonly deletedMs: number; readonly keepDays: number | undefined }) {
  const t = useT();
  const locale = useLocale();
  const ms = keepDays === undefined ? null : goesAtMs(deletedMs, keepDays);
  if (ms === null) return null;
  const isSoon = ms < Date.now();
  return (
    <span className={c('gone')}>{isSoon ? t('bin.goes.soon') : t('bin.goes', { date: formatDay(ms, locale) })}</span>
  );
}
