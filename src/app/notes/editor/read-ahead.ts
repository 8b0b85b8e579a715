import { ensureSyntaxTree, syntaxTreeAvailable } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Short enough that no key waits for it. */
const SLICE_MS = 10;

/**
 * Reads a text to its end while nothing else is to be done. CodeMirror by itself reads what is near the view, 100 ms at a
 * time: whoever went to the end of a long note and typed had those between the keys.
 */
class ReadAhead {
  readonly #view: EditorView;
  #cancel: (() => void) | null = null;

  constructor(view: EditorView) {
    this.#view = view;
    this.#schedule();
  }

  update({ docChanged }: ViewUpdate): void {
    if (docChanged) this.#schedule();
  }

  destroy(): void {
    this.#cancel?.();
  }

  #schedule(): void {
    if (this.#cancel !== null || this.#isDone()) return;
    this.#cancel = whenIdle(() => {
      this.#cancel = null;
      const { state } = this.#view;
      // The state takes over what was read with the next change of it, if only an empty one.
      if (ensureSyntaxTree(state, state.doc.length, SLICE_MS) === null) this.#schedule();
      else this.#view.dispatch({});
    });
  }

  #isDone(): boolean {
    const { state } = this.#view;
    return syntaxTreeAvailable(state, state.doc.length);
  }
}

function whenIdle(run: () => void): () => void {
  // WebKit has none.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, 100);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run);
  return () => cancelIdleCallback(handle);
}

export const readAhead = (): Extension => ViewPlugin.fromClass(ReadAhead);
