import { type FormEvent, useId, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { inPortions } from './useItemActions.ts';

export type BulkWork = 'tag' | 'untag' | 'folder';

export interface BulkDialogProps {
  readonly work: BulkWork;
  readonly ids: readonly Id[];
  readonly onClose: () => void;
}

/** One word for many things: a tag to put on or take off, or the folder to lie in. */
export function BulkDialog({ work, ids, onClose }: BulkDialogProps) {
  const t = useT();
  const command = useCommand();
  const form = useId();
  const [typed, setTyped] = useState('');
  const value = work === 'folder' ? typed.trim().replace(/^\/+|\/+$/g, '') : typed.trim().replace(/^#/, '');
  const isFit = work === 'folder' || /^[^\s#,]{1,100}$/u.test(value);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!isFit) return;
    await inPortions(ids, (itemIds) => {
      const done = t(`library.bulk.${work}.done`, { count: itemIds.length, value });
      if (work === 'folder') return command('move-items', { itemIds, folder: value }, { done });
      return command('tag-items', { itemIds, [work === 'tag' ? 'add' : 'remove']: [value] }, { done });
    });
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="primary" type="submit" form={form} isDisabled={!isFit}>
        {t(`library.bulk.${work}`)}
      </Button>
    </>
  );
  return (
    <Dialog title={t(`library.bulk.${work}`)} open onClose={onClose} actions={actions}>
      <form id={form} onSubmit={(event) => void save(event)}>
        <TextField
          label={t(work === 'folder' ? 'library.bulk.folderLabel' : 'library.bulk.tagLabel')}
          value={typed}
          onChange={setTyped}
          error={isFit || typed === '' ? null : t('library.bulk.tagRefused')}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
