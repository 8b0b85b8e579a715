import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Item, Span } from '../../../core/items/item.ts';
import { useOpenThing } from '../../shell/use-open-thing.ts';

/** Goes to a place in a thing: of a note into its editor, of a conversation to its message, of all else into the source pane. */
export function useOpenPlace(): (item: Item, place?: Span) => void {
  const navigate = useNavigate();
  const openThing = useOpenThing();
  return useCallback(
    (item, place) => {
      if (item.kind !== 'note') openThing(item, place);
      else
        void navigate({
          to: '/notes/$itemId',
          params: { itemId: item.id },
          search: place === undefined ? {} : { at: place.start },
        });
    },
    [navigate, openThing],
  );
}
