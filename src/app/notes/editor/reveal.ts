import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Where syntax is shown: around the selection while the editor has the focus. While the pointer is pressed it stays as it
 * was, so that nothing moves away under it.
 */
export interface Reveal {
  readonly focused: boolean;
  readonly pressed: boolean;
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
}

export const setFocused = StateEffect.define<boolean>();
const setPressed = StateEffect.define<boolean>();

export const revealField = StateField.define<Reveal>({
  create: () => ({ focused: false, pressed: false, ranges: [] }),
  update(before, transaction) {
    let { focused, pressed } = before;
    for (const effect of transaction.effects) {
      if (effect.is(setFocused)) focused = effect.value;
      if (effect.is(setPressed)) pressed = effect.value;
    }
    const isSame = focused === before.focused && pressed === before.pressed;
    if (isSame && !transaction.docChanged && transaction.selection === undefined) return before;
    if (!focused) return { focused, pressed, ranges: [] };
    if (pressed && !transaction.docChanged) return { focused, pressed, ranges: before.ranges };
    return { focused, pressed, ranges: transaction.state.selection.ranges };
  },
});

/** Whether the syntax of what stands there is to be shown. */
export function isRevealed(state: EditorState, from: number, to: number): boolean {
  return state.field(revealField).ranges.some((range) => range.from <= to && range.to >= from);
}

/** Follows the focus and the pointer. */
export function revealing(): Extension {
  return [
    revealField,
    EditorView.focusChangeEffect.of((_state, focusing) => setFocused.of(focusing)),
    EditorView.domEventObservers({
      mousedown(_event, view) {
        view.dispatch({ effects: setPressed.of(true) });
        const release = () => view.dispatch({ effects: setPressed.of(false) });
        view.dom.ownerDocument.addEventListener('mouseup', release, { once: true, capture: true });
      },
    }),
  ];
}
