import { useNavigate } from '@tanstack/react-router';
import { ITEM_KINDS } from '../../core/items/item.ts';
import type { GraphData } from '../../core/notes/graph.ts';
import { useOpenSource } from '../shell/source-link.ts';

/** Opens what a node stands for: a note in its editor, all else beside. */
export function useOpenNode(data: GraphData): (node: number) => void {
  const navigate = useNavigate();
  const openSource = useOpenSource();
  return (node) => {
    const itemId = data.ids[node];
    if (itemId === undefined) return;
    if (ITEM_KINDS[data.kinds[node] ?? 0] === 'note') void navigate({ to: '/notes/$itemId', params: { itemId } });
    else openSource(itemId);
  };
}
