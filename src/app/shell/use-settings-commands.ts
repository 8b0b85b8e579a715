import { useNavigate } from '@tanstack/react-router';
import { useCommands } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';
import { SECTION_LIST } from '../settings/section-list.ts';

/** Each section of the settings by its name. Shortcuts have a command of their own. */
export function useSettingsCommands(): void {
  const t = useT();
  const navigate = useNavigate();
  useCommands(
    SECTION_LIST.filter(({ id }) => id !== 'shortcuts').map(({ id: section, title, icon }) => ({
      ...{ id: `settings.${section}`, section: 'settings', icon, address: `/settings/${section}` },
      ...{ text: 'commands.settings', values: { section: t(title) } },
      run: () => navigate({ to: '/settings/$section', params: { section } }),
    })),
  );
}
