import type { Id, IdSource } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import type { WriteMeta } from '../../db/write.ts';

/** A write that nobody asked for: the kernel's own work, each time under an id of its own. */
export const ownWrite = (type: string, ids: IdSource, workspaceId: Id = HOME_WORKSPACE): WriteMeta => ({
  commandId: ids.next(),
  type,
  workspaceId,
  actor: 'kernel',
  remember: false,
});
