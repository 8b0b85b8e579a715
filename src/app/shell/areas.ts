import { FileText, LibraryBig, MessageCircle, Search, Settings } from 'lucide-react';

/** The areas in their order, with the key that goes there. */
export const AREAS = [
  { to: '/ask', text: 'shell.nav.ask', icon: MessageCircle, key: '1' },
  { to: '/find', text: 'shell.nav.find', icon: Search, key: '2' },
  { to: '/notes', text: 'shell.nav.notes', icon: FileText, key: '3' },
  { to: '/library', text: 'shell.nav.library', icon: LibraryBig, key: '4' },
] as const;

export const SETTINGS = { to: '/settings', text: 'shell.nav.settings', icon: Settings, key: ',' } as const;
