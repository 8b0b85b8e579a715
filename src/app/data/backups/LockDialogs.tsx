import { useState } from 'react';
import type { Keeper } from '../../../workers/keeper/keeper.api.ts';
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

export interface LockFolderProps extends Closing {
  readonly folder: FileSystemDirectoryHandle;
  readonly onGiven: (given: GivenFolder) => void;
}

/** Asks for the passphrase of a folder that was just chosen. */
export function LockFolderDialog({ keeper, folder, onClose, onGiven }: LockFolderProps) {
  const t = useT();
  const work = useWork();
  const [value, setValue] = useState<NewPassphrase>(NO_PASSPHRASE);
  const lock = () =>
    work.run(t('backups.lock.busy'), async (options) => {
      const given = await keeper.call('outside-give', { folder, passphrase: value.text }, options);
      onGiven(given);
    });
  return (
    <Dialog
      open
      title={t('backups.lock.title', { name: folder.name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('backups.lock.cancel')}</Button>
          <Button kind="primary" isDisabled={!isUsable(value) || work.label !== null} onPress={lock}>
            {t('backups.lock.do')}
          </Button>
        </>
      }
    >
      <div className={c('texts')}>
        <p>{t('backups.lock.text')}</p>
        <PassphraseFields
          label={t('backups.lock.passphrase')}
          value={value}
          onChange={setValue}
          error={work.error?.message ?? null}
        />
        <p className={c('warning')}>{t('backups.lock.warning')}</p>
        {work.label !== null && <WorkLine label={work.label} progress={null} onStop={work.stop} />}
      </div>
    </Dialog>
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
  const work = useWork();
  const [value, setValue] = useState<NewPassphrase>(NO_PASSPHRASE);
  const save = () =>
    work.run(t('backups.file.busy'), async (options) => {
      onSaved(await keeper.call('outside-save', { id, passphrase: value.text }, options));
    });
  return (
    <Dialog
      open
      title={t('backups.file.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('backups.lock.cancel')}</Button>
          <Button kind="primary" isDisabled={!isUsable(value) || work.label !== null} onPress={save}>
            {t('backups.file.do')}
          </Button>
        </>
      }
    >
      <div className={c('texts')}>
        <p>{t('backups.file.text')}</p>
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
