import type { EngineKind } from '../../core/place-queries.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import css from './Data.module.css';

const c = classesOf(css);

export interface MoveDialogProps {
  /** Null while nothing is asked. */
  readonly to: EngineKind | null;
  /** Whether it is the kind that is in use. */
  readonly isAnew: boolean;
  readonly databaseBytes: number;
  readonly onMove: (to: EngineKind) => void;
  readonly onClose: () => void;
}

/** Says what a move does before it begins. */
export function MoveDialog({ to, isAnew, databaseBytes, onMove, onClose }: MoveDialogProps) {
  const t = useT();
  const bytes = useBytes();
  if (to === null) return null;
  const start = () => {
    onClose();
    onMove(to);
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="primary" onPress={start}>
        {t(isAnew ? 'places.ask.start.anew' : 'places.ask.start')}
      </Button>
    </>
  );
  const title = isAnew ? t('places.ask.anew') : t('places.ask', { engine: t(`places.${to}`) });
  return (
    <Dialog title={title} open onClose={onClose} actions={actions}>
      <div className={c('paragraphs')}>
        <p>{t('places.ask.copy')}</p>
        <p>{t('places.ask.meanwhile')}</p>
        <p>{t('places.ask.room', { bytes: bytes(databaseBytes) })}</p>
      </div>
    </Dialog>
  );
}
