import { type KeyboardEvent, type RefObject, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { useCommands } from '../commands/commands.tsx';
import { walkCitations } from './citation-walk.ts';
import type { Turn } from './turns.ts';

const STEP: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export interface CitationKeysOptions {
  readonly turns: readonly Turn[];
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** From citation to citation: by J and K from wherever the focus is, by arrow keys with the focus on one. */
export function useCitationKeys({ turns, list, scroller }: CitationKeysOptions): (event: KeyboardEvent) => void {
  const under = useRef(new AbortController());
  const step = (by: 1 | -1): boolean => {
    const { current: thread } = scroller;
    if (thread === null) return false;
    // The newest key counts.
    under.current.abort();
    under.current = new AbortController();
    return walkCitations({ thread, list: list.current, turns }, by, under.current.signal);
  };
  useCommands([
    { id: 'citation.next', text: 'composer.cite.next', section: 'conversation', keys: 'J', run: () => void step(1) },
    {
      id: 'citation.previous',
      text: 'composer.cite.previous',
      section: 'conversation',
      keys: 'K',
      run: () => void step(-1),
    },
  ]);
  return (event) => {
    const by = STEP[event.key];
    const isOnOne = event.target instanceof HTMLElement && event.target.closest('[data-cite]') !== null;
    if (by !== undefined && isOnOne && step(by)) event.preventDefault();
  };
}
