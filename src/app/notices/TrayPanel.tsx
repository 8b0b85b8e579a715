import { type RefObject, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Popover } from 'react-aria-components/Popover';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ClearAll, NoticeList } from './NoticeList.tsx';
import css from './Notices.module.css';
import { useNotices } from './use-notices.ts';

const c = classesOf(css);
const NARROW = '(max-width: 760px)';

export interface TrayPanelProps {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** Beside the bell; where there is no room for that, a sheet from below. */
export function TrayPanel({ anchor, onClose }: TrayPanelProps) {
  const t = useT();
  const [isNarrow] = useState(() => matchMedia(NARROW).matches);
  const tray = useNotices();
  const list = <NoticeList tray={tray} onClose={onClose} />;
  if (isNarrow)
    return (
      <Dialog title={t('notices.title')} open onClose={onClose} actions={<ClearAll tray={tray} />}>
        {list}
      </Dialog>
    );
  return (
    <Popover
      className={c('popover')}
      triggerRef={anchor}
      placement="top start"
      offset={8}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaDialog className={c('dialog')}>
        <div className={c('head')}>
          <Heading slot="title" level={2} className={c('title')}>
            {t('notices.title')}
          </Heading>
          <ClearAll tray={tray} />
        </div>
        <div className={c('body')}>{list}</div>
      </AriaDialog>
    </Popover>
  );
}
