import { useEffect, useRef, useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { EngineKind, MoveView, PlacesView } from '../../core/place-queries.ts';
import type { KernelStatus } from '../../core/queries.ts';
import { useClient, useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { Section, SettingRow } from '../settings/parts.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { useCount } from '../ui/Bytes.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { formatFullTime } from '../ui/relative-time.ts';
import { useToast } from '../ui/Toast.tsx';
import { KeptPlaces } from './KeptPlaces.tsx';
import { MoveDialog } from './MoveDialog.tsx';

const OTHER = { pglite: 'sqlite', sqlite: 'pglite' } as const satisfies Record<EngineKind, EngineKind>;

/** Which database the data is in, what that promises, and the way into the other one. */
export function PlacesSection() {
  const t = useT();
  const { value: places } = useLive('places', {});
  const { value: status } = useLive('status', {});
  useMoveTold(places);
  if (places === undefined || status === undefined) return null;
  const { current, move, failure, kept } = places;
  return (
    <Section title={t('places.title')} intro={t('places.intro')}>
      {failure !== null && (
        <Banner tone="bad">
          {t('places.failed', { engine: t(`places.${failure.kind}`), reason: failure.error.message })}
        </Banner>
      )}
      <Engine status={status} current={current} />
      {move !== null && <Moving move={move} />}
      {current !== null && move === null && <Moves current={current.kind} databaseBytes={status.usage.database} />}
      <KeptPlaces kept={kept} />
    </Section>
  );
}

interface EngineProps {
  readonly status: KernelStatus;
  readonly current: PlacesView['current'];
}

/** What the data lies in, and what that promises. */
function Engine({ status, current }: EngineProps) {
  const t = useT();
  const locale = useLocale();
  const { name, version, durability, vectorsInSql } = status.store;
  const when = current === null ? '' : formatFullTime(current.madeMs, locale);
  const parts = [
    t(`settings.engine.${durability}`),
    vectorsInSql ? t('places.vectors') : '',
    current?.purpose === 'move' ? t('places.moved', { when }) : '',
    current?.purpose === 'restore' ? t('places.restored', { when }) : '',
    status.engineReason ?? '',
  ];
  return (
    <SettingRow name={t('places.current', { name, version })} help={parts.filter((part) => part !== '').join(' ')} />
  );
}

interface MovesProps {
  readonly current: EngineKind;
  readonly databaseBytes: number;
}

function Moves({ current, databaseBytes }: MovesProps) {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const [asked, setAsked] = useState<EngineKind | null>(null);
  const other = OTHER[current];
  const move = (to: EngineKind) => {
    client.moveStore(to).catch((thrown: unknown) => toast.show({ text: toAppError(thrown).message, tone: 'bad' }));
  };
  return (
    <>
      <SettingRow name={t('places.move', { engine: t(`places.${other}`) })} help={t(`places.move.to-${other}`)}>
        <Button onPress={() => setAsked(other)}>{t('places.move.button')}</Button>
      </SettingRow>
      <SettingRow name={t('places.anew')} help={t('places.anew.help')}>
        <Button onPress={() => setAsked(current)}>{t('places.anew.button')}</Button>
      </SettingRow>
      <MoveDialog
        to={asked}
        isAnew={asked === current}
        databaseBytes={databaseBytes}
        onMove={move}
        onClose={() => setAsked(null)}
      />
    </>
  );
}

function Moving({ move }: { readonly move: MoveView }) {
  const t = useT();
  const count = useCount();
  const client = useClient();
  const toast = useToast();
  const words = t(`places.moving.${move.phase}`, { done: count(move.done), total: count(move.total) });
  const name = t('places.moving', { engine: t(`places.${move.kind}`) });
  const stop = async () => {
    try {
      await client.stopMove();
      toast.show({ text: t('places.stopped') });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  return (
    <>
      <SettingRow name={name} help={words}>
        <Button onPress={() => void stop()}>{t('places.stop')}</Button>
      </SettingRow>
      <ProgressBar label={name} done={shareOf(move)} total={1} valueText={words} />
    </>
  );
}

/** Copying and comparing take about as long. */
function shareOf({ phase, done, total }: MoveView): number {
  const half = total === 0 ? 0 : done / total / 2;
  if (phase === 'copying') return half;
  return phase === 'comparing' ? 0.5 + half : 0;
}

/** Says that a move is over, which was seen to go on: the kernel that made it is gone by then. */
function useMoveTold(places: PlacesView | undefined): void {
  const t = useT();
  const toast = useToast();
  const movedMs = useRef<number | null>(null);
  useEffect(() => {
    if (places === undefined || places.current === null) return;
    const { current, move } = places;
    if (move === null && movedMs.current !== null && movedMs.current !== current.madeMs) {
      toast.show({ text: t('places.done', { engine: t(`places.${current.kind}`) }) });
    }
    movedMs.current = move === null ? null : current.madeMs;
  }, [places, t, toast]);
}
