import { Command, FileText, LibraryBig, MessageCircle, Search, Settings } from 'lucide-react';

/** The areas in their order, with the command that goes there and its chord. */
export const AREAS = [
  { to: '/ask', text: 'shell.nav.ask', icon: MessageCircle, command: 'go.ask', verb: 'commands.go.ask', keys: '1' },
  { to: '/find', text: 'shell.nav.find', icon: Search, command: 'go.find', verb: 'commands.go.find', keys: '2' },
  { to: '/notes', text: 'shell.nav.notes', icon: FileText, command: 'go.notes', verb: 'commands.go.notes', keys: '3' },
  {
    to: '/library',
    text: 'shell.nav.library',
    icon: LibraryBig,
    command: 'go.library',
    verb: 'commands.go.library',
    keys: '4',
  },
] as const;

export const SETTINGS = {
  to: '/settings',
  text: 'shell.nav.settings',
  icon: Settings,
  command: 'go.settings',
  verb: 'commands.go.settings',
  keys: ',',
} as const;

export const PALETTE_ICON = Command;
