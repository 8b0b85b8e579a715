import { useT } from '../i18n/i18n.tsx';
import { useWorkspaces } from '../spaces/use-workspaces.ts';
import type { Scope, ScopePart } from './scope.ts';

/** A place to look in, in a word or two. */
export function useScopeWords(): (scope: Scope | Exclude<ScopePart, { type: 'things' }>) => string {
  const t = useT();
  const workspaces = useWorkspaces()?.all;
  return (scope) => {
    switch (scope.type) {
      case 'all':
        return t('chat.scope.all');
      case 'kind':
        return t(`ui.kind.${scope.kind}`);
      case 'tag':
        return `#${scope.tag}`;
      case 'folder':
        return scope.folder.split('/').at(-1) ?? scope.folder;
      case 'workspace':
        return workspaces?.find(({ id }) => id === scope.workspaceId)?.name ?? t('chat.scope.workspaceGone');
      case 'other':
        return t('chat.scope.filtered');
    }
  };
}
