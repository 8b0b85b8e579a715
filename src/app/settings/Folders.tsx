import { lazy, Suspense, useState } from 'react';
import { ConflictsNotice } from '../folders/ConflictsNotice.tsx';
import { useFolders } from '../folders/FoldersProvider.tsx';
import type { FolderView } from '../folders/folder-keeper.ts';
import { MirrorActions, MirrorHelp } from '../folders/MirrorRow.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Section, SettingRow } from './parts.tsx';
import { useSettings } from './useSettings.ts';

const MirrorDialog = lazy(async () => ({ default: (await import('../folders/MirrorDialog.tsx')).MirrorDialog }));

/** Folders that stay connected: how they are, and what can be done. */
export function FoldersSection() {
  const t = useT();
  const { folders, connect } = useFolders();
  return (
    <Section title={t('folders.title')} intro={t('folders.intro')} help="mirror">
      <ConflictsNotice />
      {folders.map((folder) => (
        <FolderRow key={folder.id} folder={folder} />
      ))}
      {folders.some(({ mode }) => mode === 'mirror') && <DeletedRow />}
      <SettingRow
        name={t('folders.another')}
        help={t(connect === null ? 'folders.another.unable' : 'folders.another.help')}
      >
        {connect !== null && <Button onPress={connect}>{t('folders.connect')}</Button>}
      </SettingRow>
    </Section>
  );
}

function DeletedRow() {
  const t = useT();
  const { settings, set } = useSettings();
  return (
    <SettingRow name={t('mirror.deleted')} help={t('mirror.deleted.help')}>
      {settings && (
        <Segmented
          label={t('mirror.deleted')}
          value={settings['mirror.deleted']}
          options={[
            { value: 'trash', label: t('mirror.deleted.trash') },
            { value: 'delete', label: t('mirror.deleted.delete') },
          ]}
          onChange={(value) => set('mirror.deleted', value)}
        />
      )}
    </SettingRow>
  );
}

function FolderRow({ folder }: { readonly folder: FolderView }) {
  const t = useT();
  const { check, allow, disconnect, setMode } = useFolders();
  const { id, name, state, checking, mode } = folder;
  const [asking, setAsking] = useState(false);
  const canLook = state === 'granted' || state === 'unreachable';
  return (
    <SettingRow name={name} help={<FolderHelp folder={folder} />}>
      {state === 'prompt' && (
        <Button aria-label={t('folders.allow.of', { name })} onPress={() => allow(id)}>
          {t('folders.allow')}
        </Button>
      )}
      {canLook && (
        <Segmented
          label={t('mirror.mode', { name })}
          value={mode}
          options={[
            { value: 'read', label: t('mirror.mode.read') },
            { value: 'mirror', label: t('mirror.mode.mirror') },
          ]}
          onChange={(value) => (value === 'mirror' ? setAsking(true) : setMode(id, 'read'))}
        />
      )}
      {asking && (
        <Suspense>
          <MirrorDialog folder={folder} onClose={() => setAsking(false)} />
        </Suspense>
      )}
      <MirrorActions folder={folder} />
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
  if (folder.mode === 'mirror' && state === 'granted' && problem === null) return <MirrorHelp folder={folder} />;
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
