import { Maximize2, X } from 'lucide-react';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { usePane } from './pane.tsx';

/** What can be done with the second pane, at the end of its header. */
export function PaneActions() {
  const t = useT();
  const { close, toFront } = usePane();
  if (close === undefined) return null;
  return (
    <>
      {toFront && <IconButton icon={Maximize2} label={t('panes.to-front')} onPress={toFront} />}
      <IconButton icon={X} label={t('panes.close')} onPress={close} />
    </>
  );
}
