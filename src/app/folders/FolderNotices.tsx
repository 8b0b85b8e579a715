import { useT } from '../i18n/i18n.tsx';
import css from '../library/Library.module.css';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { ConflictsNotice } from './ConflictsNotice.tsx';
import { useFolders } from './FoldersProvider.tsx';

const c = classesOf(css);

/** Folders that the browser asks for anew at this start. */
export function FolderNotices() {
  const t = useT();
  const { folders, allow } = useFolders();
  const asked = folders.filter(({ state }) => state === 'prompt');
  const prompts = asked.map(({ id, name }) => (
    <div key={id} className={c('job')} role="status">
      <span>{t('folders.state.prompt', { name })}</span>
      <span className={c('jobActions')}>
        <Button small aria-label={t('folders.allow.of', { name })} onPress={() => allow(id)}>
          {t('folders.allow')}
        </Button>
      </span>
    </div>
  ));
  return (
    <>
      {prompts}
      <ConflictsNotice />
    </>
  );
}
