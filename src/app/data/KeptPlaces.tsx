import { useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { KeptPlace } from '../../core/place-queries.ts';
import { useClient } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { SettingRow } from '../settings/parts.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatRelative } from '../ui/relative-time.ts';
import { useToast } from '../ui/Toast.tsx';

/** Stores that were in use before: each with its size, the way back to it, and the way to let it go. */
export function KeptPlaces({ kept }: { readonly kept: readonly KeptPlace[] }) {
  const t = useT();
  const locale = useLocale();
  const bytes = useBytes();
  const client = useClient();
  const toast = useToast();
  const [asked, setAsked] = useState<KeptPlace | null>(null);
  const remove = async ({ id }: KeptPlace) => {
    setAsked(null);
    try {
      await client.removeKeptPlace(id);
      toast.show({ text: t('places.removed') });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  const open = async ({ id }: KeptPlace) => {
    try {
      await client.openPlace(id);
      toast.show({ text: t('places.opened') });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  return (
    <>
      {kept.map((place) => (
        <SettingRow
          key={place.id}
          name={t('places.kept', { engine: t(`places.${place.kind}`) })}
          help={t('places.kept.help', {
            bytes: bytes(place.sizeBytes),
            when: formatRelative(place.leftMs, Date.now(), locale),
          })}
        >
          <Button onPress={() => void open(place)}>{t('places.open')}</Button>
          <Button onPress={() => setAsked(place)}>{t('places.remove')}</Button>
        </SettingRow>
      ))}
      {asked !== null && (
        <Dialog
          title={t('places.remove.title')}
          open
          onClose={() => setAsked(null)}
          actions={
            <>
              <Button onPress={() => setAsked(null)}>{t('ui.cancel')}</Button>
              <Button kind="danger" onPress={() => void remove(asked)}>
                {t('places.remove.button')}
              </Button>
            </>
          }
        >
          <p>{t('places.remove.text', { bytes: bytes(asked.sizeBytes) })}</p>
        </Dialog>
      )}
    </>
  );
}
