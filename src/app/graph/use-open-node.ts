import { useNavigate } from '@tanstack/react-router';
import { ITEM_KINDS } from '../../core/items/item.ts';
import type { GraphData } from '../../core/notes/graph.ts';
import { useClient } from '../client.tsx';
import { useAttempt } from '../commands/use-keys.ts';
import { useOpenThing } from '../shell/use-open-thing.ts';

/** Opens what a node stands for: a note in its editor, all else beside. */
export function useOpenNode(data: GraphData): (node: number) => void {
  const navigate = useNavigate();
  const client = useClient();
  const attempt = useAttempt();
  const openThing = useOpenThing();
  return (node) => {
    const itemId = data.ids[node];
    if (itemId === undefined) return;
    if (ITEM_KINDS[data.kinds[node] ?? 0] === 'note') void navigate({ to: '/notes/$itemId', params: { itemId } });
    else
      attempt(async () => {
        const view = await client.query('item-head', { itemId });
        if (view !== null) openThing(view.item);
      });
  };
}
