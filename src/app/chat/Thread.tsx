import { ArrowDown } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { ConversationView, Message } from '../../core/queries.ts';
import { useT } from '../i18n/i18n.tsx';
import { keepsStill } from '../settings/appearance.ts';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { AnswerMessage } from './AnswerMessage.tsx';
import { moveBetweenCitations } from './citation-keys.ts';
import { decideScroll, isAtEnd, type ScrollPlace } from './scroll.ts';
import css from './Thread.module.css';
import { turnsOf } from './turns.ts';

const c = classesOf(css);
const OPENING_MS = 500;

export interface ThreadProps {
  readonly view: ConversationView;
  /** The question asked last in this view: the thread has gone to it. */
  readonly asked: Id | null;
  readonly onAgain: (answer: Message) => void;
}

export function Thread({ view, asked, onAgain }: ThreadProps) {
  const t = useT();
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useAtEnd(scroller, content);
  useOwnScrolls(scroller, content, asked, view.messages);
  const turns = turnsOf(view.messages);
  return (
    <div className={c('frame')}>
      <section
        ref={scroller}
        className={c('thread')}
        aria-label={t('chat.thread')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached by keyboard
        tabIndex={0}
        onKeyDown={moveBetweenCitations}
      >
        <div className={c('column')} ref={content}>
          {turns.map(({ question, answer }) => (
            <div key={(question ?? answer)?.id} className={c('turn', question?.id === asked && 'roomy')}>
              {question && <Question message={question} />}
              {answer && <AnswerMessage message={answer} newest={answer === turns.at(-1)?.answer} onAgain={onAgain} />}
            </div>
          ))}
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

function Question({ message }: { readonly message: Message }) {
  const t = useT();
  return (
    <div className={c('you')} data-question={message.id}>
      <h2 className="visually-hidden">{t('chat.you')}</h2>
      <p>{message.text}</p>
    </div>
  );
}

const placeOf = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement): ScrollPlace => ({
  top: scrollTop,
  viewport: clientHeight,
  content: scrollHeight,
});

function goTo(scroller: HTMLElement | null, top: number): void {
  const calm = keepsStill();
  scroller?.scrollTo({ top, behavior: calm ? 'auto' : 'smooth' });
}

/** Only what the reader does scrolls: opening goes to the end, asking to the question. An answer that grows does not. */
function useOwnScrolls(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  asked: Id | null,
  messages: readonly Message[],
): void {
  useLayoutEffect(() => {
    const thread = scroller.current;
    if (thread === null) return;
    thread.style.setProperty('--room', `${thread.clientHeight}px`);
    return stayAtEnd(thread, content.current);
  }, [scroller, content]);
  const gone = useRef<Id | null>(null);
  useEffect(() => {
    const thread = scroller.current;
    if (thread === null || asked === null || asked === gone.current) return;
    const question = messages.some(({ id }) => id === asked) && thread.querySelector(`[data-question="${asked}"]`);
    if (!question) return;
    gone.current = asked;
    const questionTop = question.getBoundingClientRect().top - thread.getBoundingClientRect().top + thread.scrollTop;
    const top = decideScroll('asked', placeOf(thread), questionTop);
    if (top !== null) goTo(thread, top);
  }, [scroller, asked, messages]);
}

/** What is opened comes in parts: until the reader acts, or half a second is over, the end stays in view. */
function stayAtEnd(thread: HTMLElement, content: HTMLElement | null): () => void {
  const settle = () => {
    const top = decideScroll('opened', placeOf(thread), 0);
    if (top !== null) thread.scrollTop = top;
  };
  const observer = new ResizeObserver(settle);
  if (content !== null) observer.observe(content);
  const acts = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const act of acts) thread.removeEventListener(act, end);
  };
  const timer = setTimeout(end, OPENING_MS);
  for (const act of acts) thread.addEventListener(act, end, { passive: true });
  settle();
  return end;
}

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
