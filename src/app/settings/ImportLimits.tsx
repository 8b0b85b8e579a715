import { useT } from '../i18n/i18n.tsx';
import { useBytes, useCount } from '../ui/Bytes.tsx';
import { Select } from '../ui/Select.tsx';
import { Section, SettingRow } from './parts.tsx';
import { useSettings } from './useSettings.ts';

const FILE_BYTES = [5_000_000, 20_000_000, 50_000_000, 200_000_000, 500_000_000] as const;
const FILES = [1_000, 10_000, 50_000, 200_000] as const;

export function ImportSection() {
  const t = useT();
  const { settings, set } = useSettings();
  const bytes = useBytes();
  const count = useCount();
  return (
    <Section title={t('settings.import')} intro={t('settings.import.intro')}>
      <LimitRow
        name={t('settings.maxFileBytes')}
        help={t('settings.maxFileBytes.help')}
        value={settings?.['import.maxFileBytes'] ?? 50_000_000}
        choices={FILE_BYTES}
        show={bytes}
        onChange={(value) => set('import.maxFileBytes', value)}
      />
      <LimitRow
        name={t('settings.maxFiles')}
        help={t('settings.maxFiles.help')}
        value={settings?.['import.maxFiles'] ?? 50_000}
        choices={FILES}
        show={count}
        onChange={(value) => set('import.maxFiles', value)}
      />
    </Section>
  );
}

interface LimitRowProps {
  readonly name: string;
  readonly help: string;
  readonly value: number;
  readonly choices: readonly number[];
  readonly show: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** A value that is none of the choices, set by a program, is offered too. */
function LimitRow({ name, help, value, choices, show, onChange }: LimitRowProps) {
  const offered = [...new Set([...choices, value])].sort((a, b) => a - b);
  return (
    <SettingRow name={name} help={help}>
      <Select
        label={name}
        value={String(value)}
        options={offered.map((choice) => ({ value: String(choice), label: show(choice) }))}
        onChange={(choice) => onChange(Number(choice))}
      />
    </SettingRow>
  );
}
