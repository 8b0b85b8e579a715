import { Ellipsis, Layers } from 'lucide-react';
import { useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useClient, useCommand, useReadOnly } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useMoveTo } from '../spaces/use-move-to.ts';
import { useWorkspaces } from '../spaces/use-workspaces.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { BulkDialog, type BulkWork } from './BulkDialog.tsx';

/** What an archive takes at once. */
const MOST_ARCHIVED = 1000;

export interface BulkMenusProps {
  readonly ids: readonly Id[];
  readonly onAll: (how: 'all' | 'invert') => void;
}

/** What can be done with many things, beside deleting them. */
export function BulkMenus({ ids, onAll }: BulkMenusProps) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const moveTo = useMoveTo();
  const readOnly = useReadOnly();
  const workspaces = useWorkspaces();
  const [work, setWork] = useState<BulkWork | null>(null);
  const archive = () =>
    void command(
      'archive-things',
      {
        ...{ archiveId: client.newId(), runId: client.newId() },
        ...{ name: t('library.bulk.archiveName', { count: ids.length }), rule: { itemIds: [...ids] } },
      },
      { done: t('library.bulk.archive.done') },
    );
  const goals = [{ id: HOME_WORKSPACE, name: t('spaces.all') }, ...(workspaces?.all ?? [])];
  return (
    <>
      {goals.length > 1 && (
        <Menu
          label={t('spaces.moveTo')}
          trigger={
            <Button small icon={Layers} isDisabled={readOnly}>
              {t('spaces.moveTo')}
            </Button>
          }
          actions={goals.map((goal) => ({
            id: goal.id,
            label: goal.name,
            run: () => void moveTo({ itemIds: ids }, goal),
          }))}
        />
      )}
      <Menu
        label={t('library.more')}
        trigger={<IconButton icon={Ellipsis} size={16} label={t('library.more')} />}
        actions={[
          ...(['tag', 'untag', 'folder'] as const).map((each) => ({
            ...{ id: each, label: t(`library.bulk.${each}`), disabled: readOnly },
            run: () => setWork(each),
          })),
          {
            ...{ id: 'archive', label: t('library.bulk.archive') },
            ...{ disabled: readOnly || ids.length > MOST_ARCHIVED, run: archive },
          },
          { id: 'all', label: t('library.selectAll'), shortcut: 'Mod A', run: () => onAll('all') },
          { id: 'invert', label: t('library.invert'), shortcut: 'Mod Shift A', run: () => onAll('invert') },
        ]}
      />
      {work !== null && <BulkDialog work={work} ids={ids} onClose={() => setWork(null)} />}
    </>
  );
}
