import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Mirror.module.css';
import type { MirrorProblem } from './sync-mirror.ts';

const c = classesOf(css);
const MOST = 50;

/** Files that a mirror did not touch, and why; folded, for they may be many. */
export function LeftAlone({ problems }: { readonly problems: readonly MirrorProblem[] }) {
  const t = useT();
  return (
    <details className={c('leftAlone')}>
      <summary>{t('mirror.leftAlone', { count: problems.length })}</summary>
      <ul>
        {problems.slice(0, MOST).map(({ path, message }) => (
          <li key={path}>
            <bdi className={c('path')}>{path}</bdi> {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
