import { type SyntheticEvent, useId, useState } from 'react';
import type { SaidInAnswer } from '../../core/chat/note-of-answer.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import css from './TaskDialog.module.css';
import type { Making } from './use-make.ts';

const c = classesOf(css);

export interface TaskDialogProps {
  readonly said: SaidInAnswer;
  readonly title: string;
  readonly make: Making['task'];
  readonly onClose: () => void;
}

/** What is to be done, and by when. */
export function TaskDialog({ said, title: given, make, onClose }: TaskDialogProps) {
  const t = useT();
  const form = useId();
  const dueId = useId();
  const [title, setTitle] = useState(given);
  const [due, setDue] = useState('');
  const empty = title.trim() === '';
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (empty) return;
    onClose();
    void make(said, title.trim().slice(0, 500), due);
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="primary" type="submit" form={form} isDisabled={empty}>
        {t('chat.task.save')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('chat.makeTask')} open onClose={onClose} actions={actions}>
      <form id={form} onSubmit={save} className={c('form')}>
        <TextField label={t('chat.task.title')} value={title} onChange={setTitle} autoFocus selectAll />
        <label className={c('label')} htmlFor={dueId}>
          {t('chat.task.due')}
        </label>
        <input
          id={dueId}
          className={c('date')}
          type="date"
          value={due}
          onChange={(event) => setDue(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
