import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, lazy, type RefObject, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { SaidInAnswer } from '../../core/chat/note-of-answer.ts';
import type { Id } from '../../core/ids.ts';
import type { ConversationView } from '../../core/queries.ts';
import { useCommand } from '../client.tsx';
import { classesOf } from '../ui/classes.ts';
import { Composer, type ComposerHandle } from './Composer.tsx';
import css from './Conversation.module.css';
import { SelectionTools } from './SelectionTools.tsx';
import { Thread } from './Thread.tsx';
import { type Talk, TalkContext } from './talk.ts';
import { useAsk } from './use-ask.ts';
import { titleOfSaid, useMake } from './use-make.ts';

const CompareDialog = lazy(async () => ({ default: (await import('./CompareDialog.tsx')).CompareDialog }));
const TaskDialog = lazy(async () => ({ default: (await import('./TaskDialog.tsx')).TaskDialog }));
const FindInThread = lazy(async () => ({ default: (await import('./FindInThread.tsx')).FindInThread }));
const c = classesOf(css);

export interface ConversationProps {
  readonly view: ConversationView;
  readonly finding: boolean;
  readonly onFind: (open: boolean) => void;
}

/** A conversation with its composer, and what its messages ask of it. */
export function Conversation({ view, finding, onFind }: ConversationProps) {
  const { conversation, messages } = view;
  const asking = useAsk(view);
  const make = useMake(conversation);
  const composer = useRef<ComposerHandle>(null);
  useTypingOn(composer);
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLElement>(null);
  const [compared, setCompared] = useState<{ readonly versions: readonly Id[]; readonly at: Id } | null>(null);
  const [task, setTask] = useState<SaidInAnswer | null>(null);
  const target = useTarget(view);
  const running = messages.findLast(({ status }) => status === 'running')?.runId ?? null;
  const history = useMemo(
    () => messages.flatMap(({ role, text }) => (role === 'user' ? [text] : [])).toReversed(),
    [messages],
  );
  const { note } = make;
  const { workspaceId } = conversation;
  const talk = useMemo<Talk>(
    () => ({
      workspaceId,
      quote: (words) => composer.current?.quote(words),
      compare: (versions, at) => setCompared({ versions, at }),
      makeNote: (said) => void note(said),
      makeTask: setTask,
    }),
    [note, workspaceId],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'f' || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onFind(true);
  };
  return (
    <TalkContext value={talk}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of all that is in it */}
      <div className={c('talk')} onKeyDown={onKeyDown}>
        <Suspense>
          {finding && (
            <FindInThread messages={messages} list={list} scroller={scroller} onClose={() => onFind(false)} />
          )}
        </Suspense>
        <div className={c('thread')}>
          <Thread view={view} asking={asking} target={target} list={list} scroller={scroller} />
          <SelectionTools messages={messages} scroller={scroller} />
        </div>
        <Composer
          ref={composer}
          conversationId={conversation.id}
          workspaceId={conversation.workspaceId}
          ask={asking.ask}
          running={running}
          again={messages.length > 0}
          history={history}
        />
      </div>
      <Suspense>
        {compared && <CompareDialog conversationId={conversation.id} {...compared} onClose={() => setCompared(null)} />}
        {task && (
          <TaskDialog
            said={task}
            title={titleOfSaid(task, conversation)}
            make={make.task}
            onClose={() => setTask(null)}
          />
        )}
      </Suspense>
    </TalkContext>
  );
}

/** Once, where the first question was typed: its field is gone, and the focus with it, if nothing else has taken it. */
function useTypingOn(composer: RefObject<ComposerHandle | null>): void {
  const navigate = useNavigate();
  const typesOn = useLocation({ select: ({ state }) => state.typesOn === true });
  useEffect(() => {
    if (!typesOn) return;
    const held = document.activeElement;
    if (held === null || held.matches('body, main')) composer.current?.focus();
    void navigate({ to: '.', search: true, replace: true, state: ({ typesOn: _done, ...rest }) => rest });
  }, [typesOn, composer, navigate]);
}

/** The message that the address names. Where it stands on another branch, that one is read from now on. */
function useTarget({ conversation, messages }: ConversationView): Id | null {
  const command = useCommand();
  const navigate = useNavigate();
  const { message } = useSearch({ from: '/ask/$conversationId' });
  const asked = useRef<Id | null>(null);
  const isRead = message !== undefined && messages.some(({ id }) => id === message);
  useEffect(() => {
    if (message === undefined || isRead || asked.current === message) return;
    asked.current = message;
    void command('read-branch', { conversationId: conversation.id, messageId: message }, { quiet: true }).then(
      (outcome) => {
        // It is not there any more: the conversation is, at its end.
        if (outcome === null)
          void navigate({
            to: '.',
            search: ({ message: _gone, ...rest }: { message?: string }) => rest,
            replace: true,
          });
      },
    );
  }, [message, isRead, conversation.id, command, navigate]);
  return isRead ? message : null;
}
