import { createContext, useContext } from 'react';
import type { SaidInAnswer } from '../../core/chat/note-of-answer.ts';
import type { Id } from '../../core/ids.ts';

/** What a message can ask of the conversation that it stands in. */
export interface Talk {
  /** That of the conversation. */
  readonly workspaceId: Id;
  /** Puts the words as a quotation into what is being written. */
  readonly quote: (words: string) => void;
  /** Shows two of these beside each other; `at` is the one that is read. */
  readonly compare: (versions: readonly Id[], at: Id) => void;
  readonly makeNote: (said: SaidInAnswer) => void;
  readonly makeTask: (said: SaidInAnswer) => void;
}

export const TalkContext = createContext<Talk | null>(null);

export function useTalk(): Talk {
  const talk = useContext(TalkContext);
  if (talk === null) throw new Error('useTalk outside of a conversation');
  return talk;
}
