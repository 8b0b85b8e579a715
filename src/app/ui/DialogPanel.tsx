import { X } from 'lucide-react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from './Button.tsx';
import { classesOf } from './classes.ts';
import css from './Dialog.module.css';
import type { DialogProps } from './Dialog.tsx';

const c = classesOf(css);

/** What `Dialog` shows; in a chunk of its own, because no first paint needs it. */
export function DialogPanel({ title, onClose, children, actions, wide }: Omit<DialogProps, 'open'>) {
  const t = useT();
  return (
    <ModalOverlay
      className={c('overlay')}
      isOpen
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
