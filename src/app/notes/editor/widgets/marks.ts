import { type EditorView, WidgetType } from '@codemirror/view';
import { say } from '../say.ts';
import { toggleTaskAt } from '../tasks.ts';

export class BulletWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }
  toDOM(): HTMLElement {
    const bullet = document.createElement('span');
    bullet.className = 'cm-bullet';
    bullet.textContent = '•';
    return bullet;
  }
}

/** A box that can be checked by hand; in a text that cannot be changed it only shows. */
export class CheckBoxWidget extends WidgetType {
  readonly #isDone: boolean;
  readonly #words: string;

  constructor(isDone: boolean, words: string) {
    super();
    this.#isDone = isDone;
    this.#words = words;
  }
  override eq(other: CheckBoxWidget): boolean {
    return other.#isDone === this.#isDone && other.#words === this.#words;
  }
  toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'cm-task';
    box.disabled = view.state.readOnly;
    this.#dress(box, view);
    // The editor keeps its selection, and the box its focus, where it has one.
    box.addEventListener('mousedown', (event) => event.preventDefault());
    box.addEventListener('click', (event) => {
      event.preventDefault();
      toggleTaskAt(view, view.posAtDOM(box));
    });
    return box;
  }
  override updateDOM(box: HTMLElement, view: EditorView): boolean {
    if (!(box instanceof HTMLInputElement)) return false;
    this.#dress(box, view);
    return true;
  }
  override ignoreEvent(): boolean {
    return true;
  }
  #dress(box: HTMLInputElement, view: EditorView): void {
    box.checked = this.#isDone;
    box.setAttribute('aria-label', this.#words || say(view.state, 'editor.task'));
  }
}

/** The kind of a callout, in words where it has no title of its own. */
export class CalloutWidget extends WidgetType {
  readonly #kind: string;
  readonly #hasTitle: boolean;

  constructor(kind: string, hasTitle: boolean) {
    super();
    this.#kind = kind;
    this.#hasTitle = hasTitle;
  }
  override eq(other: CalloutWidget): boolean {
    return other.#kind === this.#kind && other.#hasTitle === this.#hasTitle;
  }
  toDOM(): HTMLElement {
    const label = document.createElement('span');
    label.className = this.#hasTitle ? 'cm-calloutKind cm-calloutKind-beside' : 'cm-calloutKind';
    label.textContent = `${this.#kind.slice(0, 1).toUpperCase()}${this.#kind.slice(1).replaceAll('-', ' ')}`;
    return label;
  }
}
