import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useClient, useCommand } from '../client.tsx';

/** Writes a new note with the title, or without one, and goes to it. */
export function useNewNote(): (title?: string, folder?: string) => Promise<void> {
  const client = useClient();
  const command = useCommand();
  const navigate = useNavigate();
  return useCallback(
    async (title = '', folder = '') => {
      const itemId = client.newId();
      const outcome = await command('create-note', { itemId, title, folder });
      if (outcome !== null) await navigate({ to: '/notes/$itemId', params: { itemId } });
    },
    [client, command, navigate],
  );
}
