import { useState } from 'react';
import type { WorkspaceDetails } from '../../core/workspace-commands.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useClient, useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segmented } from '../ui/Segmented.tsx';

/** Asks what becomes of what belongs to it. Either can be undone. */
export function DeleteWorkspace(props: { readonly workspace: WorkspaceDetails; readonly onClose: () => void }) {
  const { workspace, onClose } = props;
  const { id: workspaceId, name, items, conversations, searches } = workspace;
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const [things, setThings] = useState<'all' | 'bin'>('all');
  const isEmpty = items + conversations + searches === 0;
  const remove = async () => {
    const done = t('spaces.deleted', { name });
    if ((await command('delete-workspace', { workspaceId, things }, { done })) === null) return;
    if (client.workspace === workspaceId) client.enterWorkspace(HOME_WORKSPACE);
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="danger" onPress={() => void remove()}>
        {t('spaces.delete')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('spaces.deleteTitle', { name })} open onClose={onClose} actions={actions}>
      {isEmpty ? (
        <p>{t('spaces.deleteEmpty')}</p>
      ) : (
        <>
          <p>{t('spaces.deleteText', { items, conversations, searches })}</p>
          <Segmented
            label={t('spaces.deleteThings')}
            value={things}
            options={[
              { value: 'all', label: t('spaces.deleteToAll') },
              { value: 'bin', label: t('spaces.deleteToBin') },
            ]}
            onChange={setThings}
          />
        </>
      )}
    </Dialog>
  );
}
