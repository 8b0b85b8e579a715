import { type EditorView, WidgetType } from '@codemirror/view';
import { drawMath } from '../math.ts';

/** A formula in a line. */
export class InlineMathWidget extends WidgetType {
  readonly #source: string;

  constructor(source: string) {
    super();
    this.#source = source;
  }
  override eq(other: InlineMathWidget): boolean {
    return other.#source === this.#source;
  }
  toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('span');
    box.className = 'cm-math';
    box.textContent = this.#source;
    void drawMath(view.state, this.#source, false, box).then(() => view.requestMeasure());
    return box;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

/** A formula on lines of its own; a click leads into its source. */
export class MathWidget extends WidgetType {
  readonly #source: string;

  constructor(source: string) {
    super();
    this.#source = source;
  }
  override eq(other: MathWidget): boolean {
    return other.#source === this.#source;
  }
  override get estimatedHeight(): number {
    return 56;
  }
  toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('div');
    box.className = 'cm-mathBlock';
    box.textContent = this.#source;
    void drawMath(view.state, this.#source, true, box).then(() => view.requestMeasure());
    box.addEventListener('mousedown', (event) => {
      event.preventDefault();
      view.dispatch({ selection: { anchor: view.posAtDOM(box) } });
      view.focus();
    });
    return box;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}
