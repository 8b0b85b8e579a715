import { Trash2 } from 'lucide-react';
import { useReadOnly } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useSettings } from '../settings/useSettings.ts';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Library.module.css';

const c = classesOf(css);

/** How long things stay in the bin, and the way to empty it. */
export function BinNote({ empty, onEmpty }: { readonly empty: boolean; readonly onEmpty: () => void }) {
  const t = useT();
  const readOnly = useReadOnly();
  const { settings } = useSettings();
  const days = settings?.['bin.keepDays'];
  return (
    <div className={c('binNote')}>
      <p>{days === undefined ? '' : days === 0 ? t('bin.note.forever') : t('bin.note', { days })}</p>
      {!empty && (
        <Button small icon={Trash2} isDisabled={readOnly} onPress={onEmpty}>
          {t('bin.empty')}
        </Button>
      )}
    </div>
  );
}
