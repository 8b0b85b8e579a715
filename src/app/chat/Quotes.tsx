import { useLayoutEffect, useRef } from 'react';
import type { Answer, Quote } from '../../core/chat/answer.ts';
import { keepsStill } from '../settings/appearance.ts';
import { textParts } from '../source/text-parts.ts';
import { classesOf } from '../ui/classes.ts';
import css from './Answer.module.css';
import { CitationPill } from './CitationPill.tsx';

const c = classesOf(css);
const MOVE_MS = 200;

/** The quoted sentences, with the words that answer in bold. When they are reordered, each glides to its place. */
export function Quotes({ answer }: { readonly answer: Answer }) {
  const list = useRef<HTMLOListElement>(null);
  const quotes = answer.quotes.map((quote) => ({ quote, key: keyOf(answer, quote) }));
  useGlide(list, quotes.map(({ key }) => key).join(' '));
  if (quotes.length === 0) return null;
  return (
    <ol className={c('quotes')} ref={list}>
      {quotes.map(({ quote, key }) => (
        <li key={key} data-glide={key}>
          <QuoteText answer={answer} quote={quote} />
        </li>
      ))}
    </ol>
  );
}

/** The same sentence keeps its key when passages are numbered anew. */
function keyOf(answer: Answer, quote: Quote): string {
  const itemId = answer.passages.find(({ number }) => number === quote.passage)?.itemId ?? quote.passage;
  return `${itemId}:${quote.span.start}`;
}

function QuoteText({ answer, quote }: { readonly answer: Answer; readonly quote: Quote }) {
  const passage = answer.passages.find(({ number }) => number === quote.passage);
  return (
    <>
      <p className={c('quote')} dir="auto">
        {textParts(quote.text, quote.strong).map((part) =>
          part.inside ? <strong key={part.start}>{part.text}</strong> : <span key={part.start}>{part.text}</span>,
        )}
        {passage && (
          <CitationPill
            number={passage.number}
            itemId={passage.itemId}
            title={passage.title}
            span={quote.span}
            passage={passage}
          />
        )}
      </p>
      {passage && (
        <p className={c('from')} dir="auto">
          {placeWords(passage.title, passage.heading)}
        </p>
      )}
    </>
  );
}

/** The title, and the nearest heading where it says more. */
function placeWords(title: string, heading: string): string {
  const nearest = heading.split(' › ').at(-1) ?? '';
  return nearest === '' || nearest === title ? title : `${title} › ${nearest}`;
}

/** FLIP: whatever changed its place moves there from where it was, unless motion is off. */
function useGlide(list: { readonly current: HTMLElement | null }, order: string): void {
  const places = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is what moves
  useLayoutEffect(() => {
    const moved = new Map<string, number>();
    const still = keepsStill();
    for (const row of list.current?.querySelectorAll<HTMLElement>('[data-glide]') ?? []) {
      const key = row.dataset['glide'] ?? '';
      const before = places.current.get(key);
      moved.set(key, row.offsetTop);
      if (still || before === undefined || before === row.offsetTop) continue;
      const from = { transform: `translateY(${before - row.offsetTop}px)` };
      row.animate([from, { transform: 'none' }], { duration: MOVE_MS, easing: 'cubic-bezier(0.2, 0, 0, 1)' });
    }
    places.current = moved;
  }, [order]);
}
