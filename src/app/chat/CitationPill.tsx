import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { Passage } from '../../core/chat/answer.ts';
import type { Id } from '../../core/ids.ts';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { classesOf } from '../ui/classes.ts';
import css from './Answer.module.css';

const c = classesOf(css);
const CitationCard = lazy(async () => ({ default: (await import('./CitationCard.tsx')).CitationCard }));
/** A pointer that only passes shows nothing. */
const HOVER_MS = 350;
/** Time to get from the number into the card. */
const LEAVE_MS = 200;

export interface CitationPillProps {
  readonly number: number;
  readonly itemId: Id;
  readonly title: string;
  readonly span: Span;
  /** What the citation is of, to be shown beside it. */
  readonly passage: Passage | undefined;
}

/** Shows the passage when the pointer rests on it or it has the focus, and opens the source there. */
export function CitationPill({ number, itemId, title, span, passage }: CitationPillProps) {
  const t = useT();
  const open = useOpenSource();
  const button = useRef<HTMLButtonElement>(null);
  const cardId = useId();
  const { source, start } = useSearch({ from: '__root__' });
  const chosen = source === itemId && start === span.start;
  useFocusBack(button, chosen);
  const card = useShown();
  return (
    <>
      <button
        ref={button}
        type="button"
        data-cite
        className={c('cite', chosen && 'chosen')}
        aria-label={t('chat.cite', { number, title })}
        aria-current={chosen ? 'true' : undefined}
        aria-describedby={card.shown ? cardId : undefined}
        onPointerEnter={(event) => event.pointerType === 'mouse' && card.show(HOVER_MS)}
        onPointerLeave={() => card.hide(LEAVE_MS)}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && card.show(0)}
        onBlur={() => card.hide(0)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !card.shown) return;
          // Only the card, not what is open beside.
          event.preventDefault();
          event.stopPropagation();
          card.hide(0);
        }}
        onClick={() => {
          card.hide(0);
          open(itemId, span);
        }}
      >
        {number}
      </button>
      {card.shown && passage !== undefined && (
        <Suspense>
          <CitationCard
            id={cardId}
            anchor={button}
            passage={passage}
            span={span}
            onEnter={() => card.show(0)}
            onLeave={() => card.hide(LEAVE_MS)}
          />
        </Suspense>
      )}
    </>
  );
}

/** When the source that was opened from here is closed, and nothing else took the focus, it comes back. */
function useFocusBack(button: { readonly current: HTMLElement | null }, chosen: boolean): void {
  const was = useRef(chosen);
  useEffect(() => {
    const held = document.activeElement;
    if (was.current && !chosen && (held === null || held === document.body)) button.current?.focus();
    was.current = chosen;
  }, [button, chosen]);
}

function useShown() {
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (next: boolean, ms: number) => {
    clearTimeout(timer.current);
    if (ms === 0) setShown(next);
    else timer.current = setTimeout(() => setShown(next), ms);
  };
  return { shown, show: (ms: number) => later(true, ms), hide: (ms: number) => later(false, ms) };
}
