import { ChevronsUpDown, Layers, Pencil, Plus } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useClient, useReadOnly, useWorkspaceId } from '../client.tsx';
import { useCommands } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import type { MenuAction } from '../ui/Menu.tsx';
import { isDragging, useDragged } from './dragged.ts';
import css from './Spaces.module.css';
import { useLeaveDeleted, useWorkspaces, type Workspaces } from './use-workspaces.ts';
import { WorkspaceMark } from './WorkspaceMark.tsx';

const c = classesOf(css);
const MenuPopover = lazy(async () => ({ default: (await import('../ui/MenuPopover.tsx')).MenuPopover }));
const WorkspaceDialog = lazy(async () => ({ default: (await import('./WorkspaceDialog.tsx')).WorkspaceDialog }));
const DropPlaces = lazy(async () => ({ default: (await import('./DropPlaces.tsx')).DropPlaces }));

type Dialogue = { readonly type: 'create' } | { readonly type: 'change'; readonly workspaceId: Id };

/** Where you are, in words, and the way to somewhere else. */
export function WorkspaceSwitcher({ phone = false }: { readonly phone?: boolean }) {
  const t = useT();
  const workspaces = useWorkspaces();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [dialogue, setDialogue] = useState<Dialogue | null>(null);
  const actions = useSwitchActions(workspaces, setDialogue);
  const dragged = useDragged();
  const name = workspaces?.current?.name ?? t('spaces.everything');
  const count = workspaces?.current?.items ?? workspaces?.items;
  return (
    <div className={c('switcher', phone && 'phone')}>
      <AriaButton
        ref={button}
        className={c('switch')}
        aria-label={t('spaces.where', { name })}
        aria-haspopup="menu"
        aria-expanded={open}
        onPress={() => setOpen(true)}
      >
        <WorkspaceMark workspace={workspaces?.current ?? null} />
        <span className={c('name')} dir="auto">
          {name}
        </span>
        {count !== undefined && <span className={c('count')} data-count={count} />}
        <Icon of={ChevronsUpDown} size={14} />
      </AriaButton>
      <Suspense>
        {open && (
          <MenuPopover anchor={button} label={t('spaces.switch')} actions={actions} onClose={() => setOpen(false)} />
        )}
        {dialogue !== null && (
          <WorkspaceDialog
            key={dialogue.type}
            workspaceId={dialogue.type === 'change' ? dialogue.workspaceId : null}
            onClose={() => setDialogue(null)}
          />
        )}
        {!phone && isDragging(dragged) && workspaces !== null && <DropPlaces workspaces={workspaces.all} />}
      </Suspense>
    </div>
  );
}

function useSwitchActions(workspaces: Workspaces | null, ask: (dialogue: Dialogue) => void): readonly MenuAction[] {
  const t = useT();
  const client = useClient();
  const readOnly = useReadOnly();
  const here = useWorkspaceId();
  useLeaveDeleted(workspaces);
  const all = workspaces?.all ?? [];
  const create = () => ask({ type: 'create' });
  const change = () => ask({ type: 'change', workspaceId: here });
  const places = [
    { id: HOME_WORKSPACE, label: t('spaces.everything'), workspace: null },
    ...all.map((workspace) => ({ id: workspace.id, label: workspace.name, workspace })),
  ];
  useCommands([
    {
      id: 'workspace.switch',
      text: 'spaces.command.switch',
      section: 'workspace',
      icon: Layers,
      choices: () =>
        places.map(({ id, label }) => ({ id, label, isChosen: id === here, run: () => client.enterWorkspace(id) })),
      run: () => undefined,
    },
    { id: 'workspace.new', text: 'spaces.command.new', section: 'workspace', icon: Plus, run: create },
    {
      id: 'workspace.change',
      text: 'spaces.command.change',
      section: 'workspace',
      icon: Pencil,
      isEnabled: () => here !== HOME_WORKSPACE,
      run: change,
    },
  ]);
  return [
    ...places.map(({ id, label, workspace }) => ({
      ...{ id, label, mark: <WorkspaceMark workspace={workspace} />, isChosen: id === here },
      run: () => client.enterWorkspace(id),
    })),
    { id: 'new', label: t('spaces.new'), icon: Plus, disabled: readOnly, run: create },
    ...(here === HOME_WORKSPACE
      ? []
      : [{ id: 'change', label: t('spaces.change'), icon: Pencil, disabled: readOnly, run: change }]),
  ];
}
