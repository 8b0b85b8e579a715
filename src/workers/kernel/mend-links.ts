import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { linksAcross } from '../../db/tables/workspace-things.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';
import { resolveLinks } from './import-links.ts';
import { ownWrite } from './own-write.ts';

/** No link leads out of a workspace. */

/** After the unit, links from and to these things, which are elsewhere now, lead to where they can from there. */
export function mendLinksAfter(context: KernelContext, unit: WriteUnit, itemIds: readonly Id[]): void {
  if (itemIds.length === 0) return;
  unit.afterCommit(() => {
    mendLinks(context, itemIds).catch((thrown: unknown) => context.incidents.record('mend links', thrown));
  });
}

async function mendLinks(context: KernelContext, itemIds: readonly Id[]): Promise<void> {
  const { db, ids, writer } = context;
  await writer.write(ownWrite('unlink-items', ids), async (unit) => {
    for (const id of await linksAcross(db, itemIds)) await unit.patch('links', id, { to_item: null });
  });
  await writer.write(ownWrite('link-items', ids), (unit) => resolveLinks(context, unit, HOME_WORKSPACE));
}
