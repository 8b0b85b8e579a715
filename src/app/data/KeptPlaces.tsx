import { useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { KeptPlace } from '../../core/place-queries.ts';
import { useClient } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { SettingRow } from '../settings/parts.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatFullTime } from '../ui/relative-time.ts';
import { useToast } from '../ui/Toast.tsx';

interface Asked {
  readonly place: KeptPlace;
  readonly what: 'use' | 'remove';
}

/** Stores that were in use before: each with its size, the way back to it, and the way to let it go. */
export function KeptPlaces({ kept }: { readonly kept: readonly KeptPlace[] }) {
  const t = useT();
  const locale = useLocale();
  const bytes = useBytes();
  const client = useClient();
  const toast = useToast();
  const [asked, setAsked] = useState<Asked | null>(null);
  const act = async ({ place, what }: Asked) => {
    setAsked(null);
    try {
      await (what === 'use' ? client.openPlace(place.id) : client.removeKeptPlace(place.id));
      toast.show({ text: t(what === 'use' ? 'places.opened' : 'places.removed') });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  const when = ({ leftMs }: KeptPlace) => formatFullTime(leftMs, locale);
  return (
    <>
      {kept.map((place) => (
        <SettingRow
          key={place.id}
          name={t('places.kept', { engine: t(`places.${place.kind}`) })}
          help={t('places.kept.help', { bytes: bytes(place.sizeBytes), when: when(place) })}
        >
          <Button onPress={() => setAsked({ place, what: 'use' })}>{t('places.open')}</Button>
          <Button onPress={() => setAsked({ place, what: 'remove' })}>{t('places.remove')}</Button>
        </SettingRow>
      ))}
      {asked !== null && (
        <Dialog
          title={t(`places.${asked.what}.title`)}
          open
          onClose={() => setAsked(null)}
          actions={
            <>
              <Button onPress={() => setAsked(null)}>{t('ui.cancel')}</Button>
              <Button kind={asked.what === 'use' ? 'primary' : 'danger'} onPress={() => void act(asked)}>
                {t(`places.${asked.what}.button`)}
              </Button>
            </>
          }
        >
          <p>{t(`places.${asked.what}.text`, { bytes: bytes(asked.place.sizeBytes), when: when(asked.place) })}</p>
        </Dialog>
      )}
    </>
  );
}
