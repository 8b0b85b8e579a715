import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import { useConnection, useLive } from '../client.tsx';
import { useSay, useT } from '../i18n/i18n.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { useToast } from '../ui/Toast.tsx';
import { usePwa, useUpdateReady } from './pwa.tsx';
import { RoomBanner } from './RoomBanner.tsx';

/** Over every view: states in which Hearth does not work as it should, and what to do. */
export function StateBanner() {
  const t = useT();
  const say = useSay();
  const connection = useConnection();
  const { value } = useLive('status', {});
  const { value: places } = useLive('places', {});
  const { value: room } = useLive('room', {});
  const { value: health } = useLive('health', {});
  const updateReady = useUpdateReady();
  const reload = (
    <Button small onPress={() => location.reload()}>
      {t('ui.reload')}
    </Button>
  );
  if (connection.state === 'stuck') {
    return (
      <Banner tone="bad" action={reload}>
        {say(connection.message) || t('status.stuck.default')}
      </Banner>
    );
  }
  if (connection.state === 'failed') {
    return (
      <Banner tone="bad" action={reload}>
        {say(connection.error.message)} {t('ui.error.code', { code: connection.error.code })}
      </Banner>
    );
  }
  if (health?.readOnly) return <DamageBanner />;
  if (value?.store.persistent === false) {
    return <Banner tone="warn">{t('status.memory.banner', { reason: value.engineReason ?? '' })}</Banner>;
  }
  if (value !== undefined && value.engineReason !== null) return <Banner>{say(value.engineReason)}</Banner>;
  if (places?.move) return <Banner>{t('places.moving.banner', { engine: t(`places.${places.move.kind}`) })}</Banner>;
  if (updateReady) return <UpdateBanner />;
  return room?.outlook ? <RoomBanner outlook={room.outlook} /> : null;
}

/** Nothing that is shown below it is sure. */
function DamageBanner() {
  const t = useT();
  const navigate = useNavigate();
  const show = (
    <Button small onPress={() => void navigate({ to: '/settings/data' })}>
      {t('health.banner.show')}
    </Button>
  );
  return (
    <Banner tone="bad" action={show}>
      {t('health.banner')}
    </Banner>
  );
}

function UpdateBanner() {
  const t = useT();
  const toast = useToast();
  const { updates } = usePwa();
  const [applying, setApplying] = useState(false);
  const apply = async () => {
    setApplying(true);
    try {
      await updates.applyUpdate();
    } catch (thrown) {
      setApplying(false);
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  const action = (
    <Button small isDisabled={applying} onPress={() => void apply()}>
      {t('update.apply')}
    </Button>
  );
  return <Banner action={action}>{t(applying ? 'update.applying' : 'update.ready')}</Banner>;
}
