import { Layers } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { WorkspaceView } from '../../core/workspace-commands.ts';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Spaces.module.css';

const c = classesOf(css);
const WorkspaceGlyph = lazy(async () => ({ default: (await import('./WorkspaceGlyph.tsx')).WorkspaceGlyph }));

/** Its colour and icon; layers for Everything. The icons come when one is shown. */
export function WorkspaceMark({ workspace }: { readonly workspace: Pick<WorkspaceView, 'colour' | 'icon'> | null }) {
  return (
    <span className={c('mark', workspace?.colour ?? 'plain')} aria-hidden="true">
      {workspace === null ? (
        <Icon of={Layers} size={16} />
      ) : workspace.icon === null ? (
        <span className={c('dot')} />
      ) : (
        <Suspense fallback={<span className={c('dot')} />}>
          <WorkspaceGlyph icon={workspace.icon} />
        </Suspense>
      )}
    </span>
  );
}
