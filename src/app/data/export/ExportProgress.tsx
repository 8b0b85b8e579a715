import { EXPORT_PHASES } from '../../../core/export/transfer.ts';
import type { Progress } from '../../../core/ports.ts';
import { useT } from '../../i18n/i18n.tsx';
import type { Work } from '../../recovery/use-work.ts';
import { Button } from '../../ui/Button.tsx';
import { useBytes, useCount } from '../../ui/Bytes.tsx';
import { classesOf } from '../../ui/classes.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import css from './Export.module.css';

const c = classesOf(css);

/** What is being done, how far it is, and the way to stop it. */
export function ExportProgress({ work: { label, progress, stop } }: { readonly work: Work }) {
  const t = useT();
  const words = usePhase(progress);
  if (label === null) return null;
  return (
    <div className={c('work')}>
      <div className={c('line')}>
        <span role="status">{label}</span>
        <Button small onPress={stop}>
          {t('export.stop')}
        </Button>
      </div>
      {progress !== null && progress.total !== null && (
        <>
          <ProgressBar label={label} done={progress.done} total={progress.total} valueText={words} />
          <span className={c('words')}>{words}</span>
        </>
      )}
    </div>
  );
}

function usePhase(progress: Progress | null): string {
  const t = useT();
  const bytes = useBytes();
  const count = useCount();
  const phase = EXPORT_PHASES.find((each) => each === progress?.note);
  if (progress === null || phase === undefined) return '';
  const words = phase === 'checking' ? bytes : count;
  return t(`export.phase.${phase}`, { done: words(progress.done), total: words(progress.total ?? 0) });
}
