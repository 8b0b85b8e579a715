import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import type { Dragged } from './dragged.ts';

/** Told to the kernel at once. */
const PORTION = 1000;

export interface Goal {
  readonly id: Id;
  readonly name: string;
}

/** Moves things to a workspace, or to all; says so, with a way back. */
export function useMoveTo(): (what: Partial<Dragged>, goal: Goal) => Promise<void> {
  const t = useT();
  const command = useCommand();
  return async ({ itemIds = [], conversationIds = [], searchIds = [] }, { id, name }) => {
    const count = itemIds.length + conversationIds.length + searchIds.length;
    if (count === 0) return;
    const done = id === HOME_WORKSPACE ? t('spaces.movedToAll', { count }) : t('spaces.moved', { count, name });
    for (let at = 0; at < Math.max(1, itemIds.length); at += PORTION) {
      const rest = at === 0 ? { conversationIds: [...conversationIds], searchIds: [...searchIds] } : {};
      const portion = { itemIds: itemIds.slice(at, at + PORTION), ...rest };
      if ((await command('move-to-workspace', { toWorkspace: id, ...portion }, { done })) === null) return;
    }
  };
}
