import type { RegisteredRouter, RouterHistory } from '@tanstack/react-router';
import { createContext, useContext } from 'react';

export type CreatePaneRouter = (history: RouterHistory) => RegisteredRouter;

/** Makes a router for a second pane. Handed in, because the routes show the shell that has the pane in it. */
export const PaneRoutersContext = createContext<CreatePaneRouter | null>(null);

export function usePaneRouters(): CreatePaneRouter {
  const create = useContext(PaneRoutersContext);
  if (create === null) throw new Error('usePaneRouters outside PaneRoutersContext');
  return create;
}
