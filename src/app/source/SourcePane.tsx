import { X } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';

export interface SourcePaneProps {
  readonly itemId: Id;
  /** The passage to show, in the item's text. */
  readonly span: Span | null;
  readonly onClose: () => void;
}

export function SourcePane({ onClose }: SourcePaneProps) {
  const t = useT();
  return <IconButton icon={X} label={t('ui.close')} onPress={onClose} />;
}
