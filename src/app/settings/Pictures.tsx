import { useT } from '../i18n/i18n.tsx';
import { Select } from '../ui/Select.tsx';
import { Switch } from '../ui/Switch.tsx';
import { Section, SettingRow } from './parts.tsx';
import { useSettings } from './useSettings.ts';

const LANGUAGES = ['deu+eng', 'eng', 'deu'] as const;
const NAMES = {
  'deu+eng': 'pictures.languages.both',
  eng: 'pictures.languages.eng',
  deu: 'pictures.languages.deu',
} as const;

export function PicturesSection() {
  const t = useT();
  const { settings, set } = useSettings();
  const isOn = settings?.['pictures.read'] ?? true;
  return (
    <Section title={t('pictures.settings')} intro={t('pictures.settings.intro')}>
      <SettingRow name={t('pictures.read')} help={t('pictures.read.help')}>
        <Switch on={isOn} onChange={(on) => set('pictures.read', on)}>
          {t(isOn ? 'settings.on' : 'settings.off')}
        </Switch>
      </SettingRow>
      <SettingRow name={t('pictures.languages')} help={t('pictures.languages.help')}>
        <Select
          label={t('pictures.languages')}
          value={settings?.['pictures.languages'] ?? 'deu+eng'}
          options={LANGUAGES.map((value) => ({ value, label: t(NAMES[value]) }))}
          onChange={(value) => set('pictures.languages', value)}
        />
      </SettingRow>
    </Section>
  );
}
