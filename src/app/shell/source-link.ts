import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Id } from '../../core/ids.ts';
import type { Span } from '../../core/items/item.ts';
import { itemAddress } from './addresses.ts';

/**
 * Opens an item in the source pane, beside whatever is shown; with a span, at that passage. Where a second pane is open
 * there is no room for a third: the item opens in it.
 */
export function useOpenSource(): (itemId: Id, span?: Span) => void {
  const navigate = useNavigate();
  return useCallback(
    (itemId, span) => {
      void navigate({
        to: '.',
        search: ({ start: _start, end: _end, ...rest }) => {
          const { source: _source, ...others } = rest;
          if (rest.beside !== undefined) return { ...others, beside: itemAddress(itemId, span) };
          return { ...others, source: itemId, ...(span === undefined ? {} : { start: span.start, end: span.end }) };
        },
      });
    },
    [navigate],
  );
}

export function useCloseSource(): () => void {
  const navigate = useNavigate();
  return useCallback(() => {
    void navigate({ to: '.', search: ({ source: _source, start: _start, end: _end, ...rest }) => rest });
  }, [navigate]);
}
