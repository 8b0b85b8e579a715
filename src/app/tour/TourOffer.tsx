import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Tour.module.css';
import { useTour } from './use-tour.ts';

const c = classesOf(css);

/** Begins the tour, or goes on with it; takes the sample library away where it is there. */
export function TourOffer() {
  const t = useT();
  const { state, isBusy, start, remove } = useTour();
  return (
    <div className={c('actions')}>
      <Button isDisabled={isBusy} onPress={start}>
        {t(state === null ? 'tour.start' : 'tour.resume')}
      </Button>
      {state !== null && <Button onPress={remove}>{t('tour.remove')}</Button>}
    </div>
  );
}
