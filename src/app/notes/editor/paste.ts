import { syntaxTree } from '@codemirror/language';
import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, type KeyBinding, WidgetType } from '@codemirror/view';
import { servicesFacet } from './facets.ts';
import { reportFailure } from './report.ts';
import { say } from './say.ts';

/** The next paste takes the words only. */
const setPlain = StateEffect.define<boolean>();
const plainField = StateField.define<boolean>({
  create: () => false,
  update: (before, { effects }) => effects.find((effect) => effect.is(setPlain))?.value ?? before,
});

interface Coming {
  readonly id: symbol;
  readonly at: number;
  readonly words: string;
}

const addComing = StateEffect.define<Coming>();
const endComing = StateEffect.define<symbol>();

class ComingWidget extends WidgetType {
  readonly id: symbol;
  readonly #words: string;
  constructor(id: symbol, words: string) {
    super();
    this.id = id;
    this.#words = words;
  }
  override eq(other: ComingWidget): boolean {
    return other.id === this.id;
  }
  toDOM(): HTMLElement {
    const line = document.createElement('span');
    line.className = 'cm-coming';
    line.setAttribute('role', 'status');
    line.textContent = this.#words;
    return line;
  }
}

/** Where pictures will stand that are being brought in; the places move with the text. */
const comingField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { changes, effects }) {
    let after = before.map(changes);
    for (const effect of effects) {
      if (effect.is(addComing)) {
        const { id, at, words } = effect.value;
        const widget = Decoration.widget({ widget: new ComingWidget(id, words), side: 1 });
        after = after.update({ add: [widget.range(at)] });
      } else if (effect.is(endComing))
        after = after.update({ filter: (_from, _to, { spec }) => spec.widget.id !== effect.value });
    }
    return after;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function placeOf(view: EditorView, id: symbol): number | null {
  const cursor = view.state.field(comingField).iter();
  for (; cursor.value !== null; cursor.next()) if (cursor.value.spec.widget.id === id) return cursor.from;
  return null;
}

/** Brings the pictures in as things of their own and embeds them where they were dropped, on lines of their own. */
async function embedPictures(view: EditorView, files: readonly File[], at: number): Promise<void> {
  const services = view.state.facet(servicesFacet);
  if (services === null) return;
  const id = Symbol('coming');
  const words = say(view.state, 'editor.addingPictures', { count: files.length });
  view.dispatch({ effects: addComing.of({ id, at, words }) });
  const names = await services.bringIn(files);
  const place = placeOf(view, id);
  if (place === null) return;
  const line = view.state.doc.lineAt(place);
  const embeds = names.map((name) => `![[${name}]]`).join('\n');
  const before = line.text.slice(0, place - line.from).trim() === '' ? '' : '\n';
  const after = place === line.to ? '' : '\n';
  const insert = names.length === 0 ? '' : `${before}${embeds}${after}`;
  view.dispatch({ changes: { from: place, insert }, effects: endComing.of(id), userEvent: 'input.paste' });
}

const picturesIn = (data: DataTransfer | null): readonly File[] =>
  [...(data?.files ?? [])].filter(({ type }) => /^image\/(?:png|jpe?g|gif|webp|avif|bmp)$/.test(type));

function isInCode(view: EditorView): boolean {
  for (let node = syntaxTree(view.state).resolveInner(view.state.selection.main.head, -1); ; ) {
    if (node.name === 'FencedCode' || node.name === 'CodeBlock' || node.name === 'InlineCode') return true;
    if (node.parent === null) return false;
    node = node.parent;
  }
}

function onPaste(event: ClipboardEvent, view: EditorView): boolean {
  if (view.state.readOnly || view.state.field(plainField)) return false;
  const data = event.clipboardData;
  const html = data?.getData('text/html') ?? '';
  const pictures = picturesIn(data);
  if (pictures.length > 0 && (data?.getData('text/plain') ?? '') === '') {
    event.preventDefault();
    void embedPictures(view, pictures, view.state.selection.main.to);
    return true;
  }
  // Code from an editor comes with its colours as HTML: it is meant as it reads.
  if (html === '' || isInCode(view) || data?.types.includes('vscode-editor-data')) return false;
  event.preventDefault();
  void pasteHtml(view, html, data?.getData('text/plain') ?? '');
  return true;
}

/** The reader of HTML is loaded with the first paste; where it cannot be had, the words come in as they are. */
async function pasteHtml(view: EditorView, html: string, plain: string): Promise<void> {
  const text = await markdownOf(html, plain);
  const { from, to } = view.state.selection.main;
  const insert = view.state.toText(text);
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: 'input.paste',
    scrollIntoView: true,
  });
}

async function markdownOf(html: string, plain: string): Promise<string> {
  const reader = await import('../../../core/notes/html-to-markdown.ts').catch((thrown: unknown) => {
    reportFailure('what reads pasted HTML', thrown);
    return null;
  });
  if (reader === null || (plain !== '' && !reader.saysMoreThanWords(html))) return plain;
  return reader.htmlToMarkdown(html) || plain;
}

function onDrop(event: DragEvent, view: EditorView): boolean {
  const pictures = picturesIn(event.dataTransfer);
  if (view.state.readOnly || pictures.length === 0 || pictures.length !== event.dataTransfer?.files.length)
    return false;
  event.preventDefault();
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.selection.main.head;
  void embedPictures(view, pictures, at);
  return true;
}

/** What comes by paste and by drop: HTML as markdown, pictures as things that are embedded. */
export const pasting = (): Extension => [
  plainField,
  comingField,
  EditorView.domEventHandlers({ paste: onPaste, drop: onDrop }),
];

/** The browser itself pastes on this key without formats; here it is noted that it is meant so. */
export const pasteKeys: readonly KeyBinding[] = [
  {
    key: 'Mod-Shift-v',
    run(view) {
      view.dispatch({ effects: setPlain.of(true) });
      setTimeout(() => view.dispatch({ effects: setPlain.of(false) }), 500);
      return false;
    },
  },
];
