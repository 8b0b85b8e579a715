import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { PaneProvider } from './pane.tsx';
import { createPaneHistory } from './pane-history.ts';
import { usePaneRouters } from './pane-routers.ts';

export interface BesidePaneProps {
  readonly address: string;
  /** The view in the pane is another one now. */
  readonly onAddress: (address: string) => void;
  readonly onClose: () => void;
  readonly onFront: (address: string) => void;
}

/** The second pane: the same views by a router of its own, with its own way back. Its address is a part of the window's. */
export function BesidePane({ address, onAddress, onClose, onFront }: BesidePaneProps) {
  const createRouter = usePaneRouters();
  const [router] = useState(() => createRouter(createPaneHistory(address)));
  const told = useRef(address);
  useEffect(
    () =>
      router.subscribe('onResolved', ({ toLocation }) => {
        if (toLocation.href === told.current) return;
        told.current = toLocation.href;
        onAddress(toLocation.href);
      }),
    [router, onAddress],
  );
  useEffect(() => {
    if (address === told.current) return;
    told.current = address;
    if (router.latestLocation.href !== address) router.history.push(address);
  }, [address, router]);
  const pane = useMemo(
    () => ({
      place: 'beside' as const,
      close: onClose,
      toFront: () => onFront(router.latestLocation.href),
    }),
    [router, onClose, onFront],
  );
  return (
    <PaneProvider pane={pane}>
      <RouterProvider router={router} />
    </PaneProvider>
  );
}
