import { DataLinks } from '../data/DataLinks.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Page } from '../shell/Page.tsx';
import { useInstallState, usePwa } from '../shell/pwa.tsx';
import { ShortcutList } from '../shell/ShortcutSheet.tsx';
import { StatusDetails } from '../shell/StatusDetails.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { AppearanceSection } from './Appearance.tsx';
import { FoldersSection } from './Folders.tsx';
import { ImportSection } from './ImportLimits.tsx';
import { MeaningSection } from './Meaning.tsx';
import { ModelSection } from './Model.tsx';
import { PicturesSection } from './Pictures.tsx';
import { Section, SettingRow } from './parts.tsx';
import css from './Settings.module.css';

const c = classesOf(css);

export function SettingsView() {
  const t = useT();
  return (
    <Page title={t('settings.title')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by keyboard */}
      <div className={c('scroll')} tabIndex={0}>
        <div className={c('column')}>
          <AppearanceSection />
          <Section title={t('status.label')}>
            <StatusDetails />
          </Section>
          <DataLinks />
          <ModelSection />
          <MeaningSection />
          <ImportSection />
          <PicturesSection />
          <FoldersSection />
          <Section title={t('shell.shortcuts')}>
            <ShortcutList />
          </Section>
          <AboutSection />
        </div>
      </div>
    </Page>
  );
}

function AboutSection() {
  const t = useT();
  const { updates, install } = usePwa();
  const installState = useInstallState();
  return (
    <Section title={t('settings.about')} intro={t('settings.about.intro')}>
      <SettingRow name={t('settings.version')} help={t('settings.version.help', { version: __BUILD_ID__ })}>
        <Button onPress={() => void updates.check()}>{t('settings.version.check')}</Button>
      </SettingRow>
      <SettingRow name={t('settings.install')} help={t(`settings.install.${installState}`)}>
        {installState === 'available' && <Button onPress={() => void install.install()}>{t('install.button')}</Button>}
      </SettingRow>
    </Section>
  );
}
