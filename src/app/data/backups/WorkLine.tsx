import type { Progress } from '../../../core/ports.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import css from './Backups.module.css';

const c = classesOf(css);

export interface WorkLineProps {
  readonly label: string;
  readonly progress: Progress | null;
  readonly onStop: () => void;
}

/** What is being done, how far it is, and the way to stop it. */
export function WorkLine({ label, progress, onStop }: WorkLineProps) {
  const t = useT();
  const { done, total } = progress ?? { done: 0, total: null };
  return (
    <div className={c('work')} role="status">
      <div className={c('workHead')}>
        <span>{label}</span>
        <Button small onPress={onStop}>
          {t('backups.stop')}
        </Button>
      </div>
      {total !== null && <ProgressBar label={label} done={done} total={total} />}
    </div>
  );
}
