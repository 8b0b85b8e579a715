import { useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { beginErasing } from './erase-mark.ts';
import css from './Recovery.module.css';

const c = classesOf(css);

export interface EraseDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** How something can be kept, in a sentence. */
  readonly keepFirst: string;
}

/** The last question. The word has to be typed: no press by mistake gets there. */
export function EraseDialog({ open, onClose, keepFirst }: EraseDialogProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const word = t('recovery.erase.word');
  const isMeant = typed.trim().toLowerCase() === word;
  const close = () => {
    setTyped('');
    onClose();
  };
  return (
    <Dialog
      title={t('recovery.erase.title')}
      open={open}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('recovery.erase.cancel')}</Button>
          <Button kind="danger" isDisabled={!isMeant} onPress={() => void beginErasing()}>
            {t('recovery.erase.confirm')}
          </Button>
        </>
      }
    >
      <div className={c('texts')}>
        <p>{t('recovery.erase.what')}</p>
        <p>{t('recovery.erase.not')}</p>
        <p>{keepFirst}</p>
        <TextField label={t('recovery.erase.type', { word })} value={typed} onChange={setTyped} />
      </div>
    </Dialog>
  );
}
