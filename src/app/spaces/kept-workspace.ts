import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';

/** Where a window is, kept for as long as it is open; where the last one was, for the next. Not in the address: see decision 32. */

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

export interface WindowStores {
  /** Of this window. */
  readonly session: Kept;
  /** Of all windows. */
  readonly local: Kept;
}

const KEY = 'hearth.workspace';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function keptWorkspace({ session, local }: WindowStores): Id {
  const kept = session.getItem(KEY) ?? local.getItem(KEY) ?? '';
  return UUID.test(kept) ? kept : HOME_WORKSPACE;
}

export function keepWorkspace({ session, local }: WindowStores, workspaceId: Id): void {
  session.setItem(KEY, workspaceId);
  local.setItem(KEY, workspaceId);
}
