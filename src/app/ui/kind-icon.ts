import { File, FileText, Globe, type LucideIcon } from 'lucide-react';
import type { ItemKind } from '../../core/items/item.ts';

export const KIND_ICONS: Readonly<Record<ItemKind, LucideIcon>> = { note: FileText, file: File, page: Globe };
