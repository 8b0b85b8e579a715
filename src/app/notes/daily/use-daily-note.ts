import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Day } from '../../../core/notes/daily.ts';
import { useCommand } from '../../client.tsx';
import { useLocale } from '../../i18n/i18n.tsx';
import { here, today } from './days.ts';

/** Goes to the note of a day, which is made where there is none. Default: today. */
export function useDailyNote(): (day?: Day) => Promise<void> {
  const command = useCommand();
  const navigate = useNavigate();
  const locale = useLocale();
  return useCallback(
    async (day = today()) => {
      const outcome = await command('open-daily-note', { day, zone: here(), locale });
      if (outcome?.itemId !== undefined)
        await navigate({ to: '/notes/$itemId', params: { itemId: outcome.itemId }, search: { day } });
    },
    [command, navigate, locale],
  );
}
