import { useEffect, useState } from 'react';
import type { BackupSummary } from '../../../core/backup/manifest.ts';
import type { OutsideBackup } from '../../../core/backup/outside.ts';
import { toAppError } from '../../../core/errors.ts';
import type { OutsideSource } from '../../../workers/keeper/outside.api.ts';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { useWork } from '../../recovery/use-work.ts';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { formatFullTime } from '../../ui/relative-time.ts';
import { Select } from '../../ui/Select.tsx';
import { useToast } from '../../ui/Toast.tsx';
import css from './Backups.module.css';
import { canUseFolders, pickBackupFile, pickBackupFolder } from './folder-permission.ts';
import { RestoreDialog, type RestoreTools } from './RestoreDialog.tsx';
import { WorkLine } from './WorkLine.tsx';

const c = classesOf(css);

/** Where a backup comes from that is not in this browser. */
export type Elsewhere =
  | { readonly folder: FileSystemDirectoryHandle }
  /** The folder that was given, and which of its backups. */
  | { readonly given: string; readonly fileName: string }
  | { readonly file: File };

/** Buttons to restore from a folder or a file, and the dialogs that follow. Needs no kernel. */
export function RestoreFromButtons({
  tools,
  isDisabled,
}: {
  readonly tools: RestoreTools;
  readonly isDisabled?: boolean;
}) {
  const t = useT();
  const toast = useToast();
  const [from, setFrom] = useState<Elsewhere | null>(null);
  const choose = async (pick: () => Promise<Elsewhere | null>) => {
    try {
      setFrom(await pick());
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  const folder = async () => {
    const picked = await pickBackupFolder('read');
    return picked === null ? null : { folder: picked };
  };
  const file = async () => {
    const picked = await pickBackupFile();
    return picked === null ? null : { file: picked };
  };
  return (
    <>
      {canUseFolders() && (
        <Button isDisabled={isDisabled ?? false} onPress={() => void choose(folder)}>
          {t('backups.from.folder')}
        </Button>
      )}
      <Button isDisabled={isDisabled ?? false} onPress={() => void choose(file)}>
        {t('backups.from.file')}
      </Button>
      {from !== null && <RestoreFrom from={from} tools={tools} onClose={() => setFrom(null)} />}
    </>
  );
}

export interface RestoreFromProps {
  readonly from: Elsewhere;
  readonly tools: RestoreTools;
  readonly onClose: () => void;
}

/** Asks for the passphrase, brings the backup into this browser, checked, and goes on as with any other. */
export function RestoreFrom({ from, tools, onClose }: RestoreFromProps) {
  const [backup, setBackup] = useState<BackupSummary | null>(null);
  if (backup !== null) return <RestoreDialog backup={backup} tools={tools} onClose={onClose} />;
  return <BringInDialog from={from} tools={tools} onClose={onClose} onBroughtIn={setBackup} />;
}

const nameOf = (from: Elsewhere): string =>
  'folder' in from ? from.folder.name : 'file' in from ? from.file.name : from.given;

/** Of a folder that was chosen; null until it is known, and for what is no such folder. */
function useBackupsIn(from: Elsewhere, { keeper }: RestoreTools) {
  const [found, setFound] = useState<readonly OutsideBackup[] | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const folder = 'folder' in from ? from.folder : null;
  useEffect(() => {
    if (folder === null) return;
    keeper.call('outside-list', { folder }).then(setFound, (thrown: unknown) => setReason(toAppError(thrown).message));
  }, [folder, keeper]);
  return { found, reason };
}

function BringInDialog(props: RestoreFromProps & { readonly onBroughtIn: (backup: BackupSummary) => void }) {
  const { from, tools, onClose, onBroughtIn } = props;
  const t = useT();
  const locale = useLocale();
  const work = useWork();
  const [passphrase, setPassphrase] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { found, reason } = useBackupsIn(from, tools);
  const fileName = 'given' in from ? from.fileName : (chosen ?? found?.[0]?.fileName ?? null);
  const source = sourceOf(from, fileName);
  const bringIn = (whole: OutsideSource) =>
    work.run(t('backups.from.busy'), async (options) => {
      const summary = await tools.keeper.call('outside-bring-in', { from: whole, passphrase }, options);
      await tools.onBroughtIn();
      onBroughtIn(summary);
    });
  const isEmpty = found?.length === 0;
  return (
    <Dialog
      open
      title={t('backups.from.title', { name: nameOf(from) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('backups.lock.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={source === null || passphrase === '' || work.label !== null}
            onPress={() => source !== null && bringIn(source)}
          >
            {t('backups.from.open')}
          </Button>
        </>
      }
    >
      <div className={c('texts')}>
        {reason !== null && <p className={c('bad')}>{reason}</p>}
        {isEmpty && <p role="status">{t('backups.from.empty')}</p>}
        {found !== null && found.length > 0 && (
          <div className={c('choice')}>
            <span>{t('backups.from.which')}</span>
            <Select
              label={t('backups.from.which')}
              value={fileName ?? ''}
              options={found.map((each) => ({ value: each.fileName, label: formatFullTime(each.madeMs, locale) }))}
              onChange={setChosen}
            />
          </div>
        )}
        {!isEmpty && (
          <TextField
            label={t('backups.lock.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            secret="current"
            autoFocus
            error={work.error?.message ?? null}
          />
        )}
        {work.label !== null && <WorkLine label={work.label} progress={work.progress} onStop={work.stop} />}
      </div>
    </Dialog>
  );
}

function sourceOf(from: Elsewhere, fileName: string | null): OutsideSource | null {
  if ('file' in from) return { file: from.file };
  if (fileName === null) return null;
  return { folder: 'folder' in from ? from.folder : null, fileName };
}
