import { createContext, type ReactNode, useContext } from 'react';
import type { TabStore } from './tab-store.ts';

/** Where a view stands: in front, or in the second pane beside it. */
export interface Pane {
  readonly place: 'front' | 'beside';
  /** Beside: closes the pane, or brings its view to the front. */
  readonly close?: () => void;
  readonly toFront?: () => void;
}

const FRONT: Pane = { place: 'front' };
const PaneContext = createContext<Pane>(FRONT);

export function PaneProvider({ pane, children }: { readonly pane: Pane; readonly children: ReactNode }) {
  return <PaneContext value={pane}>{children}</PaneContext>;
}

export const usePane = (): Pane => useContext(PaneContext);

const TabsContext = createContext<TabStore | null>(null);

export function TabsProvider({ tabs, children }: { readonly tabs: TabStore; readonly children: ReactNode }) {
  return <TabsContext value={tabs}>{children}</TabsContext>;
}

export function useTabStore(): TabStore {
  const tabs = useContext(TabsContext);
  if (tabs === null) throw new Error('useTabStore outside TabsProvider');
  return tabs;
}
