import {
  BookOpen,
  Brain,
  Folder,
  HardDrive,
  Image,
  Info,
  Keyboard,
  Languages,
  type LucideIcon,
  Palette,
  PenLine,
  Plus,
  Share,
  Sparkles,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { ShortcutSettings } from '../commands/ShortcutSettings.tsx';
import { DataLinks } from '../data/DataLinks.tsx';
import type { MessageId } from '../i18n/en.ts';
import { useT } from '../i18n/i18n.tsx';
import { StatusDetails } from '../shell/StatusDetails.tsx';
import { AboutSection } from './About.tsx';
import { FoldersSection } from './Folders.tsx';
import { MeaningSection } from './Meaning.tsx';
import { ModelSection } from './Model.tsx';
import { NotePlaces } from './NotePlaces.tsx';
import { Section } from './parts.tsx';
import { SettingRows } from './SettingControl.tsx';
import { TransferSection } from './Transfer.tsx';

export interface SettingsSection {
  /** Behind `/settings/`. */
  readonly id: string;
  readonly title: MessageId;
  readonly icon: LucideIcon;
  readonly Body: ComponentType;
}

/** Every section of the settings, in the order in which they stand. To add one is to add it here. */
export const SECTIONS: readonly SettingsSection[] = [
  { id: 'appearance', title: 'settings.appearance', icon: Palette, Body: AppearanceSection },
  { id: 'language', title: 'settings.language', icon: Languages, Body: LanguageSection },
  { id: 'writing', title: 'settings.writing', icon: PenLine, Body: WritingSection },
  { id: 'status', title: 'status.label', icon: Info, Body: StatusSection },
  { id: 'storage', title: 'settings.storage', icon: HardDrive, Body: DataLinks },
  { id: 'model', title: 'settings.model', icon: Sparkles, Body: ModelSection },
  { id: 'meaning', title: 'meaning.title', icon: Brain, Body: MeaningSection },
  { id: 'adding', title: 'settings.import', icon: Plus, Body: AddingSection },
  { id: 'pictures', title: 'pictures.settings', icon: Image, Body: PicturesSection },
  { id: 'folders', title: 'folders.title', icon: Folder, Body: FoldersSection },
  { id: 'shortcuts', title: 'shell.shortcuts', icon: Keyboard, Body: ShortcutsSection },
  { id: 'transfer', title: 'settings.transfer', icon: Share, Body: TransferSection },
  { id: 'about', title: 'settings.about', icon: BookOpen, Body: AboutSection },
];

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
