import type { Message } from '../../core/queries.ts';

export interface Turn {
  readonly question: Message | null;
  readonly answer: Message | null;
}

/** Questions with their answers, in order. */
export function turnsOf(messages: readonly Message[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (message.role === 'user') turns.push({ question: message, answer: null });
    else if (last?.answer === null) turns[turns.length - 1] = { ...last, answer: message };
    else turns.push({ question: null, answer: message });
  }
  return turns;
}

/** Of the turn that the message stands in; -1 where it is not read. */
export const turnIndexOf = (turns: readonly Turn[], messageId: string): number =>
  turns.findIndex(({ question, answer }) => question?.id === messageId || answer?.id === messageId);
