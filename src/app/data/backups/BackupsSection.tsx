import { useMemo, useState } from 'react';
import type { BackupsView } from '../../../core/backup/backup-queries.ts';
import { NO_OUTSIDE, type OutsideState } from '../../../core/backup/outside-state.ts';
import { BACKUP_INTERVALS } from '../../../core/backup/schedule.ts';
import { toAppError } from '../../../core/errors.ts';
import type { Keeper } from '../../../workers/keeper/keeper.api.ts';
import { useClient, useLive } from '../../client.tsx';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { useWork } from '../../recovery/use-work.ts';
import { Section, SettingRow } from '../../settings/parts.tsx';
import { useSettings } from '../../settings/useSettings.ts';
import { saveFile } from '../../source/save-file.ts';
import { Button } from '../../ui/Button.tsx';
import { useBytes } from '../../ui/Bytes.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { formatDay, formatFullTime } from '../../ui/relative-time.ts';
import { Select } from '../../ui/Select.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { BackupList } from './BackupList.tsx';
import css from './Backups.module.css';
import { DrillRow } from './DrillRow.tsx';
import { SaveFileDialog } from './LockDialogs.tsx';
import { type ListedBackup, mergeBackups } from './merge-backups.ts';
import { OutsideRow } from './OutsideRow.tsx';
import { RestoreDialog, type RestoreTools } from './RestoreDialog.tsx';
import { RestoreFrom, RestoreFromButtons } from './RestoreFrom.tsx';
import { useKeeper } from './use-keeper.ts';
import { WorkLine } from './WorkLine.tsx';

const c = classesOf(css);

/** Backups: how they are, where they lie, how to go back to one. */
export function BackupsSection() {
  const t = useT();
  const keeper = useKeeper();
  const tools = useRestoreTools(keeper);
  const { value: view } = useLive('backups', {});
  const { value: outside = NO_OUTSIDE } = useLive('outside-backups', {});
  return (
    <Section title={t('backups.title')} intro={t('backups.intro')} help="data">
      {view?.available === false && <SettingRow name={t('backups.unavailable')} />}
      {view?.available === true && (
        <>
          <NowRow view={view} outside={outside} />
          <EveryRow />
          <OutsideRow keeper={keeper} state={outside} />
          <Backups view={view} outside={outside} tools={tools} />
          <SettingRow name={t('backups.from')} help={t('backups.from.help')}>
            <RestoreFromButtons tools={tools} />
          </SettingRow>
          <DrillRow view={view} />
        </>
      )}
    </Section>
  );
}

function useRestoreTools(keeper: Keeper): RestoreTools {
  const client = useClient();
  const { value: places } = useLive('places', {});
  const kind = places?.current?.kind ?? 'pglite';
  return useMemo(
    () => ({
      keeper,
      kind,
      compare: (id, options) => client.compareBackup(id, options.signal ? { signal: options.signal } : {}),
      use: (placeId) => client.openPlace(placeId),
      onBroughtIn: () => client.outsideChanged(),
    }),
    [client, keeper, kind],
  );
}

interface StateProps {
  readonly view: BackupsView;
  readonly outside: OutsideState;
}

function NowRow({ view, outside }: StateProps) {
  const t = useT();
  const client = useClient();
  const work = useWork();
  const { making, failure, backups } = view;
  const make = () =>
    work.run(t('backups.making'), async (options) => {
      await client.backUpNow(options);
    });
  return (
    <>
      <SettingRow
        name={backups.length === 0 ? t('backups.none') : <LastBackup view={view} outside={outside} />}
        help={<NextBackup view={view} />}
      >
        <Button kind="primary" isDisabled={making !== null || work.label !== null} onPress={make}>
          {t('backups.now')}
        </Button>
      </SettingRow>
      {work.label !== null && <WorkLine label={work.label} progress={making ?? work.progress} onStop={work.stop} />}
      {work.label === null && failure !== null && (
        <p className={c('bad')} role="status">
          {t('backups.failed', { reason: failure.error.message })}
        </p>
      )}
    </>
  );
}

function LastBackup({ view, outside }: StateProps) {
  const t = useT();
  const bytes = useBytes();
  const [last] = view.backups;
  if (last === undefined) return null;
  const isOutside = outside.backups.some(({ id }) => id === last.id);
  const size = bytes(last.writtenBytes);
  return (
    <>
      {t('backups.last')} <RelativeTime ms={last.madeMs} />,{' '}
      {isOutside
        ? t('backups.last.both', { size, name: outside.folder?.name ?? '' })
        : t('backups.last.inside', { size })}
    </>
  );
}

