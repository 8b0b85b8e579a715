import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { beginTour, resumeTour, type TourState } from '../../core/tour/tour.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { useClient, useCommand, useLive } from '../client.tsx';
import { useHelpLanguage } from '../help/use-help-language.ts';
import { useT } from '../i18n/i18n.tsx';
import { useToast } from '../ui/Toast.tsx';
import { rememberWelcome } from '../welcome/welcomed.ts';

export interface Tour {
  /** Null before it is known, where there was none, and where its sample library has been removed. */
  readonly state: TourState | null;
  /** The sample library is coming in. */
  readonly isBusy: boolean;
  readonly set: (state: TourState) => void;
  /** Brings the sample library and begins, or goes on where it was left. */
  readonly start: () => void;
  /** Takes all of the sample library away, with one undo. */
  readonly remove: () => void;
}

export function useTour(): Tour {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const toast = useToast();
  const navigate = useNavigate();
  const language = useHelpLanguage();
  const [isBusy, setBusy] = useState(false);
  const kept = (useLive('settings', {}).value as Settings | undefined)?.['tour.state'] ?? null;
  const { value } = useLive('workspaces', {});
  const state = value?.workspaces.some(({ id }) => id === kept?.workspaceId) ? kept : null;
  const keep = (next: TourState) => client.command('set-setting', { key: 'tour.state', value: { ...next } });
  const go = async (next: TourState) => {
    await keep(next);
    client.enterWorkspace(next.workspaceId);
    rememberWelcome(localStorage);
    await navigate({ to: '/ask' });
  };
  const bring = async () => {
    const workspaceId = client.newId();
    const before = client.workspace;
    await client.command('create-workspace', { workspaceId, name: t('tour.workspace'), icon: 'leaf', colour: 'moss' });
    client.enterWorkspace(workspaceId);
    try {
      await client.importSample({ language, label: t('tour.library') });
    } catch (thrown) {
      client.enterWorkspace(before);
      await client.command('delete-workspace', { workspaceId, things: 'bin' });
      throw thrown;
    }
    await go(beginTour(workspaceId, language));
  };
  const start = async () => {
    setBusy(true);
    try {
      await (state === null ? bring() : go(resumeTour(state)));
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  const remove = async (of: TourState) => {
    const payload = { workspaceId: of.workspaceId, things: 'bin' } as const;
    if ((await command('delete-workspace', payload, { done: t('tour.removed') })) === null) return;
    if (client.workspace === of.workspaceId) client.enterWorkspace(HOME_WORKSPACE);
    await keep({ ...of, isShown: false });
  };
  return {
    state,
    isBusy,
    set: (next) => void command('set-setting', { key: 'tour.state', value: { ...next } }),
    start: () => void start(),
    remove: () => void (state && remove(state)),
  };
}
