import { Layers } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useReadOnly } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import type { MenuAction } from '../ui/Menu.tsx';
import type { Dragged } from './dragged.ts';
import { useWorkspaces } from './use-workspaces.ts';

const MoveToDialog = lazy(async () => ({ default: (await import('./MoveToDialog.tsx')).MoveToDialog }));

export interface MoveAction {
  /** For a menu; empty where there is no workspace to move to. */
  readonly actions: readonly MenuAction[];
  /** To be drawn beside the menu. */
  readonly dialog: ReactNode;
}

/** “Move to workspace” in the menu of something that can be dragged there too. */
export function useMoveAction(what: Partial<Dragged>): MoveAction {
  const t = useT();
  const readOnly = useReadOnly();
  const workspaces = useWorkspaces();
  const [open, setOpen] = useState(false);
  const run = () => setOpen(true);
  const actions = [{ id: 'workspace', label: t('spaces.moveTo'), icon: Layers, disabled: readOnly, run }];
  const dialog = open && (
    <Suspense>
      <MoveToDialog what={what} onClose={() => setOpen(false)} />
    </Suspense>
  );
  return { actions: workspaces === null || workspaces.all.length === 0 ? [] : actions, dialog };
}
