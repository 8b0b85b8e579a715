import type { KeyboardEvent } from 'react';

/** Arrow keys go from result to result; up from the first, and Escape, back to the field. */
export function moveBetweenResults(event: KeyboardEvent<HTMLElement>, field: HTMLElement | null): void {
  const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-hit]') : null;
  if (here === null) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-hit]')];
  const at = all.indexOf(here);
  const target = targetOf(event.key, at, all, field);
  if (target === undefined || target === null) return;
  event.preventDefault();
  event.stopPropagation();
  target.focus();
}

function targetOf(
  key: string,
  at: number,
  all: readonly HTMLElement[],
  field: HTMLElement | null,
): HTMLElement | null | undefined {
  if (key === 'ArrowDown') return all[at + 1];
  if (key === 'ArrowUp') return at === 0 ? field : all[at - 1];
  if (key === 'Home') return all[0];
  return key === 'End' ? all.at(-1) : undefined;
}
