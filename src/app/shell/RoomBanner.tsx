import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { LOW_BYTES, type RoomOutlook } from '../../core/diagnostics/room.ts';
import { useT } from '../i18n/i18n.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { isRoomSnoozed, snoozeRoom } from './room-snooze.ts';

/** Before the place is full: that it will be, and where something could go. Quiet for a day when it was put off. */
export function RoomBanner({ outlook }: { readonly outlook: RoomOutlook }) {
  const t = useT();
  const bytes = useBytes();
  const navigate = useNavigate();
  const [snoozed, setSnoozed] = useState(() => isRoomSnoozed(localStorage, Date.now()));
  const { low, freeBytes, isLeast, daysLeft } = outlook;
  if (low === null || snoozed) return null;
  const later = () => {
    snoozeRoom(localStorage, Date.now());
    setSnoozed(true);
  };
  const actions = (
    <>
      <Button small onPress={() => void navigate({ to: '/settings/data' })}>
        {t('room.banner.show')}
      </Button>
      <Button small kind="quiet" onPress={later}>
        {t('room.banner.later')}
      </Button>
    </>
  );
  return (
    <Banner tone="warn" action={actions}>
      {isLeast && freeBytes === 0
        ? t('room.banner.little', { free: bytes(LOW_BYTES) })
        : t(`room.banner.${low}`, { free: bytes(freeBytes), days: daysLeft ?? 0 })}
    </Banner>
  );
}
