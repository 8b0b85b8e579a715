import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './NoteList.module.css';
import { NoteRow } from './NoteRows.tsx';
import { usePinned } from './use-pinned.ts';

const c = classesOf(css);

/** Above the others. One that was deleted, or belongs elsewhere, is not shown. */
export function PinnedNotes() {
  const t = useT();
  const { ids } = usePinned();
  if (ids.length === 0) return null;
  return (
    <section className={c('pinned')} aria-label={t('notes.pinned')}>
      <h2>{t('notes.pinned')}</h2>
      {ids.map((id) => (
        <Pinned key={id} itemId={id} />
      ))}
    </section>
  );
}

function Pinned({ itemId }: { readonly itemId: string }) {
  const item = useLive('item-head', { itemId }).value?.item;
  return item === undefined || item.deletedMs !== null ? null : <NoteRow item={item} />;
}
