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
  /** Another answer to the same question, beside the first: from where that one came, or from elsewhere. */
  readonly again: (answer: Message, filters?: SearchFilters) => Promise<boolean>;
  /** The question in other words, beside the first. */
  readonly edit: (question: Message, text: string) => Promise<boolean>;
  /** The question that was asked last in this view. */
  readonly asked: Id | null;
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The first question was typed in a field that is gone now: the next one is, in that of the conversation. */
    readonly typesOn?: boolean;
  }
}

/** Sends questions. `view` is the conversation to go on with; null starts one and goes there. */
export function useAsk(view: ConversationView | null, { typesOn = false } = {}): Asking {
  const client = useClient();
  const command = useCommand();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Id | null>(null);
  const knownId = view?.conversation.id;
  const last = view?.messages.at(-1)?.id ?? null;
  const send = useCallback(
    async (text: string, filters: CommandFilters, parentId: Id | null) => {
      const conversationId = knownId ?? client.newId();
      const [messageId, answerId, runId] = [client.newId(), client.newId(), client.newId()];
      const payload = { conversationId, messageId, answerId, runId, parentId, text, filters, zone: personZone() };
      if ((await command('send-message', payload)) === null) return false;
      setAsked(messageId);
      if (knownId === undefined)
        await navigate({ to: '/ask/$conversationId', params: { conversationId }, state: { typesOn } });
      return true;
    },
    [client, command, navigate, knownId, typesOn],
  );
  const ask = useCallback<Ask>((text, filters) => send(text, commandFilters(filters), last), [send, last]);
  const edit = useCallback(
    (question: Message, text: string) => send(text, commandFilters(question.scope ?? {}), question.parentId),
    [send],
  );
  const again = useCallback(
    async ({ conversationId, parentId: questionId, scope }: Message, filters = scope ?? undefined) => {
      if (questionId === null) return false;
      const [answerId, runId] = [client.newId(), client.newId()];
      const from = filters === undefined ? {} : { filters: commandFilters(filters) };
      const payload = { conversationId, questionId, answerId, runId, zone: personZone(), ...from };
      if ((await command('answer-again', payload)) === null) return false;
      setAsked(questionId);
      return true;
    },
    [client, command],
  );
  return { ask, again, edit, asked };
}
