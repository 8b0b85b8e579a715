import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { AREAS, SETTINGS } from './areas.ts';
import { useCloseSource } from './source-link.ts';

/** Whether keys belong to a field now, or to something open above the page. */
function keysAreTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"]'))
    return true;
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

function focusFilter(): boolean {
  const field = document.querySelector<HTMLElement>('main [data-filter-field]');
  field?.focus();
  return field !== null;
}

/** Single keys, when no field has the focus: 1 to 4 and `,` for the areas, `/` for the filter, `?`, Escape. */
export function useShortcuts(showSheet: () => void): void {
  const navigate = useNavigate();
  const closeSource = useCloseSource();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (keysAreTaken(event)) return;
    const area = [...AREAS, SETTINGS].find(({ key }) => key === event.key);
    if (area !== undefined) void navigate({ to: area.to });
    else if (event.key === '?') showSheet();
    else if (event.key === 'Escape') closeSource();
    else if (event.key !== '/' || !focusFilter()) return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
