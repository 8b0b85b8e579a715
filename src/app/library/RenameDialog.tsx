import { type FormEvent, useId, useState } from 'react';
import type { Item } from '../../core/items/item.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';

const LONGEST = 500;

export function RenameDialog({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const t = useT();
  const command = useCommand();
  const form = useId();
  const [title, setTitle] = useState(item.title);
  const trimmed = title.trim().slice(0, LONGEST);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === '') return;
    const done = t('library.renamed', { title: trimmed });
    if (trimmed !== item.title) await command('rename-item', { itemId: item.id, title: trimmed }, { done });
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="primary" type="submit" form={form} isDisabled={trimmed === ''}>
        {t('library.renameSave')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('library.renameTitle')} open onClose={onClose} actions={actions}>
      <form id={form} onSubmit={(event) => void save(event)}>
        <TextField
          label={t('library.renameLabel')}
          value={title}
          onChange={setTitle}
          error={trimmed === '' ? t('library.renameEmpty') : null}
          autoFocus
          selectAll
        />
      </form>
    </Dialog>
  );
}
