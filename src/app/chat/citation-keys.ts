import type { KeyboardEvent } from 'react';

const STEP: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** With the focus on a citation, the arrow keys go to the next and the one before, through all answers. */
export function moveBetweenCitations(event: KeyboardEvent<HTMLElement>): void {
  const step = STEP[event.key];
  const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cite]') : null;
  if (step === undefined || here === null) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-cite]')];
  const next = all[all.indexOf(here) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
