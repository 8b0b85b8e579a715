import { useEffect } from 'react';
import type { WorkspaceView } from '../../core/workspace-commands.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useClient, useLive, useWorkspaceId } from '../client.tsx';

export interface Workspaces {
  readonly all: readonly WorkspaceView[];
  /** Things in all of them, and in none. */
  readonly items: number;
  /** Null in Everything. */
  readonly current: WorkspaceView | null;
}

/** Null until they are known. */
export function useWorkspaces(): Workspaces | null {
  const { value } = useLive('workspaces', {}, { keep: true });
  const id = useWorkspaceId();
  if (value === undefined) return null;
  return {
    all: value.workspaces,
    items: value.items,
    current: value.workspaces.find((each) => each.id === id) ?? null,
  };
}

/** A window that is in a workspace that was deleted goes to Everything. */
export function useLeaveDeleted(workspaces: Workspaces | null): void {
  const client = useClient();
  const id = useWorkspaceId();
  const isLost = workspaces !== null && workspaces.current === null && id !== HOME_WORKSPACE;
  useEffect(() => {
    if (isLost) client.enterWorkspace(HOME_WORKSPACE);
  }, [client, isLost]);
}

/** Those whose things are seen from here: in Everything all, elsewhere the one. */
export function useReachable(): readonly WorkspaceView[] {
  const workspaces = useWorkspaces();
  if (workspaces === null) return [];
  return workspaces.current === null ? workspaces.all : [workspaces.current];
}