function NextBackup({ view: { backups, nextMs, sizeBytes } }: { readonly view: BackupsView }) {
  const t = useT();
  const locale = useLocale();
  const bytes = useBytes();
  if (backups.length === 0) return t('backups.none.help');
  return (
    <>
      {t('backups.room', { size: bytes(sizeBytes) })}{' '}
      {nextMs !== null && t('backups.next', { when: formatDay(nextMs, locale) })}
    </>
  );
}

function EveryRow() {
  const t = useT();
  const { settings, set } = useSettings();
  return (
    <SettingRow name={t('backups.every')} help={t('backups.every.help')}>
      <Select
        label={t('backups.every')}
        value={settings?.['backup.every'] ?? 'daily'}
        options={BACKUP_INTERVALS.map((value) => ({ value, label: t(`backups.every.${value}`) }))}
        onChange={(value) => set('backup.every', value)}
      />
    </SettingRow>
  );
}

type Asked = { readonly what: 'restore' | 'save' | 'remove'; readonly backup: ListedBackup };

/** The list, and the dialogs that its rows open. */
function Backups({ view, outside, tools }: StateProps & { readonly tools: RestoreTools }) {
  const t = useT();
  const bytes = useBytes();
  const toast = useToast();
  const [asked, setAsked] = useState<Asked | null>(null);
  const backups = mergeBackups(view.backups, outside.backups);
  const close = () => setAsked(null);
  const ask = (what: Asked['what']) => (backup: ListedBackup) => setAsked({ what, backup });
  return (
    <>
      {backups.length > 0 && (
        <BackupList backups={backups} onRestore={ask('restore')} onSave={ask('save')} onRemove={ask('remove')} />
      )}
      {view.unreadable.map(({ id, error }) => (
        <p key={id} className={c('bad')}>
          {t('backups.unreadable', { reason: error.message })}
        </p>
      ))}
      {asked?.what === 'restore' && (
        <Restore backup={asked.backup} folderName={outside.folder?.name ?? ''} tools={tools} onClose={close} />
      )}
      {asked?.what === 'remove' && <RemoveDialog backup={asked.backup} keeper={tools.keeper} onClose={close} />}
      {asked?.what === 'save' && (
        <SaveFileDialog
          keeper={tools.keeper}
          id={asked.backup.id}
          onClose={close}
          onSaved={({ name, file }) => {
            saveFile(file, name);
            toast.show({ text: t('backups.file.saved', { name, size: bytes(file.size) }) });
            close();
          }}
        />
      )}
    </>
  );
}

interface EntryDialogProps {
  readonly backup: ListedBackup;
  readonly onClose: () => void;
}

function Restore(props: EntryDialogProps & { readonly folderName: string; readonly tools: RestoreTools }) {
  const { backup, folderName, tools, onClose } = props;
  // What it was when the dialog opened: once brought in, it goes on there.
  const [fileName] = useState(backup.isInside ? null : backup.fileName);
  if (fileName === null) return <RestoreDialog backup={backup} tools={tools} onClose={onClose} />;
  return <RestoreFrom from={{ given: folderName, fileName }} tools={tools} onClose={onClose} />;
}

function RemoveDialog({ backup, keeper, onClose }: EntryDialogProps & { readonly keeper: Keeper }) {
  const t = useT();
  const locale = useLocale();
  const client = useClient();
  const toast = useToast();
  const { id, madeMs, isInside, fileName } = backup;
  const remove = async () => {
    onClose();
    try {
      // First inside: while it is there, it would be written outside again.
      if (isInside) await client.removeBackup(id);
      if (fileName !== null) await keeper.call('outside-remove', { id });
      await client.outsideChanged();
      toast.show({ text: t('backups.removed') });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  return (
    <Dialog
      open
      title={t('backups.remove.title', { date: formatFullTime(madeMs, locale) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('backups.keep')}</Button>
          <Button kind="danger" onPress={() => void remove()}>
            {t('backups.remove')}
          </Button>
        </>
      }
    >
      <p>{t('backups.remove.text')}</p>
    </Dialog>
  );
}
