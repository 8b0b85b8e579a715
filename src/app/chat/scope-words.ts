import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useWorkspaceId } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useWorkspaces } from '../spaces/use-workspaces.ts';
import type { Scope, ScopePart } from './scope.ts';

/** A place to look in, in a word or two. */
export function useScopeWords(): (scope: Scope | Exclude<ScopePart, { type: 'things' }>) => string {
  const t = useT();
  const current = useWorkspaceId();
  const workspaces = useWorkspaces()?.all;
  const nameOf = (workspaceId: Id) => workspaces?.find(({ id }) => id === workspaceId)?.name;
  return (scope) => {
    switch (scope.type) {
      case 'all':
        // In a workspace all is what is seen from it.
        return (current === HOME_WORKSPACE ? undefined : nameOf(current)) ?? t('chat.scope.all');
      case 'kind':
        return t(`ui.kind.${scope.kind}`);
      case 'tag':
        return `#${scope.tag}`;
      case 'folder':
        return scope.folder.split('/').at(-1) ?? scope.folder;
      case 'workspace':
        return nameOf(scope.workspaceId) ?? t('chat.scope.workspaceGone');
      case 'other':
        return t('chat.scope.filtered');
    }
  };
}
