import type { Id } from '../../../core/ids.ts';
import { HOME_WORKSPACE } from '../../../core/workspaces.ts';

/** The workspace that a page is in. */
export interface Whereabouts {
  readonly workspace: Id;
  enter(workspaceId: Id): void;
  /** Called after each change. Returns the way to end it. */
  onChange(listener: () => void): () => void;
}

export function createWhereabouts(begin: Id = HOME_WORKSPACE): Whereabouts {
  let workspace = begin;
  const listeners = new Set<() => void>();
  return {
    get workspace() {
      return workspace;
    },
    enter(workspaceId) {
      if (workspaceId === workspace) return;
      workspace = workspaceId;
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
