import type { RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Popover } from 'react-aria-components/Popover';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './StatusDetails.module.css';
import { StatusDetails } from './StatusDetails.tsx';

const c = classesOf(css);

export interface StatusPopoverProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

export function StatusPopover({ anchor, onClose }: StatusPopoverProps) {
  const t = useT();
  return (
    <Popover
      className={c('popover')}
      triggerRef={anchor}
      placement="top start"
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog className={c('dialog')}>
        <Heading slot="title" level={2} className={c('title')}>
          {t('status.label')}
        </Heading>
        <StatusDetails />
      </Dialog>
    </Popover>
  );
}
