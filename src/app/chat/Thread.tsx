import { ArrowDown } from 'lucide-react';
import { memo, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Id } from '../../core/ids.ts';
import type { ConversationView } from '../../core/queries.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { AnswerMessage } from './AnswerMessage.tsx';
import { Question } from './Question.tsx';
import { isAtEnd } from './scroll.ts';
import css from './Thread.module.css';
import { type Turn, turnsOf } from './turns.ts';
import type { Asking } from './use-ask.ts';
import { useCitationKeys } from './use-citation-keys.ts';
import { goTo, placeOf, START_PX, useOwnScrolls } from './use-own-scrolls.ts';

const c = classesOf(css);
/** What is out of view and drawn all the same, so that scrolling meets no gaps. */
const BUFFER_PX = 800;
/** A turn that was not measured yet. */
const TURN_PX = 240;

export interface ThreadProps {
  readonly view: ConversationView;
  readonly asking: Asking;
  /** The message to go to when it opens; without it, the end. */
  readonly target: Id | null;
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The branch that is read. Only the turns near the view are in the document. */
export function Thread({ view, asking, target, list, scroller }: ThreadProps) {
  const t = useT();
  const content = useRef<HTMLDivElement>(null);
  const turns = useMemo(() => turnsOf(view.messages), [view.messages]);
  const atEnd = useAtEnd(scroller, content);
  useOwnScrolls({ scroller, content, list, turns, asked: asking.asked, target });
  const onKeyDown = useCitationKeys({ turns, list, scroller });
  const { asked } = asking;
  const last = turns.length - 1;
  // The end is heard of, and what was asked last has its room, wherever the reader is.
  const kept = useMemo(() => (last < 0 ? [] : [last]), [last]);
  return (
    <div className={c('frame')}>
      <section
        ref={scroller}
        className={c('thread')}
        aria-label={t('chat.thread')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={c('column')} ref={content}>
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            data={turns}
            bufferSize={BUFFER_PX}
            itemSize={TURN_PX}
            startMargin={START_PX}
            keepMounted={kept}
          >
            {(turn, index) => (
              <TurnView
                key={(turn.question ?? turn.answer)?.id}
                turn={turn}
                index={index}
                versions={view.versions}
                roomy={index === last && turn.question?.id === asked}
                isMarked={target !== null && (turn.question?.id === target || turn.answer?.id === target)}
                newest={index === last}
                asking={asking}
              />
            )}
          </Virtualizer>
        </div>
      </section>
      {!atEnd && (
        <div className={c('newest')}>
          <Button small icon={ArrowDown} onPress={() => goTo(scroller.current, scroller.current?.scrollHeight ?? 0)}>
            {t('chat.newest')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface TurnViewProps {
  readonly turn: Turn;
  /** Among all turns. */
  readonly index: number;
  readonly versions: ConversationView['versions'];
  readonly roomy: boolean;
  readonly isMarked: boolean;
  readonly newest: boolean;
  readonly asking: Asking;
}

const TurnView = memo(function TurnView({ turn, index, versions, roomy, isMarked, newest, asking }: TurnViewProps) {
  const { question, answer } = turn;
  return (
    <div className={c('turn', roomy && 'roomy', isMarked && 'marked')} data-turn={index}>
      {question && <Question message={question} versions={versions[question.id]} onEdit={asking.edit} />}
      {answer && (
        <AnswerMessage
          message={answer}
          question={question}
          versions={versions[answer.id]}
          newest={newest}
          onAgain={(message, filters) => void asking.again(message, filters)}
        />
      )}
    </div>
  );
});

function useAtEnd(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>): boolean {
  const [atEnd, setAtEnd] = useState(true);
  useEffect(() => {
    const thread = scroller.current;
    if (thread === null || content.current === null) return;
    const look = () => setAtEnd(isAtEnd(placeOf(thread)));
    const resized = new ResizeObserver(() => {
      thread.style.setProperty('--room', `${thread.clientHeight}px`);
      look();
    });
    resized.observe(thread);
    resized.observe(content.current);
    thread.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      thread.removeEventListener('scroll', look);
    };
  }, [scroller, content]);
  return atEnd;
}
