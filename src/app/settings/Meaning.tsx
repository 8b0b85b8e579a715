import { toAppError } from '../../core/errors.ts';
import type { EmbeddingState } from '../../core/queries.ts';
import { ON_BATTERY } from '../../core/settings/on-battery.ts';
import { useClient, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Select } from '../ui/Select.tsx';
import { useToast } from '../ui/Toast.tsx';
import { meaningWords } from './meaning-words.ts';
import { Section, SettingRow } from './parts.tsx';
import { SettingRows } from './SettingControl.tsx';
import { useSettings } from './useSettings.ts';

const DEVICES = ['auto', 'wasm', 'webgpu'] as const;

/** Whether meanings are learned and searched, how far that is, on what, and when. */
export function MeaningSection() {
  const t = useT();
  const { settings } = useSettings();
  const { value: status } = useLive('status', {});
  const isOn = settings?.['search.vectors'] ?? true;
  return (
    <Section title={t('meaning.title')} intro={t('meaning.intro')} help="models">
      <SettingRows section="meaning" />
      {isOn && status !== undefined && (
        <>
          <LearningRow state={status.embedding} />
          <DeviceRow state={status.embedding} />
        </>
      )}
      <BatteryRow />
    </Section>
  );
}

interface StateProps {
  readonly state: EmbeddingState;
}

function LearningRow({ state }: StateProps) {
  const t = useT();
  const bytes = useBytes();
  const words = meaningWords(state, t, bytes);
  const { learned, waiting } = state;
  return (
    <>
      <SettingRow id="meaning.learning" name={t('meaning.learning')} help={words}>
        <LearningButtons state={state} />
      </SettingRow>
      {state.state === 'learning' && (
        <ProgressBar label={t('meaning.progress')} done={learned} total={learned + waiting} valueText={words} />
      )}
      {state.state === 'fetching' && (
        <ProgressBar
          label={t('meaning.fetching.progress')}
          done={state.doneBytes}
          total={state.totalBytes}
          valueText={words}
        />
      )}
    </>
  );
}

/** What can be done about it now; one button at a time. */
function LearningButtons({ state }: StateProps) {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const { settings, set } = useSettings();
  const shown = (work: Promise<void>, done?: string) =>
    void work.then(
      () => done !== undefined && toast.show({ text: done }),
      (thrown: unknown) => toast.show({ text: toAppError(thrown).message, tone: 'bad' }),
    );
  if (state.state === 'degraded')
    return <Button onPress={() => shown(client.fetchEmbedding())}>{t('ui.retry')}</Button>;
  if (settings?.['search.learning'] === false)
    return <Button onPress={() => set('search.learning', true)}>{t('meaning.resume')}</Button>;
  if (state.state === 'paused' && state.why === 'data-saver')
    return <Button onPress={() => shown(client.fetchEmbedding())}>{t('meaning.fetch')}</Button>;
  if (state.waiting > 0) return <Button onPress={() => set('search.learning', false)}>{t('meaning.pause')}</Button>;
  if (state.learned === 0) return null;
  return <Button onPress={() => shown(client.learnAgain(), t('meaning.again.started'))}>{t('meaning.again')}</Button>;
}

function DeviceRow({ state }: StateProps) {
  const t = useT();
  const { settings, set } = useSettings();
  const now = t('meaning.device.help', { device: state.device ?? 'none' });
  return (
    <SettingRow
      id="meaning.device"
      name={t('meaning.device')}
      help={state.deviceNote === null ? now : `${now} ${state.deviceNote}`}
    >
      <Select
        label={t('meaning.device')}
        value={settings?.['search.device'] ?? 'auto'}
        options={DEVICES.map((value) => ({ value, label: t(`meaning.device.${value}`) }))}
        onChange={(value) => set('search.device', value)}
      />
    </SettingRow>
  );
}

function BatteryRow() {
  const t = useT();
  const { settings, set } = useSettings();
  if (!('getBattery' in navigator))
    return <SettingRow name={t('meaning.battery')} help={t('meaning.battery.unknown')} />;
  return (
    <SettingRow id="meaning.battery" name={t('meaning.battery')} help={t('meaning.battery.help')}>
      <Select
        label={t('meaning.battery')}
        value={settings?.['background.onBattery'] ?? 'not-below-20'}
        options={ON_BATTERY.map((value) => ({ value, label: t(`meaning.battery.${value}`) }))}
        onChange={(value) => set('background.onBattery', value)}
      />
    </SettingRow>
  );
}
