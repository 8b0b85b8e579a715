import { useNavigate, useSearch } from '@tanstack/react-router';
import { Keyboard, Search } from 'lucide-react';
import { useCommands } from '../commands/commands.tsx';
import { AREAS, SETTINGS } from './areas.ts';
import { useCloseSource } from './source-link.ts';

const filterField = (): HTMLElement | null => document.querySelector<HTMLElement>('main [data-filter-field]');

/** The commands that every view has. */
export function useShellCommands(showSheet: () => void): void {
  const navigate = useNavigate();
  const closeSource = useCloseSource();
  const { source } = useSearch({ from: '__root__' });
  useCommands([
    ...[...AREAS, SETTINGS].map(({ to, icon, command, verb, keys }) => ({
      id: command,
      text: verb,
      section: 'go' as const,
      icon,
      keys,
      run: () => navigate({ to }),
    })),
    {
      id: 'view.filter',
      text: 'commands.filter',
      section: 'go',
      icon: Search,
      keys: '/',
      isEnabled: () => filterField() !== null,
      run: () => filterField()?.focus(),
    },
    {
      id: 'view.close-beside',
      text: 'commands.close',
      section: 'view',
      keys: 'Escape',
      isHidden: true,
      isEnabled: () => source !== undefined,
      run: closeSource,
    },
    { id: 'help.shortcuts', text: 'commands.sheet', section: 'help', icon: Keyboard, keys: '?', run: showSheet },
  ]);
}
