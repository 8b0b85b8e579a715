import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import type { Dragged } from './dragged.ts';
import css from './Spaces.module.css';
import { type Goal, useMoveTo } from './use-move-to.ts';
import { useWorkspaces } from './use-workspaces.ts';
import { WorkspaceMark } from './WorkspaceMark.tsx';

const c = classesOf(css);

export interface MoveToDialogProps {
  readonly what: Partial<Dragged>;
  readonly onClose: () => void;
}

/** Where something can be moved to, by one press. */
export function MoveToDialog({ what, onClose }: MoveToDialogProps) {
  const t = useT();
  const moveTo = useMoveTo();
  const workspaces = useWorkspaces()?.all ?? [];
  const move = async (goal: Goal) => {
    await moveTo(what, goal);
    onClose();
  };
  const places = [
    { goal: { id: HOME_WORKSPACE, name: t('spaces.all') }, workspace: null },
    ...workspaces.map((workspace) => ({ goal: workspace, workspace })),
  ];
  return (
    <Dialog title={t('spaces.moveTo')} open onClose={onClose}>
      <ul className={c('places')}>
        {places.map(({ goal, workspace }) => (
          <li key={goal.id}>
            <button type="button" className={c('drop', 'place')} onClick={() => void move(goal)}>
              <WorkspaceMark workspace={workspace} />
              <span className={c('name')} dir="auto">
                {goal.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
