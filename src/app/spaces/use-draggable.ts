import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect } from 'react';
import { type Dragged, NOTHING_DRAGGED, setDragged } from './dragged.ts';

/** Lets the element be dragged onto a workspace; `what` is asked when a drag begins, and null lets nothing begin. */
export function useDraggable(ref: RefObject<HTMLElement | null>, what: () => Dragged | null): void {
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    return draggable({
      element,
      canDrag: () => what() !== null,
      // The place that it is dropped on is told after the element that is dropped: it reads what goes along.
      getInitialData: () => ({ ...what() }),
      onDragStart: () => setDragged(what() ?? NOTHING_DRAGGED),
      onDrop: () => setDragged(NOTHING_DRAGGED),
    });
  });
}
