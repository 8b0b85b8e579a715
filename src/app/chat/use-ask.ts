import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { ConversationView, Message } from '../../core/queries.ts';
import type { SearchFilters } from '../../core/search/search-index.ts';
import { useClient, useCommand } from '../client.tsx';
import { personZone } from '../find/zone.ts';
import { type CommandFilters, commandFilters } from './scope.ts';

/** Resolves with false when the question was refused; why has then been shown. */
export type Ask = (text: string, filters: SearchFilters) => Promise<boolean>;

export interface Asking {
  readonly ask: Ask;
  /** The same question once more: another branch of the conversation. */
  readonly again: (answer: Message) => Promise<boolean>;
  /** The question that was asked last in this view. */
  readonly asked: Id | null;
}

/** Sends questions. `view` is the conversation to go on with; null starts one and goes there. */
export function useAsk(view: ConversationView | null): Asking {
  const client = useClient();
  const command = useCommand();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Id | null>(null);
  const knownId = view?.conversation.id;
  const messages = view?.messages;
  const send = useCallback(
    async (text: string, filters: CommandFilters, parentId: Id | null) => {
      const conversationId = knownId ?? client.newId();
      const [messageId, answerId, runId] = [client.newId(), client.newId(), client.newId()];
      const payload = { conversationId, messageId, answerId, runId, parentId, text, filters, zone: personZone() };
      if ((await command('send-message', payload)) === null) return false;
      setAsked(messageId);
      if (knownId === undefined) await navigate({ to: '/ask/$conversationId', params: { conversationId } });
      return true;
    },
    [client, command, navigate, knownId],
  );
  const ask = useCallback<Ask>(
    (text, filters) => send(text, commandFilters(filters), messages?.at(-1)?.id ?? null),
    [send, messages],
  );
  const again = useCallback(
    async (answer: Message) => {
      const question = messages?.find(({ id }) => id === answer.parentId);
      return question === undefined ? false : send(question.text, {}, question.parentId);
    },
    [send, messages],
  );
  return { ask, again, asked };
}
