import type { ComponentType } from 'react';
import { ShortcutSettings } from '../commands/ShortcutSettings.tsx';
import { DataLinks } from '../data/DataLinks.tsx';
import { useT } from '../i18n/i18n.tsx';
import { StatusDetails } from '../shell/StatusDetails.tsx';
import { AboutSection } from './About.tsx';
import { FoldersSection } from './Folders.tsx';
import { MeaningSection } from './Meaning.tsx';
import { ModelSection } from './Model.tsx';
import { NotePlaces } from './NotePlaces.tsx';
import { Section } from './parts.tsx';
import { SettingRows } from './SettingControl.tsx';
import { type ListedSection, SECTION_LIST } from './section-list.ts';
import { TransferSection } from './Transfer.tsx';

export interface SettingsSection extends ListedSection {
  readonly Body: ComponentType;
}

const BODIES: Readonly<Record<(typeof SECTION_LIST)[number]['id'], ComponentType>> = {
  appearance: AppearanceSection,
  language: LanguageSection,
  writing: WritingSection,
  status: StatusSection,
  storage: DataLinks,
  model: ModelSection,
  meaning: MeaningSection,
  adding: AddingSection,
  pictures: PicturesSection,
  folders: FoldersSection,
  shortcuts: ShortcutsSection,
  transfer: TransferSection,
  about: AboutSection,
};

export const SECTIONS: readonly SettingsSection[] = SECTION_LIST.map((each) => ({ ...each, Body: BODIES[each.id] }));

function AppearanceSection() {
  const t = useT();
  return (
    <Section title={t('settings.appearance')} help="settings">
      <SettingRows section="appearance" />
    </Section>
  );
}

function LanguageSection() {
  const t = useT();
  return (
    <Section title={t('settings.language')} intro={t('settings.language.intro')} help="settings">
      <SettingRows section="language" />
    </Section>
  );
}

function WritingSection() {
  const t = useT();
  return (
    <Section title={t('settings.writing')} help="settings">
      <SettingRows section="writing" />
      <NotePlaces />
    </Section>
  );
}

function StatusSection() {
  const t = useT();
  return (
    <Section title={t('status.label')}>
      <StatusDetails />
    </Section>
  );
}

function AddingSection() {
  const t = useT();
  return (
    <Section title={t('settings.import')} intro={t('settings.import.intro')} help="formats">
      <SettingRows section="adding" />
    </Section>
  );
}

function PicturesSection() {
  const t = useT();
  return (
    <Section title={t('pictures.settings')} intro={t('pictures.settings.intro')} help="formats">
      <SettingRows section="pictures" />
    </Section>
  );
}

function ShortcutsSection() {
  const t = useT();
  return (
    <Section title={t('shell.shortcuts')} help="commands">
      <ShortcutSettings />
    </Section>
  );
}
