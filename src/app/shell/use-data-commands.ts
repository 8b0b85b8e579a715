import { useNavigate } from '@tanstack/react-router';
import { Archive, DatabaseBackup, FileDown, RefreshCw, Settings2, Stethoscope, Undo2 } from 'lucide-react';
import { useClient, useLive } from '../client.tsx';
import { useCommands } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useToast } from '../ui/Toast.tsx';
import { usePwa, useUpdateReady } from './pwa.tsx';

/** What becomes of what one has: back up, export, take back; and the settings. */
export function useDataCommands(): void {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const navigate = useNavigate();
  const { updates } = usePwa();
  const updateReady = useUpdateReady();
  const lastUndo = useLive('status', {}).value?.lastUndo ?? null;
  useCommands([
    {
      id: 'data.undo',
      text: 'commands.undo',
      section: 'data',
      icon: Undo2,
      keys: 'Z',
      isEnabled: () => lastUndo !== null,
      async run() {
        if (lastUndo === null) return;
        await client.command('undo', { commandId: lastUndo.commandId });
        toast.show({ text: t('commands.undone') });
      },
    },
    {
      id: 'data.back-up',
      text: 'commands.back-up',
      section: 'data',
      icon: DatabaseBackup,
      async run() {
        await client.backUpNow();
        toast.show({ text: t('commands.backed-up') });
      },
    },
    {
      id: 'data.export',
      text: 'commands.export',
      section: 'data',
      icon: FileDown,
      address: '/settings/data',
      run: () => navigate({ to: '/settings/data' }),
    },
    {
      id: 'go.data',
      text: 'commands.go.data',
      section: 'settings',
      icon: Archive,
      address: '/settings/data',
      run: () => navigate({ to: '/settings/data' }),
    },
    {
      id: 'go.diagnostics',
      text: 'commands.go.diagnostics',
      section: 'settings',
      icon: Stethoscope,
      address: '/settings/diagnostics',
      run: () => navigate({ to: '/settings/diagnostics' }),
    },
    {
      id: 'go.shortcuts',
      text: 'commands.go.shortcuts',
      section: 'settings',
      icon: Settings2,
      address: '/settings/shortcuts',
      run: () => navigate({ to: '/settings/$section', params: { section: 'shortcuts' } }),
    },
    {
      id: 'app.update',
      text: 'commands.update',
      section: 'help',
      icon: RefreshCw,
      isEnabled: () => updateReady,
      run: () => updates.applyUpdate(),
    },
    {
      id: 'app.check',
      text: 'commands.check',
      section: 'help',
      icon: RefreshCw,
      async run() {
        toast.show({ text: t(`commands.check.${await updates.check()}`) });
      },
    },
  ]);
}
