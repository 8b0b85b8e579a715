import { useCallback, useEffect, useState } from 'react';
import { type Layout, readLayout, writeLayout } from './pane-size.ts';

/** How the panes are laid out, as it was left. */
export function useLayout(): { readonly layout: Layout; readonly change: (by: Partial<Layout>) => void } {
  const [layout, setLayout] = useState(() => readLayout(localStorage));
  const change = useCallback((by: Partial<Layout>) => setLayout((old) => ({ ...old, ...by })), []);
  useEffect(() => writeLayout(localStorage, layout), [layout]);
  return { layout, change };
}
