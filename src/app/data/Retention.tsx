import { BIN_DAYS, HISTORY_DAYS } from '../../core/history/retention.ts';
import { useT } from '../i18n/i18n.tsx';
import { Section, SettingRow } from '../settings/parts.tsx';
import { useSettings } from '../settings/useSettings.ts';
import { Select } from '../ui/Select.tsx';

const YEAR = 365;

/** How long deleted things and earlier versions are kept. */
export function RetentionSection() {
  const t = useT();
  const { settings, set } = useSettings();
  return (
    <Section title={t('retention.title')} intro={t('retention.intro')} help="history">
      <DaysRow
        name={t('retention.bin')}
        help={t('retention.bin.help')}
        value={settings?.['bin.keepDays'] ?? 30}
        choices={BIN_DAYS}
        onChange={(days) => set('bin.keepDays', days)}
      />
      <DaysRow
        name={t('retention.history')}
        help={t('retention.history.help')}
        value={settings?.['history.keepDays'] ?? YEAR}
        choices={HISTORY_DAYS}
        onChange={(days) => set('history.keepDays', days)}
      />
    </Section>
  );
}

interface DaysRowProps<D extends number> {
  readonly name: string;
  readonly help: string;
  readonly value: D;
  readonly choices: readonly D[];
  readonly onChange: (days: D) => void;
}

function DaysRow<D extends number>({ name, help, value, choices, onChange }: DaysRowProps<D>) {
  const t = useT();
  const words = (days: number) =>
    days === 0 ? t('retention.forever') : days === YEAR ? t('retention.year') : t('retention.days', { days });
  return (
    <SettingRow name={name} help={help}>
      <Select
        label={name}
        value={String(value)}
        options={choices.map((days) => ({ value: String(days), label: words(days) }))}
        onChange={(chosen) => onChange(choices.find((days) => String(days) === chosen) ?? value)}
      />
    </SettingRow>
  );
}
