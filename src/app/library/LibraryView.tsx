import { useSearch } from '@tanstack/react-router';
import { ArrowLeft, Trash2 } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { useClient, useLive, useWorkspaceId } from '../client.tsx';
import { BackupNotice } from '../data/backups/BackupNotice.tsx';
import { FolderNotices } from '../folders/FolderNotices.tsx';
import { useT } from '../i18n/i18n.tsx';
import { AddMenu } from '../import/AddMenu.tsx';
import { ImportPanel } from '../import/ImportPanel.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { classesOf } from '../ui/classes.ts';
import { SearchField } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { BinNote } from './BinNote.tsx';
import { keepShape, LIBRARY_VIEWS, type LibraryShape, readShape } from './columns.ts';
import { DeleteForGood } from './DeleteForGood.tsx';
import { Empty } from './Empty.tsx';
import { Filters, isFiltered, type LibraryFilter, NO_FILTER } from './Filters.tsx';
import { ItemList } from './ItemList.tsx';
import css from './Library.module.css';
import { RenameDialog } from './RenameDialog.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { invert, NOTHING_SELECTED, type Selection } from './selection.ts';
import { TableHead } from './TableHead.tsx';
import { useItemActions } from './useItemActions.ts';
import { useItems } from './useItems.ts';
import { ViewLink } from './ViewLink.tsx';

const c = classesOf(css);

/** Everything that the user has, and the bin. */
export function LibraryView() {
  const { view } = useSearch({ from: '/library' });
  const bin = view === 'bin';
  const t = useT();
  const workspace = useWorkspaceId();
  const away = bin ? (
    <ViewLink search={{}} icon={ArrowLeft} label={t('library.binBack')} />
  ) : (
    <ViewLink search={{ view: 'bin' }} icon={Trash2} label={t('library.bin')} />
  );
  return (
    <Page title={t(bin ? 'library.bin' : 'library.title')} actions={away}>
      <Things key={`${bin} ${workspace}`} bin={bin} />
    </Page>
  );
}

