import {
  CalendarDays,
  CodeXml,
  FileText,
  Globe,
  Image,
  type LucideIcon,
  Mail,
  MessagesSquare,
  NotebookText,
  Table2,
  UserRound,
} from 'lucide-react';
import type { ItemKind } from '../../core/items/item.ts';

export const KIND_ICONS: Readonly<Record<ItemKind, LucideIcon>> = {
  note: NotebookText,
  file: FileText,
  page: Globe,
  mail: Mail,
  event: CalendarDays,
  contact: UserRound,
  chat: MessagesSquare,
  table: Table2,
  image: Image,
  code: CodeXml,
};
