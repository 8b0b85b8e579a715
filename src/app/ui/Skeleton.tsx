import { useT } from '../i18n/i18n.tsx';
import css from './Bits.module.css';
import { classesOf } from './classes.ts';

const c = classesOf(css);

/** Rows of grey in the place of a list. Show it only when `useLive` says `loading`. */
export function SkeletonRows({ rows = 6 }: { readonly rows?: number }) {
  const t = useT();
  const widths = ['w70', 'w50', 'w30'] as const;
  return (
    <div className={c('skeletons')} role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <span key={row} className={c('line')}>
          <span className={c('skeleton', 'glyph')} />
          <span className={c('skeleton', widths[row % widths.length])} />
        </span>
      ))}
    </div>
  );
}
