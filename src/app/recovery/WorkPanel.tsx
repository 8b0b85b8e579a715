import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { useCount } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import css from './Recovery.module.css';
import type { Work } from './use-work.ts';

const c = classesOf(css);

/** What is being done now, how far it is, and the way to stop it; or why it did not work. */
export function WorkPanel({ work }: { readonly work: Work }) {
  const t = useT();
  const count = useCount();
  const { label, progress, error } = work;
  if (error !== null) {
    return (
      <p className={c('work', 'bad')} role="alert">
        {t('recovery.failed', { reason: error.message })}
      </p>
    );
  }
  if (label === null) return null;
  const { done, total, note } = progress ?? { done: 0, total: null };
  return (
    <div className={c('work')} role="status">
      <div className={c('workHead')}>
        <span>
          {label}
          {note !== undefined && ` · ${note}`}
          {total === null && done > 0 && ` · ${count(done)}`}
        </span>
        <Button small onPress={work.stop}>
          {t('recovery.stop')}
        </Button>
      </div>
      {total !== null && <ProgressBar label={label} done={done} total={total} />}
    </div>
  );
}
