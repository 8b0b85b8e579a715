import type { TextComparison } from '../../core/items/compare-texts.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Similar.module.css';

const c = classesOf(css);

export interface DifferencesProps {
  readonly compared: TextComparison;
  /** What is read out before words that only the first has, and before those that only the other has. */
  readonly removed: string;
  readonly added: string;
}

/** What stands here, and what stands in the other in its place, each with the words around it. */
export function Differences({ compared: { places, changes }, removed: here, added: there }: DifferencesProps) {
  const t = useT();
  if (places === null) return <p className={c('more')}>{t('source.near.much')}</p>;
  return (
    <>
      <ul className={c('changes')} aria-label={t('source.near.what')}>
        {changes.map(({ before, removed, added, after }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: changes of one comparison do not move
          <li key={at} className={c('change')}>
            {before !== '' && `… ${before} `}
            {removed !== '' && (
              <del>
                <span className="visually-hidden">{here} </span>
                {removed}
              </del>
            )}
            {removed !== '' && added !== '' && ' '}
            {added !== '' && (
              <ins>
                <span className="visually-hidden">{there} </span>
                {added}
              </ins>
            )}
            {after !== '' && ` ${after} …`}
          </li>
        ))}
      </ul>
      {places > changes.length && (
        <p className={c('more')}>{t('source.near.moreChanges', { count: places - changes.length })}</p>
      )}
    </>
  );
}
