import { SquareCheck } from 'lucide-react';
import { type MouseEvent, useRef } from 'react';
import { goesAtMs } from '../../core/history/retention.ts';
import type { Item } from '../../core/items/item.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import type { Dragged } from '../spaces/dragged.ts';
import { useDraggable } from '../spaces/use-draggable.ts';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { formatDay } from '../ui/relative-time.ts';
import type { Column } from './columns.ts';
import { ItemCells } from './ItemCells.tsx';
import css from './Library.module.css';

const c = classesOf(css);

export interface ItemRowProps {
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

/** One thing of the list or the table. */
export function ItemRow(props: ItemRowProps) {
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
            <span className={c('title')} dir="auto">
              {item.title || t('library.untitled')}
            </span>
            {item.deletedMs !== null && <GoesOn deletedMs={item.deletedMs} keepDays={keepDays} />}
            {gone && <span className={c('gone')}>{t('folders.gone')}</span>}
          </span>
          {columns === null ? (
            <>
              <span className={c('folder')} dir="auto">
                {item.folder.replaceAll('/', ' / ')}
              </span>
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
