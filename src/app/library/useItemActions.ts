import { useNavigate } from '@tanstack/react-router';
import type { Id } from '../../core/ids.ts';
import type { Item } from '../../core/items/item.ts';
import { useClient, useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { useToast } from '../ui/Toast.tsx';

export interface ItemActions {
  /** Notes in the editor, everything else in the source pane. */
  readonly open: (item: Item) => void;
  readonly moveToBin: (ids: readonly Id[]) => Promise<void>;
  readonly restore: (ids: readonly Id[]) => Promise<void>;
}

export function useItemActions(): ItemActions {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const toast = useToast();
  const navigate = useNavigate();
  const openSource = useOpenSource();

  /** One command for each; how many went through. */
  const each = async (type: 'delete-item' | 'restore-item', ids: readonly Id[]): Promise<readonly Id[]> => {
    const done: Id[] = [];
    for (const itemId of ids) if ((await command(type, { itemId })) !== null) done.push(itemId);
    return done;
  };
  return {
    open(item) {
      if (item.kind === 'note') void navigate({ to: '/notes/$itemId', params: { itemId: item.id } });
      else openSource(item.id);
    },
    async moveToBin(ids) {
      const done = await each('delete-item', ids);
      if (done.length === 0) return;
      const run = async () => {
        for (const itemId of done) await client.command('restore-item', { itemId });
      };
      toast.show({ text: t('library.deleted', { count: done.length }), action: { label: t('ui.undo'), run } });
    },
    async restore(ids) {
      const done = await each('restore-item', ids);
      if (done.length > 0) toast.show({ text: t('library.restored', { count: done.length }) });
    },
  };
}
