import { memo } from 'react';
import type { Id } from '../../../core/ids.ts';
import { useCommand, useLive, useReadOnly } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import css from './NotePanel.module.css';
import { PassageText } from './PassageText.tsx';
import { useOpenPlace } from './use-open-place.ts';

const c = classesOf(css);

/** Notes that name this one and do not link to it. */
export const MentionList = memo(function MentionList({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  const command = useCommand();
  const open = useOpenPlace();
  const readOnly = useReadOnly();
  const { value } = useLive('mentions', { itemId });
  if (value === undefined || value.notes.length === 0) return null;
  const link = (mentions: { noteId: string; start?: number }[], count: number) =>
    command('link-mentions', { itemId, mentions }, { done: t('notes.mentions.linked', { count }) });
  const total = value.notes.reduce((sum, { places }) => sum + places.length, 0);
  const all = value.notes.map((note) => ({ noteId: note.item.id }));
  return (
    <section className={c('section')}>
      <h2>
        {t('notes.mentions', { count: total })}
        <Button kind="quiet" small isDisabled={readOnly} onPress={() => void link(all, total)}>
          {t('notes.mentions.all')}
        </Button>
      </h2>
      <ul>
        {value.notes.map((note) => (
          <li key={note.item.id} className={c('from')}>
            <button type="button" dir="auto" className={c('title')} onClick={() => open(note.item)}>
              {note.item.title || t('notes.untitled')}
            </button>
            {note.places.map((place) => (
              <div key={place.start} className={c('mention')}>
                <button type="button" dir="auto" className={c('place')} onClick={() => open(note.item, place)}>
                  <PassageText passage={place} />
                </button>
                <Button
                  kind="quiet"
                  small
                  isDisabled={readOnly}
                  aria-label={t('notes.mentions.linkIn', { title: note.item.title || t('notes.untitled') })}
                  onPress={() => void link([{ noteId: note.item.id, start: place.start }], 1)}
                >
                  {t('notes.mentions.link')}
                </Button>
              </div>
            ))}
          </li>
        ))}
      </ul>
      {value.more && <p className={c('quiet')}>{t('notes.mentions.more')}</p>}
    </section>
  );
});
