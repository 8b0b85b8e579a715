import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Id } from '../../core/ids.ts';
import { keepsStill } from '../settings/appearance.ts';
import { decideScroll, type ScrollPlace } from './scroll.ts';
import { type Turn, turnIndexOf } from './turns.ts';

const OPENING_MS = 500;
/** Above the first turn: `--s6`. */
export const START_PX = 32;
/** Above what was gone to. */
const MARGIN_PX = 24;

export const placeOf = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement): ScrollPlace => ({
  top: scrollTop,
  viewport: clientHeight,
  content: scrollHeight,
});

export function goTo(scroller: HTMLElement | null, top: number): void {
  scroller?.scrollTo({ top, behavior: keepsStill() ? 'auto' : 'smooth' });
}

export interface OwnScrolls {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly turns: readonly Turn[];
  readonly asked: Id | null;
  /** The message to open at; null for the end. */
  readonly target: Id | null;
}

/** Only what the reader does scrolls: opening goes to the end, asking to the question. An answer that grows does not. */
export function useOwnScrolls({ scroller, content, list, turns, asked, target }: OwnScrolls): void {
  useLayoutEffect(() => {
    const thread = scroller.current;
    if (thread === null) return;
    thread.style.setProperty('--room', `${thread.clientHeight}px`);
    return target === null ? stayAtEnd(thread, content.current) : undefined;
  }, [scroller, content, target]);
  const reached = useRef<Id | null>(null);
  useLayoutEffect(() => {
    if (target === null || target === reached.current) return;
    const index = turnIndexOf(turns, target);
    if (index < 0) return;
    reached.current = target;
    list.current?.scrollToIndex(index, { align: 'start', offset: -MARGIN_PX });
  }, [list, turns, target]);
  const gone = useRef<Id | null>(null);
  useEffect(() => {
    const thread = scroller.current;
    const index = asked === null ? -1 : turnIndexOf(turns, asked);
    if (thread === null || index < 0 || asked === gone.current) return;
    gone.current = asked;
    const question = thread.querySelector(`[data-question="${asked}"]`);
    if (question === null) {
      list.current?.scrollToIndex(index, { align: 'start', offset: -MARGIN_PX });
      return;
    }
    const questionTop = question.getBoundingClientRect().top - thread.getBoundingClientRect().top + thread.scrollTop;
    const top = decideScroll('asked', placeOf(thread), questionTop, MARGIN_PX);
    if (top !== null) goTo(thread, top);
  }, [scroller, list, asked, turns]);
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
