import { memo, useMemo } from 'react';
import type { Id } from '../../../core/ids.ts';
import type { OutgoingLink } from '../../../core/notes/note-queries.ts';
import { useLive } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import type { NoteHandle } from '../note-handle.ts';
import { useNewNote } from '../use-new-note.ts';
import css from './NotePanel.module.css';
import { useFirst } from './use-first.ts';
import { useOpenPlace } from './use-open-place.ts';

const c = classesOf(css);

export interface OutgoingListProps {
  readonly itemId: Id;
  readonly editor: NoteHandle | null;
}

/** What the note links to, each once; what is not there yet can be written. */
export const OutgoingList = memo(function OutgoingList({ itemId, editor }: OutgoingListProps) {
  const t = useT();
  const open = useOpenPlace();
  const newNote = useNewNote();
  const { value } = useLive('outgoing-links', { itemId });
  const links = useMemo(() => [...new Map(value?.map((link) => [keyOf(link), link])).values()], [value]);
  const { shown, showAll } = useFirst(links);
  if (links.length === 0) return null;
  return (
    <section className={c('section')}>
      <h2>{t('notes.outgoing', { count: links.length })}</h2>
      <ul>
        {shown.map((link) =>
          link.item === null ? (
            <li key={keyOf(link)} className={c('missing')}>
              <button type="button" dir="auto" className={c('place')} onClick={() => editor?.goTo(link.start)}>
                {link.target}
              </button>
              <Button kind="quiet" small onPress={() => void newNote(nameOf(link.target))}>
                {t('notes.outgoing.create')}
              </Button>
            </li>
          ) : (
            <li key={keyOf(link)}>
              <button type="button" dir="auto" className={c('title')} onClick={() => link.item && open(link.item)}>
                {link.item.title || t('notes.untitled')}
              </button>
            </li>
          ),
        )}
      </ul>
      {showAll && (
        <Button kind="quiet" small onPress={showAll}>
          {t('notes.panel.all', { count: links.length })}
        </Button>
      )}
    </section>
  );
});

const keyOf = ({ item, target }: OutgoingLink): string => item?.id ?? target.toLowerCase();
const nameOf = (target: string): string => (target.split('/').at(-1) ?? target).replace(/\.md$/i, '');
