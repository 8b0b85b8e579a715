import type { Id } from '../../core/ids.ts';
import type { Item, Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { useOpenThing } from '../shell/use-open-thing.ts';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import css from './FindView.module.css';

const c = classesOf(css);

export interface GoToProps {
  readonly items: readonly Item[];
  /** The best passage of each thing that has one: it is opened there. */
  readonly passages: ReadonlyMap<Id, Span>;
}

/** Things whose titles begin with what was typed, or almost so. */
export function GoTo({ items, passages }: GoToProps) {
  const t = useT();
  const open = useOpenThing();
  if (items.length === 0) return null;
  return (
    <section className={c('goTo')} aria-label={t('find.goTo')}>
      <h2 className={c('label')}>{t('find.goTo')}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" data-hit className={c('jump')} onClick={() => open(item, passages.get(item.id))}>
              <Icon of={KIND_ICONS[item.kind]} size={16} />
              <span className={c('name')} dir="auto">
                {item.title}
              </span>
              <span className={c('folder')}>{item.folder.split('/').join(' / ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
