import { useNavigate } from '@tanstack/react-router';
import { CircleHelp } from 'lucide-react';
import { HELP_PAGES } from '../../core/help/help-pages.ts';
import { useCommands } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';

/** Every page of help, in the palette. */
export function useHelpCommands(): void {
  const t = useT();
  const navigate = useNavigate();
  useCommands([
    {
      id: 'help.open',
      text: 'help.command',
      section: 'help',
      icon: CircleHelp,
      address: '/help',
      run: () => navigate({ to: '/help' }),
    },
    ...HELP_PAGES.map((page) => ({
      id: `help.${page}`,
      text: 'help.moreOf' as const,
      values: { title: t(`help.page.${page}`) },
      section: 'help' as const,
      icon: CircleHelp,
      address: `/help/${page}`,
      run: () => navigate({ to: '/help/$page', params: { page } }),
    })),
  ]);
}
