import { NotebookPen, Quote, SquareCheck } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import type { SaidInAnswer } from '../../core/chat/note-of-answer.ts';
import type { Message } from '../../core/queries.ts';
import { useCommands } from '../commands/commands.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './SelectionTools.module.css';
import { useTalk } from './talk.ts';

const c = classesOf(css);
/** Above the words, without touching them. */
const ABOVE_PX = 48;

interface Chosen {
  readonly text: string;
  readonly messageId: string | null;
  readonly top: number;
}

export interface SelectionToolsProps {
  readonly messages: readonly Message[];
  readonly scroller: RefObject<HTMLElement | null>;
}

/** What can be done with words that are selected in the conversation. */
export function SelectionTools({ messages, scroller }: SelectionToolsProps) {
  const t = useT();
  const talk = useTalk();
  const chosen = useChosen(scroller);
  const quote = () => chosen !== null && talk.quote(chosen.text);
  useCommands([
    {
      id: 'conversation.quote',
      text: 'chat.quote',
      section: 'conversation',
      icon: Quote,
      isEnabled: () => chosen !== null,
      run: () => void quote(),
    },
  ]);
  if (chosen === null) return null;
  const said = (): SaidInAnswer => {
    const message = messages.find(({ id }) => id === chosen.messageId);
    const question = messages.find(({ id }) => id === message?.parentId);
    const isAnswer = message?.role === 'assistant';
    return {
      question: isAnswer ? (question?.text ?? null) : null,
      answer: message?.answer ?? null,
      selection: chosen.text,
    };
  };
  return (
    // The press must not take the selection away before it is used.
    <div
      className={c('tools')}
      role="toolbar"
      aria-label={t('chat.selection')}
      tabIndex={-1}
      style={{ insetBlockStart: chosen.top }}
      onMouseDown={(event) => event.preventDefault()}
    >
      <Button small kind="quiet" icon={Quote} onPress={quote}>
        {t('chat.quote')}
      </Button>
      <Button small kind="quiet" icon={NotebookPen} onPress={() => talk.makeNote(said())}>
        {t('chat.selection.note')}
      </Button>
      <Button small kind="quiet" icon={SquareCheck} onPress={() => talk.makeTask(said())}>
        {t('chat.selection.task')}
      </Button>
    </div>
  );
}

function useChosen(scroller: RefObject<HTMLElement | null>): Chosen | null {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => {
    const look = () => setChosen(readSelection(scroller.current));
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [scroller]);
  return chosen;
}

function readSelection(thread: HTMLElement | null): Chosen | null {
  const selection = getSelection();
  if (thread === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = selection.toString().trim();
  if (text === '' || !thread.contains(range.commonAncestorContainer)) return null;
  const inside = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest('[data-message]');
  const [from, to] = [inside(range.startContainer), inside(range.endContainer)];
  const messageId = from instanceof HTMLElement && from === to ? (from.dataset['message'] ?? null) : null;
  const top = range.getBoundingClientRect().top - thread.getBoundingClientRect().top - ABOVE_PX;
  return { text, messageId, top: Math.max(8, Math.min(top, thread.clientHeight - ABOVE_PX)) };
}
