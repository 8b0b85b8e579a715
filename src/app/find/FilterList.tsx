import type { Completion } from '../../core/search/search-index.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './FindBox.module.css';

const c = classesOf(css);

export interface FilterListProps {
  readonly id: string;
  readonly values: readonly Completion[];
  /** Which of them the keys stand on. */
  readonly active: number;
  readonly onChoose: (value: string) => void;
}

export const optionId = (listId: string, at: number): string => `${listId}-${at}`;

/** What the filter that is being typed can be. The field keeps the focus and leads through it. */
export function FilterList({ id, values, active, onChoose }: FilterListProps) {
  const t = useT();
  return (
    <>
      <div role="listbox" id={id} className={c('list')} aria-label={t('find.complete')}>
        {values.map(({ value, count }, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
          <div
            key={value}
            role="option"
            id={optionId(id, at)}
            tabIndex={-1}
            aria-selected={at === active}
            aria-label={t('find.complete.value', { value, count })}
            className={c('option', at === active && 'active')}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(value)}
          >
            <span className={c('value')}>{value}</span>
            <span className={c('count')}>{count}</span>
          </div>
        ))}
      </div>
      <span role="status" className="visually-hidden">
        {t('find.complete.count', { count: values.length })}
      </span>
    </>
  );
}
