import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Item, Span } from '../../../core/items/item.ts';
import { useOpenSource } from '../../shell/source-link.ts';

/** Goes to a place in a thing: of a note into its editor, of all else into the source pane. */
export function useOpenPlace(): (item: Item, place?: Span) => void {
  const navigate = useNavigate();
  const openSource = useOpenSource();
  return useCallback(
    (item, place) => {
      if (item.kind !== 'note') openSource(item.id, place);
      else
        void navigate({
          to: '/notes/$itemId',
          params: { itemId: item.id },
          search: place === undefined ? {} : { at: place.start },
        });
    },
    [navigate, openSource],
  );
}
