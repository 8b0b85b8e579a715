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
import type { MessageId } from '../i18n/en.ts';

export interface ListedSection {
  /** Behind `/settings/`. */
  readonly id: string;
  readonly title: MessageId;
  readonly icon: LucideIcon;
}

/** Every section of the settings, in the order in which they stand. To add one is to add it here, and its body in `sections.tsx`. */
export const SECTION_LIST = [
  { id: 'appearance', title: 'settings.appearance', icon: Palette },
  { id: 'language', title: 'settings.language', icon: Languages },
  { id: 'writing', title: 'settings.writing', icon: PenLine },
  { id: 'status', title: 'status.label', icon: Info },
  { id: 'storage', title: 'settings.storage', icon: HardDrive },
  { id: 'model', title: 'settings.model', icon: Sparkles },
  { id: 'meaning', title: 'meaning.title', icon: Brain },
  { id: 'adding', title: 'settings.import', icon: Plus },
  { id: 'pictures', title: 'pictures.settings', icon: Image },
  { id: 'folders', title: 'folders.title', icon: Folder },
  { id: 'shortcuts', title: 'shell.shortcuts', icon: Keyboard },
  { id: 'transfer', title: 'settings.transfer', icon: Share },
  { id: 'about', title: 'settings.about', icon: BookOpen },
] as const satisfies readonly ListedSection[];
