import { useT } from '../i18n/i18n.tsx';
import { useInstallState, usePwa } from '../shell/pwa.tsx';
import { Button } from '../ui/Button.tsx';
import { Section, SettingRow } from './parts.tsx';

export function AboutSection() {
  const t = useT();
  const { updates, install } = usePwa();
  const installState = useInstallState();
  return (
    <Section title={t('settings.about')} intro={t('settings.about.intro')} help="start">
      <SettingRow name={t('settings.version')} help={t('settings.version.help', { version: __BUILD_ID__ })}>
        <Button onPress={() => void updates.check()}>{t('settings.version.check')}</Button>
      </SettingRow>
      <SettingRow name={t('settings.install')} help={t(`settings.install.${installState}`)}>
        {installState === 'available' && <Button onPress={() => void install.install()}>{t('install.button')}</Button>}
      </SettingRow>
    </Section>
  );
}
