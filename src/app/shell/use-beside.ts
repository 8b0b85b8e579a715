import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useGo } from './use-go.ts';

export interface BesideActions {
  /** The view in the second pane has become another one: the address follows, without a step of its own. */
  readonly follow: (address: string) => void;
  readonly close: () => void;
  /** Its view comes to the front, and the pane closes. */
  readonly toFront: (address: string) => void;
}

export function useBeside(): BesideActions {
  const navigate = useNavigate();
  const go = useGo();
  const close = useCallback(
    () => void navigate({ to: '.', search: ({ beside: _, ...rest }) => ({ ...rest, beside: undefined as never }) }),
    [navigate],
  );
  return useMemo(
    () => ({
      follow: (address) => void navigate({ to: '.', search: (rest) => ({ ...rest, beside: address }), replace: true }),
      close,
      toFront(address) {
        close();
        go(address);
      },
    }),
    [navigate, close, go],
  );
}
