import { Check, Files, Folder, Layers, LibraryBig, Tag } from 'lucide-react';
import type { WorkspaceView } from '../../core/workspace-commands.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { MenuChip } from './MenuChip.tsx';
import { type Scope, topFolders } from './scope.ts';
import { useScopeWords } from './scope-words.ts';

const MOST = 8;

export interface ScopeMenuProps {
  readonly scope: Scope;
  /** Things that are named: then it looks in them alone, until another place is chosen. */
  readonly chosen: number;
  /** Those that can be chosen. */
  readonly workspaces: readonly WorkspaceView[];
  readonly onChange: (scope: Scope) => void;
}

/** Where a question looks: everything, a workspace, a kind, a folder or a tag. */
export function ScopeMenu({ scope, chosen, workspaces, onChange }: ScopeMenuProps) {
  const t = useT();
  const wordsOf = useScopeWords();
  const tags = useLive('tags', {}).value ?? [];
  const kinds = useLive('kinds', {}).value ?? [];
  const page = useLive('items', { limit: 200 }).value;
  const folders = topFolders(page?.items.map(({ folder }) => folder) ?? [], MOST);
  const choices: readonly Scope[] = [
    { type: 'all' },
    ...workspaces.map(({ id }) => ({ type: 'workspace', workspaceId: id }) as const),
    ...kinds.map(({ kind }) => ({ type: 'kind', kind }) as const),
    ...folders.map((folder) => ({ type: 'folder', folder }) as const),
    ...tags.slice(0, MOST).map(({ tag }) => ({ type: 'tag', tag }) as const),
  ];
  const current = chosen > 0 ? '' : keyOf(scope);
  const actions: MenuAction[] = choices.map((choice) => ({
    id: keyOf(choice),
    label: wordsOf(choice),
    icon: keyOf(choice) === current ? Check : iconOf(choice),
    run: () => onChange(choice),
  }));
  const words = chosen > 0 ? t('composer.chosenThings', { count: chosen }) : wordsOf(scope);
  const trigger = (
    <MenuChip
      icon={chosen > 0 ? Files : iconOf(scope)}
      label={t('chat.scope', { scope: words })}
      on={chosen > 0 || scope.type !== 'all'}
    >
      {words}
    </MenuChip>
  );
  return <Menu label={t('chat.scope.label')} actions={actions} trigger={trigger} />;
}

const keyOf = (scope: Scope): string => JSON.stringify(scope);

function iconOf(scope: Scope) {
  if (scope.type === 'kind') return KIND_ICONS[scope.kind];
  if (scope.type === 'folder') return Folder;
  if (scope.type === 'workspace') return Layers;
  return scope.type === 'tag' ? Tag : LibraryBig;
}
