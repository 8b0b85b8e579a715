import { type EditorView, WidgetType } from '@codemirror/view';
import { parseFrontMatter } from '../../../../core/items/front-matter.ts';
import { say } from '../say.ts';

/** Front matter as one quiet line that opens it, or as nothing at all. */
export class FrontMatterWidget extends WidgetType {
  readonly #source: string;
  readonly #isHidden: boolean;

  constructor(source: string, isHidden: boolean) {
    super();
    this.#source = source;
    this.#isHidden = isHidden;
  }
  override eq(other: FrontMatterWidget): boolean {
    return other.#source === this.#source && other.#isHidden === this.#isHidden;
  }
  override get estimatedHeight(): number {
    return this.#isHidden ? 0 : 36;
  }
  toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('div');
    if (this.#isHidden) return box;
    box.className = 'cm-frontMatter';
    const open = document.createElement('button');
    open.type = 'button';
    const names = [...parseFrontMatter(`${this.#source}\n`).fields.keys()];
    const words = names.slice(0, 6).join(', ');
    open.textContent =
      words === '' ? say(view.state, 'editor.noProperties') : say(view.state, 'editor.properties', { names: words });
    open.addEventListener('mousedown', (event) => event.preventDefault());
    open.addEventListener('click', () => {
      const at = view.state.doc.lineAt(view.posAtDOM(box)).to + 1;
      view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) } });
      view.focus();
    });
    box.append(open);
    return box;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}
