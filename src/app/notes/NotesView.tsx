import type { Id } from '../../core/ids.ts';
import { useT } from '../i18n/i18n.tsx';
import { Page } from '../shell/Page.tsx';

export interface NotesViewProps {
  /** The note that is open. Without it, the list. */
  readonly itemId?: Id;
}

export function NotesView(_props: NotesViewProps) {
  const t = useT();
  return <Page title={t('notes.title')}>{null}</Page>;
}
