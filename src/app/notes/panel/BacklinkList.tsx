import { memo } from 'react';
import type { Id } from '../../../core/ids.ts';
import { useLive } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { LoadError } from '../../shell/LoadError.tsx';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import css from './NotePanel.module.css';
import { PassageText } from './PassageText.tsx';
import { useFirst } from './use-first.ts';
import { useOpenPlace } from './use-open-place.ts';

const c = classesOf(css);

/** What links to the note, with the paragraph around each link. A save of the note changes nothing of it. */
export const BacklinkList = memo(function BacklinkList({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  const open = useOpenPlace();
  const { value, error } = useLive('backlinks', { itemId });
  const { shown, showAll } = useFirst(value ?? []);
  if (value === undefined) return error && <LoadError error={error} />;
  return (
    <section className={c('section')}>
      <h2>{t('notes.backlinks', { count: value.length })}</h2>
      {value.length === 0 && <p className={c('quiet')}>{t('notes.backlinks.none')}</p>}
      <ul>
        {shown.map(({ item, places }) => (
          <li key={item.id} className={c('from')}>
            <button type="button" dir="auto" className={c('title')} onClick={() => open(item)}>
              {item.title || t('notes.untitled')}
            </button>
            {places.map((place) => (
              <button
                key={place.start}
                type="button"
                dir="auto"
                className={c('place')}
                onClick={() => open(item, place)}
              >
                <PassageText passage={place} />
              </button>
            ))}
          </li>
        ))}
      </ul>
      {showAll && (
        <Button kind="quiet" small onPress={showAll}>
          {t('notes.panel.all', { count: value.length })}
        </Button>
      )}
    </section>
  );
});
