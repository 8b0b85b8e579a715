import { useState } from 'react';
import type { Keeper, KeeperOptions } from '../../../workers/keeper/keeper.api.ts';
import type { GivenFolder, SavedBackup } from '../../../workers/keeper/outside.api.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useWork } from '../../recovery/use-work.ts';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import css from './Backups.module.css';
import { isUsable, type NewPassphrase, NO_PASSPHRASE, PassphraseFields } from './PassphraseFields.tsx';
import { WorkLine } from './WorkLine.tsx';

const c = classesOf(css);

interface Closing {
  readonly keeper: Keeper;
  readonly onClose: () => void;
}

interface NewPassphraseProps {
  readonly title: string;
  readonly text: string;
  readonly doing: string;
  /** What the button says that does it. */
  readonly label: string;
  readonly perform: (passphrase: string, options: KeeperOptions) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for a passphrase to lock something with, and locks it. */
function NewPassphraseDialog({ title, text, doing, label, perform, onClose }: NewPassphraseProps) {
  const t = useT();
  const work = useWork();
  const [value, setValue] = useState<NewPassphrase>(NO_PASSPHRASE);
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('backups.lock.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={!isUsable(value) || work.label !== null}
            onPress={() => work.run(doing, (options) => perform(value.text, options))}
          >
            {label}
          </Button>
        </>
      }
    >
      <div className={c('texts')}>
        <p>{text}</p>
        <PassphraseFields
          label={t('backups.lock.passphrase')}
          value={value}
          onChange={setValue}
          error={work.error?.message ?? null}
        />
        <p className={c('warning')}>{t('backups.lock.warning')}</p>
        {work.label !== null && <WorkLine label={work.label} progress={work.progress} onStop={work.stop} />}
      </div>
    </Dialog>
  );
}

export interface LockFolderProps extends Closing {
  readonly folder: FileSystemDirectoryHandle;
  readonly onGiven: (given: GivenFolder) => void;
}

/** Asks for the passphrase of a folder that was just chosen. */
export function LockFolderDialog({ keeper, folder, onClose, onGiven }: LockFolderProps) {
  const t = useT();
  return (
    <NewPassphraseDialog
      title={t('backups.lock.title', { name: folder.name })}
      text={t('backups.lock.text')}
      doing={t('backups.lock.busy')}
      label={t('backups.lock.do')}
      perform={async (passphrase, options) =>
        onGiven(await keeper.call('outside-give', { folder, passphrase }, options))
      }
      onClose={onClose}
    />
  );
}

export interface ChangePassphraseProps extends Closing {
  readonly onChanged: () => void;
}

export function ChangePassphraseDialog({ keeper, onClose, onChanged }: ChangePassphraseProps) {
  const t = useT();
  const work = useWork();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState<NewPassphrase>(NO_PASSPHRASE);
  const change = () =>
    work.run(t('backups.lock.busy'), async (options) => {
      await keeper.call('outside-change-passphrase', { passphrase: current, next: next.text }, options);
      onChanged();
    });
  return (
    <Dialog
      open
      title={t('backups.lock.change.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('backups.lock.cancel')}</Button>
          <Button kind="primary" isDisabled={current === '' || !isUsable(next) || work.label !== null} onPress={change}>
            {t('backups.lock.change.do')}
          </Button>
        </>
      }
    >
      <div className={c('texts')}>
        <p>{t('backups.lock.change.text')}</p>
        <TextField
          label={t('backups.lock.current')}
          value={current}
          onChange={setCurrent}
          secret="current"
          error={work.error?.message ?? null}
        />
        <PassphraseFields label={t('backups.lock.next')} value={next} onChange={setNext} />
        {work.label !== null && <WorkLine label={work.label} progress={null} onStop={work.stop} />}
      </div>
    </Dialog>
  );
}

export interface SaveFileProps extends Closing {
  readonly id: string;
  readonly onSaved: (saved: SavedBackup) => void;
}

/** One backup as one file, locked with a passphrase of its own. */
export function SaveFileDialog({ keeper, id, onClose, onSaved }: SaveFileProps) {
  const t = useT();
  return (
    <NewPassphraseDialog
      title={t('backups.file.title')}
      text={t('backups.file.text')}
      doing={t('backups.file.busy')}
      label={t('backups.file.do')}
      perform={async (passphrase, options) => onSaved(await keeper.call('outside-save', { id, passphrase }, options))}
      onClose={onClose}
    />
  );
}
