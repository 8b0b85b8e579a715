import { Ellipsis, Layers, MessageCircle, Tag } from 'lucide-react';
import { useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { printedKeys } from '../../core/keys/chord.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useClient, useCommand, useReadOnly } from '../client.tsx';
import { herePlatform } from '../commands/use-keys.ts';
import { useT } from '../i18n/i18n.tsx';
import { useMoveTo } from '../spaces/use-move-to.ts';
import { useWorkspaces } from '../spaces/use-workspaces.ts';
import { WorkspaceMark } from '../spaces/WorkspaceMark.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { BulkDialog, type BulkWork } from './BulkDialog.tsx';
import { MOST_ASKED, useAskAbout } from './use-ask-about.ts';

/** What an archive takes at once. */
const MOST_ARCHIVED = 1000;

export interface BulkMenusProps {
  readonly ids: readonly Id[];
  readonly onAll: (how: 'all' | 'invert') => void;
  /** Saves their files; null while files are being saved. */
  readonly onExport: ((ids: readonly Id[]) => void) | null;
}

/** What can be done with many things, beside deleting them. */
export function BulkMenus({ ids, onAll, onExport }: BulkMenusProps) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const moveTo = useMoveTo();
  const readOnly = useReadOnly();
  const workspaces = useWorkspaces();
  const askAbout = useAskAbout();
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
  const keys = (chord: string) => printedKeys(chord, herePlatform()).join(' ');
  return (
    <>
      <Button small icon={MessageCircle} isDisabled={ids.length > MOST_ASKED} onPress={() => void askAbout(ids)}>
        {t('library.bulk.ask')}
      </Button>
      <Button small icon={Tag} isDisabled={readOnly} onPress={() => setWork('tag')}>
        {t('library.bulk.tag')}
      </Button>
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
            mark: <WorkspaceMark workspace={'colour' in goal ? goal : null} />,
            run: () => void moveTo({ itemIds: ids }, goal),
          }))}
        />
      )}
      <Menu
        label={t('library.more')}
        trigger={<IconButton icon={Ellipsis} size={16} label={t('library.more')} />}
        actions={[
          ...(['untag', 'folder'] as const).map((each) => ({
            ...{ id: each, label: t(`library.bulk.${each}`), disabled: readOnly },
            run: () => setWork(each),
          })),
          {
            ...{ id: 'export', label: t('library.bulk.export'), disabled: onExport === null },
            run: () => onExport?.(ids),
          },
          {
            ...{ id: 'archive', label: t('library.bulk.archive') },
            ...{ disabled: readOnly || ids.length > MOST_ARCHIVED, run: archive },
          },
          { id: 'all', label: t('library.selectAll'), shortcut: keys('Mod+A'), run: () => onAll('all') },
          { id: 'invert', label: t('library.invert'), shortcut: keys('Mod+Shift+A'), run: () => onAll('invert') },
        ]}
      />
      {work !== null && <BulkDialog work={work} ids={ids} onClose={() => setWork(null)} />}
    </>
  );
}
