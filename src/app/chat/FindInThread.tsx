import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { findInMessages } from '../../core/chat/find-in-messages.ts';
import type { Message } from '../../core/queries.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { SearchField } from '../ui/Field.tsx';
import css from './FindInThread.module.css';
import { clearFound, markFound } from './find-marks.ts';
import { turnIndexOf, turnsOf } from './turns.ts';

const c = classesOf(css);

export interface FindInThreadProps {
  readonly messages: readonly Message[];
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** Looks through the whole branch, also what is not in the document. */
export function FindInThread({ messages, list, scroller, onClose }: FindInThreadProps) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => findInMessages(messages, typed), [messages, typed]);
  const now = found[Math.min(at, found.length - 1)] ?? null;
  useEffect(() => {
    const root = scroller.current;
    if (root === null) return;
    if (now !== null) list.current?.scrollToIndex(turnIndexOf(turnsOf(messages), now.messageId), { align: 'nearest' });
    let toGo = now !== null;
    const mark = () => {
      const range = markFound(root, typed, now);
      if (range === null || !toGo) return;
      toGo = false;
      range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    };
    // What comes into view is marked as it comes.
    const seen = new MutationObserver(mark);
    seen.observe(root, { childList: true, subtree: true });
    mark();
    return () => {
      seen.disconnect();
      clearFound();
    };
  }, [messages, typed, now, list, scroller]);
  const step = (by: number) => found.length > 0 && setAt((at + by + found.length) % found.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const words =
    typed.trim() === '' ? '' : t('chat.find.count', { number: found.length === 0 ? 0 : at + 1, count: found.length });
  return (
    <search className={c('bar')} aria-label={t('chat.find')}>
      <SearchField
        ref={field}
        autoFocus
        label={t('chat.find')}
        value={typed}
        onChange={(next) => {
          setTyped(next);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <span className={c('count')} role="status">
        {words}
      </span>
      <IconButton icon={ChevronUp} size={16} label={t('chat.find.previous')} onPress={() => step(-1)} />
      <IconButton icon={ChevronDown} size={16} label={t('chat.find.next')} onPress={() => step(1)} />
      <IconButton icon={X} size={16} label={t('ui.close')} onPress={onClose} />
    </search>
  );
}
