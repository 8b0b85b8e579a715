import type { WorkspaceIcon } from '../../core/workspace-looks.ts';
import { Icon } from '../ui/Icon.tsx';
import { WORKSPACE_GLYPHS } from './workspace-icons.ts';

export function WorkspaceGlyph({ icon }: { readonly icon: WorkspaceIcon }) {
  return <Icon of={WORKSPACE_GLYPHS[icon]} size={16} />;
}
