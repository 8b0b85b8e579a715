import { type FormEvent, useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';

export interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
  /** Trimmed, not empty, and another one than before. */
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

export function NameDialog({ title, label, value, help, onName, onClose }: NameDialogProps) {
  const t = useT();
  const [name, setName] = useState(value);
  const next = name.trim();
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (next === '') return;
    if (next === value) onClose();
    else onName(next);
  };
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button kind="primary" isDisabled={next === ''} onPress={() => submit()}>
            {t('notes.rename.do')}
          </Button>
        </>
      }
    >
      <form onSubmit={submit}>
        <TextField label={label} value={name} onChange={setName} autoFocus selectAll {...(help ? { help } : {})} />
      </form>
    </Dialog>
  );
}
