import { AppWindow, Columns2, Copy, Rows3, SunMoon } from 'lucide-react';
import { useCommands } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useSettings } from '../settings/useSettings.ts';
import { useToast } from '../ui/Toast.tsx';
import { useFrontAddress } from './use-front-address.ts';
import { useOpenBeside } from './use-go.ts';

const THEMES = ['system', 'light', 'dark'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

/** How things are shown, and where. */
export function useViewCommands(): void {
  const t = useT();
  const toast = useToast();
  const { settings, set } = useSettings();
  const openBeside = useOpenBeside();
  const front = useFrontAddress();
  useCommands([
    {
      id: 'view.beside',
      text: 'commands.beside',
      section: 'view',
      icon: Columns2,
      keys: 'O',
      run: () => openBeside(front().address),
    },
    {
      id: 'view.copy-link',
      text: 'commands.copy-link',
      section: 'view',
      icon: Copy,
      keys: 'L',
      async run() {
        await navigator.clipboard.writeText(front().link);
        toast.show({ text: t('commands.copied-link') });
      },
    },
    {
      id: 'view.window',
      text: 'commands.window',
      section: 'view',
      icon: AppWindow,
      run: () => void window.open(front().link, '_blank', 'noopener,popup'),
    },
    {
      id: 'view.theme',
      text: 'commands.theme',
      section: 'view',
      icon: SunMoon,
      choices: () =>
        THEMES.map((theme) => ({
          id: theme,
          label: t(`commands.theme.${theme}`),
          isChosen: settings?.['appearance.theme'] === theme,
          run: () => set('appearance.theme', theme),
        })),
    },
    {
      id: 'view.density',
      text: 'commands.density',
      section: 'view',
      icon: Rows3,
      choices: () =>
        DENSITIES.map((density) => ({
          id: density,
          label: t(`commands.density.${density}`),
          isChosen: settings?.['appearance.density'] === density,
          run: () => set('appearance.density', density),
        })),
    },
  ]);
}