function Things({ bin }: { readonly bin: boolean }) {
  const t = useT();
  const { value: status } = useLive('status', {});
  const [filter, setFilter] = useState<LibraryFilter>(NO_FILTER);
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const [shape, setShape] = useState(() => readShape(localStorage));
  const [renaming, setRenaming] = useState<Item | null>(null);
  /** Things in the bin that are to go for good; null for all of them, `undefined` while nobody asks. */
  const [going, setGoing] = useState<readonly Id[] | null>();
  const asked = useDeferredValue(filter);
  const pages = useItems(queryOf(asked, bin));
  const actions = useItemActions();
  const client = useClient();
  const reshape = (next: LibraryShape) => {
    keepShape(localStorage, next);
    setShape(next);
  };
  const selectAll = async (how: 'all' | 'invert') => {
    const all = await client.query('item-ids', queryOf(filter, bin));
    setSelection((old) => (how === 'invert' ? invert(old, all) : { ...old, ids: new Set(all) }));
  };

  const change = (next: LibraryFilter) => {
    setFilter(next);
    setSelection(NOTHING_SELECTED);
  };
  const chosen = (): readonly Id[] => {
    if (selection.ids.size > 0) return [...selection.ids];
    const item = selection.cursor === null ? undefined : pages.row(selection.cursor);
    return item === undefined ? [] : [item.id];
  };
  const single = (): Item | null => {
    const [id, second] = chosen();
    if (id === undefined || second !== undefined) return null;
    for (let index = 0; index < (pages.total ?? 0); index++)
      if (pages.row(index)?.id === id) return pages.row(index) ?? null;
    return null;
  };
  const act = async (work: (ids: readonly Id[]) => Promise<void>) => {
    const ids = chosen();
    setSelection({ ...NOTHING_SELECTED, cursor: selection.cursor });
    await work(ids);
  };
  const remove = () => {
    if (!bin) return void act(actions.moveToBin);
    const ids = chosen();
    if (ids.length > 0) setGoing(ids);
  };
  const empty = pages.total === 0;
  const fieldLabel = bin
    ? t('library.filterBin')
    : status === undefined
      ? t('library.filterAll')
      : t('library.filter', { count: status.items });

  return (
    <>
      <div className={c('top')}>
        <div className={c('bar')}>
          <SearchField label={fieldLabel} value={filter.title} onChange={(title) => change({ ...filter, title })} />
          <Segmented
            label={t('library.view')}
            value={shape.view}
            options={LIBRARY_VIEWS.map((value) => ({ value, label: t(`library.view.${value}`) }))}
            onChange={(look) => reshape({ ...shape, view: look })}
          />
          {!bin && <AddMenu />}
        </div>
        {bin && <BinNote empty={empty || isFiltered(filter)} onEmpty={() => setGoing(null)} />}
        {!bin && <FolderNotices />}
        {!bin && <BackupNotice />}
        {!bin && <ImportPanel />}
        {(!empty || isFiltered(filter)) && (
          <div className={c('filters')}>
            {selection.ids.size > 0 ? (
              <SelectionBar
                bin={bin}
                ids={[...selection.ids]}
                onAll={(how) => void selectAll(how)}
                item={single()}
                onOpen={actions.open}
                onRename={setRenaming}
                onFolder={(folder) => change({ ...filter, folder })}
                onDelete={remove}
                onRestore={() => void act(actions.restore)}
                onClear={() => setSelection(NOTHING_SELECTED)}
              />
            ) : (
              <Filters filter={filter} onChange={change} />
            )}
          </div>
        )}
      </div>
      <div className={c('listWrap')}>
        {pages.error !== null && <LoadError error={pages.error} />}
        {pages.loading && (
          <div className={c('list')}>
            <SkeletonRows rows={10} />
          </div>
        )}
        {empty && <Empty bin={bin} filter={filter} onClear={() => change(NO_FILTER)} />}
        {pages.total !== undefined && !empty && shape.view === 'table' && (
          <TableHead
            columns={shape.columns}
            onColumns={(columns) => reshape({ ...shape, columns })}
            filter={filter}
            onFilter={change}
          />
        )}
        {pages.total !== undefined && !empty && (
          <ItemList
            columns={shape.view === 'table' ? shape.columns : null}
            onAll={(how) => void selectAll(how)}
            onCursor={shape.view === 'preview' ? actions.preview : undefined}
            label={t(bin ? 'library.bin' : 'library.list')}
            pages={pages}
            selection={selection}
            onSelect={setSelection}
            onOpen={shape.view === 'preview' ? actions.preview : actions.open}
            onDelete={remove}
            onRename={() => !bin && setRenaming(single())}
          />
        )}
      </div>
      {going !== undefined && (
        <DeleteForGood
          ids={going}
          count={going?.length ?? pages.total ?? 0}
          onClose={() => {
            setGoing(undefined);
            setSelection(NOTHING_SELECTED);
          }}
        />
      )}
      {renaming !== null && <RenameDialog item={renaming} onClose={() => setRenaming(null)} />}
    </>
  );
}

const DAY_MS = 86_400_000;

function queryOf(filter: LibraryFilter, deleted: boolean) {
  const { title, kind, tag, folder, days, workspaceId, sort, reverse } = filter;
  return {
    deleted,
    sort,
    reverse,
    ...(days === 0 ? {} : { updatedFromMs: startOfDay(days) }),
    ...(workspaceId === '' ? {} : { workspaceId }),
    ...(title.trim() === '' ? {} : { title: title.trim().slice(0, 500) }),
    ...(kind === 'all' ? {} : { kinds: [kind] }),
    ...(tag === '' ? {} : { tag }),
    ...(folder === '' ? {} : { folder }),
  };
}

/** Of the day so many days ago: the same all day, so that the question stays the same. */
function startOfDay(days: number): number {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  return today.getTime() - (days - 1) * DAY_MS;
}
