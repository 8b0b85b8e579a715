import { useState } from 'react';
import type { OutsideState } from '../../../core/backup/outside-state.ts';
import { toAppError } from '../../../core/errors.ts';
import type { Keeper } from '../../../workers/keeper/keeper.api.ts';
import type { GivenFolder } from '../../../workers/keeper/outside.api.ts';
import { loadOutsideFolder } from '../../../workers/keeper/outside.client.ts';
import { useClient } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { SettingRow } from '../../settings/parts.tsx';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { allowWriting, canUseFolders, pickBackupFolder } from './folder-permission.ts';
import { ChangePassphraseDialog, LockFolderDialog } from './LockDialogs.tsx';
import { WorkLine } from './WorkLine.tsx';

export interface OutsideRowProps {
  readonly keeper: Keeper;
  readonly state: OutsideState;
}

/** The folder that backups also go to: how it is, and what can be done about it. */
export function OutsideRow({ keeper, state }: OutsideRowProps) {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const [picked, setPicked] = useState<FileSystemDirectoryHandle | null>(null);
  const [changing, setChanging] = useState(false);
  const { folder, writing } = state;
  const attempt = (work: () => Promise<void>) => () =>
    void work().catch((thrown: unknown) => toast.show({ text: toAppError(thrown).message, tone: 'bad' }));
  const choose = attempt(async () => setPicked(await pickBackupFolder('readwrite')));
  const allow = attempt(async () => {
    const held = await loadOutsideFolder();
    if (held !== null) await allowWriting(held);
    await client.outsideChanged();
  });
  const forget = attempt(async () => {
    await keeper.call('outside-forget', null);
    await client.outsideChanged();
    toast.show({ text: t('backups.folder.forgotten', { name: folder?.name ?? '' }) });
  });
  const given = ({ name, backups }: GivenFolder) => {
    setPicked(null);
    toast.show({ text: t(backups === 0 ? 'backups.folder.given' : 'backups.folder.found', { name, count: backups }) });
    attempt(() => client.outsideChanged())();
  };
  const changed = () => {
    setChanging(false);
    toast.show({ text: t('backups.lock.changed') });
  };
  const canAllow = folder !== null && (folder.access === 'prompt' || folder.access === 'denied');
  const mustTry = folder !== null && (folder.access === 'gone' || state.problem !== null);
  return (
    <>
      <SettingRow
        name={folder === null ? t('backups.folder') : t('backups.folder.in', { name: folder.name })}
        help={<OutsideHelp state={state} />}
      >
        {folder === null && canUseFolders() && <Button onPress={choose}>{t('backups.folder.choose')}</Button>}
        {canAllow && <Button onPress={allow}>{t('backups.folder.allow')}</Button>}
        {mustTry && <Button onPress={allow}>{t('backups.folder.again')}</Button>}
        {folder !== null && (
          <Menu
            label={t('backups.folder.more', { name: folder.name })}
            trigger={
              <Button aria-label={t('backups.folder.more', { name: folder.name })}>{t('backups.folder.change')}</Button>
            }
            actions={[
              { id: 'passphrase', label: t('backups.folder.passphrase'), run: () => setChanging(true) },
              { id: 'other', label: t('backups.folder.other'), run: choose },
              { id: 'forget', label: t('backups.folder.forget'), run: forget },
            ]}
          />
        )}
      </SettingRow>
      {writing !== null && (
        <WorkLine label={t('backups.folder.writing')} progress={writing} onStop={attempt(() => client.stopOutside())} />
      )}
      {picked !== null && (
        <LockFolderDialog keeper={keeper} folder={picked} onClose={() => setPicked(null)} onGiven={given} />
      )}
      {changing && <ChangePassphraseDialog keeper={keeper} onClose={() => setChanging(false)} onChanged={changed} />}
    </>
  );
}

function OutsideHelp({ state: { folder, problem, backups } }: { readonly state: OutsideState }) {
  const t = useT();
  if (folder === null) return t(canUseFolders() ? 'backups.folder.help' : 'backups.folder.unable');
  const { name, access } = folder;
  if (access !== 'granted') return <span role="status">{t(`backups.folder.${access}`, { name })}</span>;
  if (problem !== null) return <span role="status">{t('backups.folder.problem', { reason: problem.message })}</span>;
  return t('backups.folder.ok', { count: backups.length });
}
