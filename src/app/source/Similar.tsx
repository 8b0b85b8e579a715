import type { Id } from '../../core/ids.ts';
import { useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import css from './Similar.module.css';

const c = classesOf(css);

/** Things that share this one's most telling words. Nothing where there are none. */
export function Similar({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  const list = new Intl.ListFormat(useLocale(), { type: 'unit' });
  const open = useOpenSource();
  const near = useLive('near-duplicates', { itemId }).value;
  const found = useLive('similar', { itemId }).value;
  // What is nearly the same is named as such already.
  const named = new Set(near?.map(({ item }) => item.id));
  const things = near === undefined ? [] : (found ?? []).filter(({ item }) => !named.has(item.id));
  if (things.length === 0) return null;
  return (
    <section className={c('similar')} aria-label={t('source.similar')}>
      <h3 className={c('label')}>{t('source.similar')}</h3>
      <ul>
        {things.map(({ item, terms }) => (
          <li key={item.id}>
            <button type="button" className={c('thing')} onClick={() => open(item.id)}>
              <Icon of={KIND_ICONS[item.kind]} size={16} />
              <span className={c('name')}>{item.title}</span>
              <span className={c('why')}>{t('source.similar.why', { words: list.format(terms) })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
