import type { Id } from '../../core/ids.ts';
import type { WorkspaceView } from '../../core/workspace-commands.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useWorkspaceId } from '../client.tsx';
import { useWorkspaces } from '../spaces/use-workspaces.ts';

const NONE: readonly WorkspaceView[] = [];

/** The workspaces that a question can be asked of: from Everything all, in one of them it is that one already. */
export function useChoosable(ofConversation: Id | undefined): readonly WorkspaceView[] {
  const here = useWorkspaceId();
  const all = useWorkspaces()?.all;
  return all === undefined || (ofConversation ?? here) !== HOME_WORKSPACE ? NONE : all;
}
