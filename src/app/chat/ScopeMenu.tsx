import { Check, Files, Folder, LibraryBig, Tag } from 'lucide-react';
import { useLive } from '../client.tsx';
import { type Translate, useT } from '../i18n/i18n.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import { Menu, type MenuAction } from '../ui/Menu.tsx';
import { MenuChip } from './MenuChip.tsx';
import { type Scope, topFolders } from './scope.ts';

const MOST = 8;

export interface ScopeMenuProps {
  readonly scope: Scope;
  /** Things that are named: then it looks in them alone, until another place is chosen. */
  readonly chosen: number;
  readonly onChange: (scope: Scope) => void;
}

/** Where a question looks: everything, a kind, a folder or a tag. */
export function ScopeMenu({ scope, chosen, onChange }: ScopeMenuProps) {
  const t = useT();
  const tags = useLive('tags', {}).value ?? [];
  const kinds = useLive('kinds', {}).value ?? [];
  const page = useLive('items', { limit: 200 }).value;
  const folders = topFolders(page?.items.map(({ folder }) => folder) ?? [], MOST);
  const choices: readonly Scope[] = [
    { type: 'all' },
    ...kinds.map(({ kind }) => ({ type: 'kind', kind }) as const),
    ...folders.map((folder) => ({ type: 'folder', folder }) as const),
    ...tags.slice(0, MOST).map(({ tag }) => ({ type: 'tag', tag }) as const),
  ];
  const current = chosen > 0 ? '' : keyOf(scope);
  const actions: MenuAction[] = choices.map((choice) => ({
    id: keyOf(choice),
    label: scopeWords(choice, t),
    icon: keyOf(choice) === current ? Check : iconOf(choice),
    run: () => onChange(choice),
  }));
  const words = chosen > 0 ? t('composer.chosenThings', { count: chosen }) : scopeWords(scope, t);
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
  return scope.type === 'tag' ? Tag : LibraryBig;
}

function scopeWords(scope: Scope, t: Translate): string {
  if (scope.type === 'kind') return t(`ui.kind.${scope.kind}`);
  if (scope.type === 'folder') return scope.folder.split('/').at(-1) ?? scope.folder;
  return scope.type === 'tag' ? `#${scope.tag}` : t('chat.scope.all');
}
