import { Link } from '@tanstack/react-router';
import { NotebookText } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { Item } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import type { Pages } from '../usePages.ts';
import css from './NoteList.module.css';

const c = classesOf(css);
const AROUND = 20;

/** A long list of which only the rows in view are in the document. */
export function NoteRows({ pages }: { readonly pages: Pages<Item> }) {
  const t = useT();
  const list = useRef<VListHandle>(null);
  const total = pages.total ?? 0;
  const rows = useMemo(() => Array.from({ length: total }, (_, index) => index), [total]);
  const report = useCallback(() => {
    const handle = list.current;
    if (handle === null) return;
    const first = handle.findItemIndex(handle.scrollOffset);
    pages.show(first - AROUND, handle.findItemIndex(handle.scrollOffset + handle.viewportSize) + AROUND);
  }, [pages]);
  useEffect(report, [report]);
  return (
    <VList ref={list} className={c('list')} data={rows} onScroll={report} role="list" aria-label={t('notes.list')}>
      {(index) => (
        // biome-ignore lint/a11y/useSemanticElements: the list measures its rows by boxes of its own
        <div key={index} role="listitem" aria-posinset={index + 1} aria-setsize={total}>
          <NoteRow item={pages.row(index)} />
        </div>
      )}
    </VList>
  );
}

export function NoteRow({ item }: { readonly item: Item | undefined }) {
  const t = useT();
  if (item === undefined) return <div className={c('row')} />;
  return (
    <Link to="/notes/$itemId" params={{ itemId: item.id }} className={c('row')}>
      <Icon of={NotebookText} />
      <span className={c('name')} dir="auto">
        {item.title || t('notes.untitled')}
      </span>
      <span className={c('where')}>{item.folder.split('/').join(' / ')}</span>
      <RelativeTime ms={item.updatedMs} className={c('when')} />
    </Link>
  );
}
