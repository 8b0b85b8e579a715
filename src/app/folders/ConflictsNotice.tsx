import { lazy, Suspense, useState } from 'react';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Mirror.module.css';

const c = classesOf(css);
const ConflictsDialog = lazy(async () => ({ default: (await import('./ConflictsDialog.tsx')).ConflictsDialog }));

/** Notes that were changed on both sides in one place, and the way to settle them. Else nothing. */
export function ConflictsNotice() {
  const t = useT();
  const { value: conflicts = [] } = useLive('mirror-conflicts', {});
  const [open, setOpen] = useState(false);
  return (
    <>
      {conflicts.length > 0 && (
        <div className={c('notice')} role="status">
          <span>{t('mirror.conflicts', { count: conflicts.length })}</span>
          <Button small onPress={() => setOpen(true)}>
            {t('mirror.conflicts.show')}
          </Button>
        </div>
      )}
      {open && (
        <Suspense>
          <ConflictsDialog conflicts={conflicts} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
