import { toAppError } from '../../../core/errors.ts';
import { loadOutsideFolder } from '../../../workers/keeper/outside.client.ts';
import { useClient, useLive } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import css from '../../library/Library.module.css';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { useToast } from '../../ui/Toast.tsx';
import { allowWriting } from './folder-permission.ts';

const c = classesOf(css);

/** Many browsers ask anew at each start: where nobody is told, the folder would fall behind unnoticed. */
export function BackupNotice() {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const { value } = useLive('outside-backups', {});
  if (value?.folder?.access !== 'prompt') return null;
  const allow = async () => {
    try {
      const folder = await loadOutsideFolder();
      if (folder !== null) await allowWriting(folder);
      await client.outsideChanged();
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  return (
    <div className={c('job')} role="status">
      <span>{t('backups.folder.prompt', { name: value.folder.name })}</span>
      <span className={c('jobActions')}>
        <Button small onPress={() => void allow()}>
          {t('backups.folder.allow')}
        </Button>
      </span>
    </div>
  );
}
