import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { Passage } from '../../core/chat/answer.ts';
import { isOfHelp } from '../../core/help/help-pages.ts';
import type { Span } from '../../core/items/item.ts';
import type { ItemView } from '../../core/queries.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { textParts } from '../source/text-parts.ts';
import { usePlaceOf } from '../source/use-place-words.ts';
import { classesOf } from '../ui/classes.ts';
import css from './CitationCard.module.css';
import { around, placeCard } from './citation-card.ts';

const c = classesOf(css);

export interface CitationCardProps {
  readonly id: string;
  readonly anchor: { readonly current: HTMLElement | null };
  readonly passage: Passage;
  /** In the item's text. */
  readonly span: Span;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

/** The passage of a citation, with what is cited of it marked, and where it stands. */
export function CitationCard({ id, anchor, passage, span, onEnter, onLeave }: CitationCardProps) {
  const t = useT();
  const card = useRef<HTMLDivElement>(null);
  const isHelp = isOfHelp(passage);
  const view = useLive('item', isHelp ? null : { itemId: passage.itemId, rows: 'packed' }).value;
  const isGone = view === null || (view !== undefined && view.item.deletedMs !== null);
  useLayoutEffect(() => {
    const [element, pill] = [card.current, anchor.current];
    if (element === null || pill === null) return;
    element.togglePopover(true);
    const { left, top } = placeCard(pill.getBoundingClientRect(), element.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight,
    });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  });
  const shown = around(passage, span);
  return createPortal(
    <div
      ref={card}
      id={id}
      role="tooltip"
      popover="manual"
      className={c('card')}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      <p className={c('title')} dir="auto">
        {passage.title}
      </p>
      <p className={c('place')}>
        {passage.heading !== '' && <span>{passage.heading}</span>}
        {view && !isGone && <Place view={view} span={span} />}
      </p>
      {isGone && <p className={c('gone')}>{t(view === null ? 'composer.cite.gone' : 'composer.cite.inBin')}</p>}
      <p className={c('text')} dir="auto">
        {textParts(shown.text, shown.mark === null ? [] : [shown.mark]).map((part) =>
          part.inside ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
        )}
      </p>
    </div>,
    // Whoever goes by landmarks finds it where the citation is.
    anchor.current?.closest('main, aside') ?? document.body,
  );
}

function Place({ view, span }: { readonly view: ItemView; readonly span: Span }) {
  const place = usePlaceOf(view, span);
  return place === null ? null : <span>{place}</span>;
}
