import { useCallback, useEffect, useState } from 'react';
import { useMedia } from '../ui/use-media.ts';
import { type Layout, readLayout, writeLayout } from './pane-size.ts';

export interface Sidebar {
  readonly isNarrow: boolean;
  readonly toggle: () => void;
}

/** The sidebar as it was left; where there is little room it is narrow until it is asked for. */
export function useSidebar({ layout, change }: ReturnType<typeof useLayout>): Sidebar {
  const isTight = useMedia('(max-width: 1000px)');
  const [isAskedFor, setAskedFor] = useState(false);
  const isNarrow = isTight ? !isAskedFor : layout.isNarrow;
  const toggle = useCallback(
    () => (isTight ? setAskedFor(isNarrow) : change({ isNarrow: !isNarrow })),
    [isTight, isNarrow, change],
  );
  return { isNarrow, toggle };
}

/** How the panes are laid out, as it was left. */
export function useLayout(): { readonly layout: Layout; readonly change: (by: Partial<Layout>) => void } {
  const [layout, setLayout] = useState(() => readLayout(localStorage));
  const change = useCallback((by: Partial<Layout>) => setLayout((old) => ({ ...old, ...by })), []);
  useEffect(() => writeLayout(localStorage, layout), [layout]);
  return { layout, change };
}
