import { useSearch } from '@tanstack/react-router';
import { ArrowLeft, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { useLive, useWorkspaceId } from '../client.tsx';
import { BackupNotice } from '../data/backups/BackupNotice.tsx';
import { ExportProgress } from '../data/export/ExportProgress.tsx';
import { FolderNotices } from '../folders/FolderNotices.tsx';
import { useT } from '../i18n/i18n.tsx';
import { AddMenu } from '../import/AddMenu.tsx';
import { ImportPanel } from '../import/ImportPanel.tsx';
import { Page } from '../shell/Page.tsx';
import { Banner } from '../ui/Banner.tsx';
import { classesOf } from '../ui/classes.ts';
import { SearchField } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { BinNote } from './BinNote.tsx';
import { LIBRARY_VIEWS } from './columns.ts';
import { DeleteForGood } from './DeleteForGood.tsx';
import { Filters, isFiltered } from './Filters.tsx';
import css from './Library.module.css';
import { RenameDialog } from './RenameDialog.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { NOTHING_SELECTED } from './selection.ts';
import { ThingList } from './ThingList.tsx';
import { useExportItems } from './use-export-items.ts';
import { type Library, useLibrary } from './use-library.ts';
import { useItemActions } from './useItemActions.ts';
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
  const library = useLibrary(bin);
  const { pages, filter, selection, select, chosen, single } = library;
  const actions = useItemActions();
  const [renaming, setRenaming] = useState<Item | null>(null);
  /** Things in the bin that are to go for good; null for all of them, `undefined` while nobody asks. */
  const [going, setGoing] = useState<readonly Id[] | null>();
  const act = async (work: (ids: readonly Id[]) => Promise<void>) => {
    const ids = chosen();
    select({ ...NOTHING_SELECTED, cursor: selection.cursor });
    await work(ids);
  };
  const remove = () => {
    if (!bin) return void act(actions.moveToBin);
    const ids = chosen();
    if (ids.length > 0) setGoing(ids);
  };
  const empty = pages.total === 0 && !isFiltered(filter);
  return (
    <>
      <div className={c('top')}>
        <Head bin={bin} library={library} />
        {bin ? <BinNote empty={pages.total === 0 || isFiltered(filter)} onEmpty={() => setGoing(null)} /> : <Notices />}
        {!empty && (
          <Tools
            bin={bin}
            library={library}
            onOpen={actions.open}
            onRename={setRenaming}
            onDelete={remove}
            onRestore={() => void act(actions.restore)}
          />
        )}
      </div>
      <ThingList
        bin={bin}
        library={library}
        onOpen={actions.open}
        onPreview={actions.preview}
        onDelete={remove}
        onRename={() => !bin && setRenaming(single())}
      />
      {going !== undefined && (
        <DeleteForGood
          ids={going}
          count={going?.length ?? pages.total ?? 0}
          onClose={() => {
            setGoing(undefined);
            select(NOTHING_SELECTED);
          }}
        />
      )}
      {renaming !== null && <RenameDialog item={renaming} onClose={() => setRenaming(null)} />}
    </>
  );
}

/** The filter of titles, and how the list looks. */
function Head({ bin, library }: { readonly bin: boolean; readonly library: Library }) {
  const t = useT();
  const { value: status } = useLive('status', {});
  const { filter, change, shape, reshape } = library;
  const all = status === undefined ? t('library.filterAll') : t('library.filter', { count: status.items });
  return (
    <div className={c('bar')}>
      <SearchField
        label={bin ? t('library.filterBin') : all}
        value={filter.title}
        onChange={(title) => change({ ...filter, title })}
      />
      <Segmented
        label={t('library.view')}
        value={shape.view}
        options={LIBRARY_VIEWS.map((value) => ({ value, label: t(`library.view.${value}`) }))}
        onChange={(view) => reshape({ ...shape, view })}
      />
      {!bin && <AddMenu />}
    </div>
  );
}

const Notices = () => (
  <>
    <FolderNotices />
    <BackupNotice />
    <ImportPanel />
  </>
);

interface ToolsProps {
  readonly bin: boolean;
  readonly library: Library;
  readonly onOpen: (item: Item) => void;
  readonly onRename: (item: Item) => void;
  readonly onDelete: () => void;
  readonly onRestore: () => void;
}

/** The filters; while something is selected, what can be done with it. */
function Tools({ bin, library, ...rest }: ToolsProps) {
  const { filter, change, selection, select, selectAll, single } = library;
  const { work, save } = useExportItems();
  const ids = useMemo(() => [...selection.ids], [selection.ids]);
  const isSelecting = ids.length > 0;
  return (
    <>
      <div className={c('filters', isSelecting && 'selecting')}>
        {isSelecting ? (
          <SelectionBar
            {...rest}
            bin={bin}
            ids={ids}
            onAll={(how) => void selectAll(how)}
            item={single()}
            onFolder={(folder) => change({ ...filter, folder })}
            onExport={work.label === null ? save : null}
            onClear={() => select(NOTHING_SELECTED)}
          />
        ) : (
          <Filters filter={filter} onChange={change} />
        )}
      </div>
      {work.error !== null && <Banner tone="bad">{work.error.message}</Banner>}
      <ExportProgress work={work} />
    </>
  );
}
