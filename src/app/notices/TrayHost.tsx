import { Bell } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCommands } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';
import { TRAY_COMMAND } from './Bell.tsx';
import type { Tray } from './use-tray.ts';

const TrayPanel = lazy(async () => ({ default: (await import('./TrayPanel.tsx')).TrayPanel }));

/** The tray when it is open, its command, and a word to whoever listens when something is new. */
export function TrayHost({ tray }: { readonly tray: Tray }) {
  const t = useT();
  useCommands([{ ...TRAY_COMMAND, text: 'notices.open', section: 'view', icon: Bell, run: tray.open }]);
  const [told, setTold] = useState({ unread: tray.unread, more: false });
  // What was new before is not said again: only that there is more.
  if (told.unread !== tray.unread) setTold({ unread: tray.unread, more: tray.unread > told.unread });
  return (
    <>
      <span role="status" className="visually-hidden">
        {told.more && !tray.isOpen && t('notices.said', { count: tray.unread })}
      </span>
      <Suspense>{tray.isOpen && <TrayPanel anchor={tray.anchor} onClose={tray.close} />}</Suspense>
    </>
  );
}
