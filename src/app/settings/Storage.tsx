import { useEffect, useRef } from 'react';
import { tellsRoom } from '../../core/diagnostics/room.ts';
import type { KernelStatus } from '../../core/queries.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { Bytes, useBytes, useCount } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { useToast } from '../ui/Toast.tsx';
import { Section, SettingRow } from './parts.tsx';
import css from './Settings.module.css';
import { forecast } from './storage-forecast.ts';

const c = classesOf(css);
const PARTS = ['originals', 'database', 'index', 'models'] as const;

export function StorageSection() {
  const t = useT();
  const { value: status } = useLive('status', {});
  return (
    <Section title={t('settings.storage')} intro={t('settings.storage.intro')}>
      {status !== undefined && (
        <>
          <Usage usage={status.usage} />
          {tellsRoom(status.storage) && <Room status={status} />}
          <Keep persisted={status.storage.persisted} />
        </>
      )}
    </Section>
  );
}

function Usage({ usage }: { readonly usage: KernelStatus['usage'] }) {
  const t = useT();
  const most = Math.max(1, ...PARTS.map((part) => usage[part]));
  return (
    <dl className={c('usage')}>
      {PARTS.map((part) => (
        <div key={part} className={c('part', part === 'originals' && 'first')}>
          <dt>{t(`settings.usage.${part}`)}</dt>
          <dd>
            <Bytes value={usage[part]} />
          </dd>
          <Meter share={usage[part] / most} />
        </div>
      ))}
    </dl>
  );
}

/** Beside the figure, so that it need not be read out. */
function Meter({ share }: { readonly share: number }) {
  const fill = useRef<HTMLDivElement>(null);
  useEffect(() => {
    fill.current?.style.setProperty('--share', String(share));
  }, [share]);
  return (
    <div className={c('meter')} aria-hidden>
      <div ref={fill} className={c('fill')} />
    </div>
  );
}

function Room({ status }: { readonly status: KernelStatus }) {
  const t = useT();
  const bytes = useBytes();
  const count = useCount();
  const { storage, usage, items } = status;
  const outlook = forecast({ storage, usage, items });
  const help =
    outlook === null
      ? t('settings.room.unknown')
      : t(`settings.room.${outlook.kind}`, { things: count(outlook.things), free: bytes(outlook.freeBytes) });
  return <SettingRow name={t('settings.room', { total: bytes(storage.quotaBytes) })} help={help} />;
}

/** The browser may refuse without asking, which is said; Firefox asks the user. */
function Keep({ persisted }: { readonly persisted: boolean }) {
  const t = useT();
  const toast = useToast();
  const keep = async () => {
    const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
    const granted = (await storage?.persist?.()) ?? false;
    toast.show({ text: t(granted ? 'settings.keep.granted' : 'settings.keep.refused') });
  };
  return (
    <SettingRow name={t('settings.keep')} help={t(persisted ? 'settings.keep.yes' : 'settings.keep.no')}>
      {!persisted && <Button onPress={() => void keep()}>{t('settings.keep.ask')}</Button>}
    </SettingRow>
  );
}
