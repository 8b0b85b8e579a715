import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from './Button.tsx';
import { classesOf } from './classes.ts';
import css from './Dialog.module.css';

const c = classesOf(css);

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one to press last. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
}

/** Modal; Escape and a press outside close it, and the focus goes back to where it was. On a phone a sheet from below. */
export function Dialog({ title, open, onClose, children, actions, wide }: DialogProps) {
  const t = useT();
  return (
    <ModalOverlay
      className={c('overlay')}
      isOpen={open}
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={c('modal', wide && 'wide')}>
        <AriaDialog className={c('dialog')}>
          <div className={c('head')}>
            <Heading slot="title" level={2} className={c('title')}>
              {title}
            </Heading>
            <IconButton icon={X} label={t('ui.close')} onPress={onClose} />
          </div>
          <div className={c('body')}>{children}</div>
          {actions && <div className={c('actions')}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
