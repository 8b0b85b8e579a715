import { useNavigate, useSearch } from '@tanstack/react-router';
import { Keyboard, PanelLeft, Search } from 'lucide-react';
import { useCommands, usePalette } from '../commands/commands.tsx';
import { useTabStore } from '../panes/pane.tsx';
import { AREAS, PALETTE_ICON, SETTINGS } from './areas.ts';
import { useCloseSource } from './source-link.ts';
import { useBeside } from './use-beside.ts';

const filterField = (): HTMLElement | null => document.querySelector<HTMLElement>('main [data-filter-field]');

export interface ShellActions {
  readonly showSheet: () => void;
  readonly toggleNav: () => void;
}

/** What every view has from the first moment. All else is in `MoreCommands`. */
export function useShellCommands({ showSheet, toggleNav }: ShellActions): void {
  const navigate = useNavigate();
  const palette = usePalette();
  const tabs = useTabStore();
  const closeSource = useCloseSource();
  const { close: closeBeside } = useBeside();
  const { source, beside } = useSearch({ from: '__root__' });
  useCommands([
    ...[...AREAS, SETTINGS].map(({ to, icon, command, verb, keys }) => ({
      id: command,
      text: verb,
      section: 'go' as const,
      icon,
      keys,
      address: to,
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
      id: 'view.back',
      text: 'commands.back',
      section: 'go',
      keys: '[',
      isEnabled: () => tabs.canTravel(-1),
      run: () => tabs.travel(-1),
    },
    {
      id: 'view.forward',
      text: 'commands.forward',
      section: 'go',
      keys: ']',
      isEnabled: () => tabs.canTravel(1),
      run: () => tabs.travel(1),
    },
    {
      id: 'view.close-beside',
      text: 'commands.close',
      section: 'view',
      keys: 'Escape',
      isEnabled: () => source !== undefined || beside !== undefined,
      run: beside === undefined ? closeSource : closeBeside,
    },
    { id: 'view.sidebar', text: 'commands.sidebar', section: 'view', icon: PanelLeft, keys: 'S', run: toggleNav },
    {
      id: 'palette.open',
      text: 'commands.palette.open',
      section: 'help',
      icon: PALETTE_ICON,
      keys: 'Mod+K',
      isHidden: true,
      run: () => palette.open(),
    },
    { id: 'help.shortcuts', text: 'commands.sheet', section: 'help', icon: Keyboard, keys: '?', run: showSheet },
  ]);
}
