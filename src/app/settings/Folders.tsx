import { useFolders } from '../folders/FoldersProvider.tsx';
import type { FolderView } from '../folders/folder-keeper.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { Section, SettingRow } from './parts.tsx';

/** Folders that stay connected: how they are, and what can be done. */
export function FoldersSection() {
  const t = useT();
  const { folders, connect } = useFolders();
  return (
    <Section title={t('folders.title')} intro={t('folders.intro')}>
      {folders.map((folder) => (
        <FolderRow key={folder.id} folder={folder} />
      ))}
      <SettingRow
        name={t('folders.another')}
        help={t(connect === null ? 'folders.another.unable' : 'folders.another.help')}
      >
        {connect !== null && <Button onPress={connect}>{t('folders.connect')}</Button>}
      </SettingRow>
    </Section>
  );
}

function FolderRow({ folder }: { readonly folder: FolderView }) {
  const t = useT();
  const { check, allow, disconnect } = useFolders();
  const { id, name, state, checking } = folder;
  const canLook = state === 'granted' || state === 'unreachable';
  return (
    <SettingRow name={name} help={<FolderHelp folder={folder} />}>
      {state === 'prompt' && (
        <Button aria-label={t('folders.allow.of', { name })} onPress={() => allow(id)}>
          {t('folders.allow')}
        </Button>
      )}
      {canLook && (
        <Button aria-label={t('folders.check.of', { name })} isDisabled={checking} onPress={() => check(id)}>
          {t('folders.check')}
        </Button>
      )}
      <Button aria-label={t('folders.disconnect.of', { name })} onPress={() => disconnect(folder)}>
        {t('folders.disconnect')}
      </Button>
    </SettingRow>
  );
}

function FolderHelp({ folder }: { readonly folder: FolderView }) {
  const t = useT();
  const { name, state, checking, checkedMs, files, missing, problem } = folder;
  if (checking) return <span role="status">{t('folders.checking')}</span>;
  if (problem !== null) return t('folders.problem', { reason: problem });
  if (state !== null && state !== 'granted') return t(`folders.state.${state}`, { name });
  if (checkedMs === null) return t('folders.notChecked');
  return (
    <>
      {t('folders.counts', { files, missing })} {t('folders.checked')} <RelativeTime ms={checkedMs} />
    </>
  );
}
