import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLive } from '../client.tsx';
import { T, useT } from '../i18n/i18n.tsx';
import { useImporting } from '../import/ImportProvider.tsx';
import { useAddThings } from '../import/useAddThings.ts';
import { Ember } from '../shell/Ember.tsx';
import { StatusLine } from '../shell/StatusLine.tsx';
import { ModelLine, OfflineLine } from '../shell/status-lines.tsx';
import { type Tour, useTour } from '../tour/use-tour.ts';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { useDevice } from './device.ts';
import css from './Welcome.module.css';
import { rememberWelcome } from './welcomed.ts';

const c = classesOf(css);

/** The first screen: what Hearth is, where to put your things, what this device can do. It waits for nothing. */
export function WelcomeView() {
  const t = useT();
  useEffect(() => {
    document.title = t('shell.hearth');
  }, [t]);
  const tour = useTour();
  useLeaveWhenThereIsSomething(tour.isBusy);
  return (
    <div className={c('screen')}>
      <div className={c('card')}>
        <Ember large />
        <h1>{t('welcome.title')}</h1>
        <p className={c('lead')}>{t('welcome.lead')}</p>
        <DropZone tour={tour} />
        <DeviceLines />
        <Skip />
      </div>
    </div>
  );
}

/** To the library as soon as something is on its way in, and when there was something all along. The tour goes its own way. */
function useLeaveWhenThereIsSomething(toTour: boolean): void {
  const navigate = useNavigate();
  const { value: status } = useLive('status', {});
  const { value: imports } = useLive('imports', { limit: 1 });
  const { collecting } = useImporting();
  const something = (status?.items ?? 0) > 0 || (imports?.length ?? 0) > 0 || collecting !== null;
  useEffect(() => {
    if (!something || toTour) return;
    rememberWelcome(localStorage);
    void navigate({ to: '/library', replace: true });
  }, [something, toTour, navigate]);
}

function DropZone({ tour }: { readonly tour: Tour }) {
  const t = useT();
  const { chooseFiles, chooseFolder } = useAddThings();
  return (
    <div className={c('drop')}>
      <b>{t('welcome.drop')}</b>
      {tour.isBusy ? (
        <p role="status">{t('welcome.sampleLoading')}</p>
      ) : (
        <p>
          <T
            id="welcome.ways"
            components={{
              0: (
                <Button kind="link" onPress={chooseFiles}>
                  {null}
                </Button>
              ),
              1: (
                <Button kind="link" onPress={chooseFolder}>
                  {null}
                </Button>
              ),
              2: (
                <Button kind="link" onPress={tour.start}>
                  {null}
                </Button>
              ),
            }}
          />
        </p>
      )}
    </div>
  );
}

function DeviceLines() {
  const t = useT();
  const bytes = useBytes();
  const device = useDevice();
  if (device === null) return <ul className={c('can')} aria-label={t('welcome.device')} />;
  const { freeBytes, gpu } = device;
  return (
    <ul className={c('can')} aria-label={t('welcome.device')}>
      <OfflineLine />
      {freeBytes === null ? (
        <StatusLine tone="warn">{t('welcome.roomUnknown')}</StatusLine>
      ) : (
        <StatusLine tone={freeBytes < LITTLE_ROOM_BYTES ? 'warn' : 'ok'}>
          {t('welcome.room', { free: bytes(freeBytes) })}
        </StatusLine>
      )}
      <ModelLine lead={t(gpu ? 'welcome.gpu' : 'welcome.noGpu')} />
    </ul>
  );
}

/** The model and some documents need about this much. */
const LITTLE_ROOM_BYTES = 500_000_000;

function Skip() {
  const t = useT();
  const navigate = useNavigate();
  const skip = () => {
    rememberWelcome(localStorage);
    void navigate({ to: '/ask', replace: true });
  };
  return (
    <p className={c('skip')}>
      <Button kind="link" onPress={skip}>
        {t('welcome.skip')}
      </Button>
    </p>
  );
}
