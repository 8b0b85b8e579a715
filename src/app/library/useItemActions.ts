import { useNavigate } from '@tanstack/react-router';
import type { CommandOutcome } from '../../core/commands.ts';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { useOpenThing } from '../shell/use-open-thing.ts';

export interface ItemActions {
  /** Notes in the editor, conversations as such, everything else in the source pane. */
  readonly open: (item: Item) => void;
  readonly moveToBin: (ids: readonly Id[]) => Promise<void>;
  /** Beside the list, whatever it is. */
  readonly preview: (item: Item) => void;
  readonly restore: (ids: readonly Id[]) => Promise<void>;
}

export function useItemActions(): ItemActions {
  const t = useT();
  const command = useCommand();
  const navigate = useNavigate();
  const openSource = useOpenSource();
  const openThing = useOpenThing();

  return {
    open(item) {
      if (item.kind === 'note') void navigate({ to: '/notes/$itemId', params: { itemId: item.id } });
      else openThing(item);
    },
    preview: (item) => openSource(item.id),
    async moveToBin(ids) {
      await inPortions(ids, (itemIds) =>
        command('delete-items', { itemIds }, { done: t('library.deleted', { count: itemIds.length }) }),
      );
    },
    async restore(ids) {
      await inPortions(ids, (itemIds) =>
        command('restore-items', { itemIds }, { done: t('library.restored', { count: itemIds.length }) }),
      );
    },
  };
}

/** Told to the kernel by one command. */
const PORTION = 1000;

/** Ends with the first that is refused; the refusal has then been shown. */
export async function inPortions(
  ids: readonly Id[],
  send: (portion: Id[]) => Promise<CommandOutcome | null>,
): Promise<void> {
  for (let at = 0; at < ids.length; at += PORTION) if ((await send(ids.slice(at, at + PORTION))) === null) return;
}
