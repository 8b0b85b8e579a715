import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState } from 'react';
import type { WorkspaceView } from '../../core/workspace-commands.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import type { Dragged } from './dragged.ts';
import css from './Spaces.module.css';
import { type Goal, useMoveTo } from './use-move-to.ts';
import { WorkspaceMark } from './WorkspaceMark.tsx';

const c = classesOf(css);

/** While something is dragged: the workspaces that it can be dropped on. The keyboard has “Move to”. */
export function DropPlaces({ workspaces }: { readonly workspaces: readonly WorkspaceView[] }) {
  const t = useT();
  return (
    <div className={c('drops')} aria-hidden="true">
      <DropPlace workspace={null} goal={{ id: HOME_WORKSPACE, name: t('spaces.all') }} />
      {workspaces.map((workspace) => (
        <DropPlace key={workspace.id} workspace={workspace} goal={workspace} />
      ))}
    </div>
  );
}

function DropPlace({ workspace, goal }: { readonly workspace: WorkspaceView | null; readonly goal: Goal }) {
  const place = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const moveTo = useMoveTo();
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    return dropTargetForElements({
      element,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      // Everything that can be dropped here is made draggable by `useDraggable`.
      onDrop: ({ source }) => void moveTo(source.data as Partial<Dragged>, goal),
    });
  });
  return (
    <div ref={place} className={c('drop', over && 'over')}>
      <WorkspaceMark workspace={workspace} />
      <span className={c('name')} dir="auto">
        {goal.name}
      </span>
    </div>
  );
}
