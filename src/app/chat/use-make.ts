import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { answerMarkdown, linkTo, type SaidInAnswer, taskMarkdown } from '../../core/chat/note-of-answer.ts';
import { conversationTitle } from '../../core/chat/title.ts';
import { toAppError } from '../../core/errors.ts';
import type { Conversation } from '../../core/queries.ts';
import { useClient } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useToast } from '../ui/Toast.tsx';

export interface Making {
  readonly note: (said: SaidInAnswer) => Promise<void>;
  /** `due` as `2026-03-12`, or empty. */
  readonly task: (said: SaidInAnswer, title: string, due: string) => Promise<void>;
}

/** What a note of it is called until somebody names it otherwise. */
export const titleOfSaid = ({ question, selection }: SaidInAnswer, conversation: Conversation): string =>
  selection !== null
    ? conversationTitle(selection)
    : question === null
      ? conversation.title
      : conversationTitle(question);

/** Makes notes, and tasks, of what was said: with links to the things that it is from, and back to the conversation. */
export function useMake(conversation: Conversation): Making {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const navigate = useNavigate();
  const make = useCallback(
    async (title: string, text: string, isTask: boolean) => {
      const itemId = client.newId();
      try {
        const { commandId } = await client.command('create-note', { itemId, title, text });
        toast.show({
          text: t(isTask ? 'chat.task.made' : 'chat.note.made', { title }),
          action: { label: t('ui.undo'), run: async () => void (await client.command('undo', { commandId })) },
          other: {
            label: t('chat.note.open'),
            run: () => navigate({ to: '/notes/$itemId', params: { itemId } }),
          },
        });
      } catch (thrown) {
        toast.show({ text: toAppError(thrown).message, tone: 'bad' });
      }
    },
    [client, toast, navigate, t],
  );
  const textOf = useCallback(
    (said: SaidInAnswer) => `${answerMarkdown(said)}\n\n${t('chat.note.from', { link: linkTo(conversation.title) })}\n`,
    [conversation.title, t],
  );
  return {
    note: useCallback(
      (said) => make(titleOfSaid(said, conversation), textOf(said), false),
      [make, textOf, conversation],
    ),
    task: useCallback((said, title, due) => make(title, taskMarkdown(textOf(said), due), true), [make, textOf]),
  };
}
