import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { LOW_BYTES } from '../../../core/diagnostics/room.ts';
import { toAppError } from '../../../core/errors.ts';
import type { RoomView } from '../../../core/growth-queries.ts';
import { useClient, useLive, useReadOnly } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { Section, SettingRow } from '../../settings/parts.tsx';
import { Button } from '../../ui/Button.tsx';
import { useBytes } from '../../ui/Bytes.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { monthsBefore } from './ages.ts';
import css from './Growth.module.css';

const c = classesOf(css);
const YEAR = 12;

/** How long there is room, and what could go: each with what it takes, and a button. */
export function RoomSection({ onArchive }: { readonly onArchive: () => void }) {
  const t = useT();
  const { value: room } = useLive('room', {});
  if (room === undefined) return null;
  return (
    <Section title={t('room.title')} intro={t('room.intro')}>
      <Outlook room={room} />
      <EarlierStores />
      <OlderBackups />
      <Models bytes={room.bytes.models} />
      <Bin count={room.inBin} />
      <OldThings onArchive={onArchive} />
    </Section>
  );
}

function Outlook({ room: { outlook } }: { readonly room: RoomView }) {
  const t = useT();
  const bytes = useBytes();
  if (outlook === null) return <SettingRow name={t('room.unknown')} />;
  const { freeBytes, isLeast, perDayBytes, daysLeft } = outlook;
  const little = isLeast && freeBytes === 0;
  const name = little
    ? t('room.free.little', { free: bytes(LOW_BYTES) })
    : t(isLeast ? 'room.free.least' : 'room.free', { free: bytes(freeBytes) });
  const pace =
    perDayBytes === null
      ? t('room.noPace')
      : daysLeft === null
        ? t('room.steady')
        : t('room.days', { perDay: bytes(perDayBytes), days: daysLeft });
  return <SettingRow name={name} help={pace} />;
}

function EarlierStores() {
  const t = useT();
  const bytes = useBytes();
  const client = useClient();
  const kept = useLive('places', {}).value?.kept ?? [];
  if (kept.length === 0) return null;
  const size = kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const remove = async () => {
    for (const { id } of kept) await client.removeKeptPlace(id);
  };
  return <Removable what="places" name={t('room.go.places', { bytes: bytes(size) })} remove={remove} />;
}

function OlderBackups() {
  const t = useT();
  const bytes = useBytes();
  const client = useClient();
  const { value } = useLive('backups', {});
  const [, ...older] = value?.backups ?? [];
  if (value === undefined || older.length === 0) return null;
  const remove = async () => {
    for (const { id } of older) await client.removeBackup(id);
  };
  return <Removable what="backups" name={t('room.go.backups', { bytes: bytes(value.sizeBytes) })} remove={remove} />;
}

interface RemovableProps {
  readonly what: 'places' | 'backups';
  readonly name: string;
  readonly remove: () => Promise<void>;
}

/** Goes for good, so it is asked about. */
function Removable({ what, name, remove }: RemovableProps) {
  const t = useT();
  const readOnly = useReadOnly();
  const [asking, setAsking] = useState(false);
  const { pending, act } = useAct();
  const confirm = () => {
    setAsking(false);
    void act(remove);
  };
  return (
    <SettingRow name={name} help={t(`room.go.${what}.help`)}>
      <Button isDisabled={readOnly || pending} onPress={() => setAsking(true)}>
        {t('room.go.remove')}
      </Button>
      <Dialog
        title={t(`room.go.${what}.ask`)}
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button kind="danger" onPress={confirm}>
              {t('room.go.remove')}
            </Button>
          </>
        }
      >
        <p className={c('dialogText')}>{t(`room.go.${what}.text`)}</p>
      </Dialog>
    </SettingRow>
  );
}

function Models({ bytes: size }: { readonly bytes: number }) {
  const t = useT();
  const bytes = useBytes();
  const client = useClient();
  const { pending, act } = useAct();
  const { value: status } = useLive('status', {});
  const state = status?.model.state.state;
  if (size === 0 || state === 'absent' || state === undefined) return null;
  return (
    <SettingRow name={t('room.go.models', { bytes: bytes(size) })} help={t('room.go.models.help')}>
      <Button isDisabled={pending} onPress={() => void act(() => client.removeModel())}>
        {t('room.go.remove')}
      </Button>
    </SettingRow>
  );
}

function Bin({ count }: { readonly count: number }) {
  const t = useT();
  const navigate = useNavigate();
  if (count === 0) return null;
  return (
    <SettingRow name={t('room.go.bin', { count })} help={t('room.go.bin.help')}>
      <Button onPress={() => void navigate({ to: '/library', search: { view: 'bin' } })}>
        {t('room.go.bin.open')}
      </Button>
    </SettingRow>
  );
}

function OldThings({ onArchive }: { readonly onArchive: () => void }) {
  const t = useT();
  const bytes = useBytes();
  const [beforeMs] = useState(() => monthsBefore(Date.now(), YEAR));
  const { value } = useLive('archivable', { rule: { beforeMs } });
  if (!value || value.items === 0) return null;
  return (
    <SettingRow name={t('room.go.archive', { bytes: bytes(value.freedBytes) })} help={t('room.go.archive.help')}>
      <Button onPress={onArchive}>{t('room.go.archive.show')}</Button>
    </SettingRow>
  );
}

function useAct(): { readonly pending: boolean; readonly act: (work: () => Promise<void>) => Promise<void> } {
  const t = useT();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const act = async (work: () => Promise<void>) => {
    setPending(true);
    try {
      await work();
      toast.show({ text: t('room.gone') });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    } finally {
      setPending(false);
    }
  };
  return { pending, act };
}
