import { useCallback } from 'react';
import type { Item } from '../../core/items/item.ts';
import type { QueryInput } from '../../core/queries.ts';
import { useClient, useWorkspaceId } from '../client.tsx';
import { type Pages, type SubscribePage, usePages } from '../usePages.ts';

/** The items that a filter lets through, live, as far as they are shown. */
export function useItems(filter: QueryInput<'items'>): Pages<Item> {
  const client = useClient();
  const workspace = useWorkspaceId();
  const key = `${workspace} ${JSON.stringify(filter)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the workspace and the filter's contents
  const subscribe = useCallback<SubscribePage<Item>>(
    (offset, limit, onPage, onError) =>
      client.live(
        'items',
        { ...filter, offset, limit },
        ({ items, total }) => onPage({ rows: items, total }),
        onError,
        {
          workspace,
        },
      ),
    [client, key],
  );
  return usePages(key, subscribe);
}
