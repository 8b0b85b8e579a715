import { useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { readAppearance } from './appearance.ts';
import { Section, SettingRow } from './parts.tsx';
import { useSettings } from './useSettings.ts';

const THEMES = ['system', 'light', 'dark'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

export function AppearanceSection() {
  const t = useT();
  const { settings, set } = useSettings();
  // Until the setting is read: what the page was painted with.
  const [painted] = useState(() => readAppearance(localStorage));
  return (
    <Section title={t('settings.appearance')}>
      <SettingRow name={t('settings.theme')} help={t('settings.theme.help')}>
        <Segmented
          label={t('settings.theme')}
          value={settings?.['appearance.theme'] ?? painted.theme}
          options={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
          onChange={(value) => set('appearance.theme', value)}
        />
      </SettingRow>
      <SettingRow name={t('settings.density')} help={t('settings.density.help')}>
        <Segmented
          label={t('settings.density')}
          value={settings?.['appearance.density'] ?? painted.density}
          options={DENSITIES.map((value) => ({ value, label: t(`settings.density.${value}`) }))}
          onChange={(value) => set('appearance.density', value)}
        />
      </SettingRow>
    </Section>
  );
}
