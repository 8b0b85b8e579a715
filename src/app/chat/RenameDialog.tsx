import { type SyntheticEvent, useState } from 'react';
import type { Conversation } from '../../core/queries.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';

export interface RenameDialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

export function RenameDialog({ conversation, onClose }: RenameDialogProps) {
  const t = useT();
  const command = useCommand();
  const [title, setTitle] = useState(conversation.title);
  const empty = title.trim() === '';
  const save = async () => {
    if (empty) return;
    const payload = { conversationId: conversation.id, title: title.trim().slice(0, 500) };
    if ((await command('rename-conversation', payload)) !== null) onClose();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="primary" isDisabled={empty} onPress={() => void save()}>
        {t('chat.rename.save')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('chat.rename.title')} open onClose={onClose} actions={actions}>
      <form onSubmit={submit}>
        <TextField label={t('chat.rename.field')} value={title} onChange={setTitle} autoFocus />
      </form>
    </Dialog>
  );
}
