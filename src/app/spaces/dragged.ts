import { useSyncExternalStore } from 'react';
import type { Id } from '../../core/ids.ts';

/** What is being dragged in this window, so that the places that take it can show themselves. */
export interface Dragged {
  readonly itemIds: readonly Id[];
  readonly conversationIds: readonly Id[];
  readonly searchIds: readonly Id[];
}

export const NOTHING_DRAGGED: Dragged = { itemIds: [], conversationIds: [], searchIds: [] };

export const isDragging = (dragged: Dragged): boolean =>
  dragged.itemIds.length + dragged.conversationIds.length + dragged.searchIds.length > 0;

let now = NOTHING_DRAGGED;
const listeners = new Set<() => void>();

export function setDragged(dragged: Dragged): void {
  now = dragged;
  for (const listener of listeners) listener();
}

const draggedNow = (): Dragged => now;

export const useDragged = (): Dragged => useSyncExternalStore(subscribe, draggedNow);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
