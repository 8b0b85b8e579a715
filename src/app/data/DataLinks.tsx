import { useNavigate } from '@tanstack/react-router';
import { useT } from '../i18n/i18n.tsx';
import { Section, SettingRow } from '../settings/parts.tsx';
import { Button } from '../ui/Button.tsx';

/** From the settings to the pages about the data. */
export function DataLinks() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Section title={t('settings.storage')} intro={t('settings.storage.intro')}>
      <SettingRow name={t('data.open')} help={t('data.open.help')}>
        <Button onPress={() => void navigate({ to: '/settings/data' })}>{t('data.open.button')}</Button>
      </SettingRow>
      <SettingRow name={t('data.diagnostics')} help={t('data.diagnostics.help')}>
        <Button onPress={() => void navigate({ to: '/settings/diagnostics' })}>{t('data.open.button')}</Button>
      </SettingRow>
    </Section>
  );
}
