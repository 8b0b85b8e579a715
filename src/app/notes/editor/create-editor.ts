import { closeBrackets } from '@codemirror/autocomplete';
import { pasteURLAsLink } from '@codemirror/lang-markdown';
import { codeFolding, foldGutter } from '@codemirror/language';
import { highlightSelectionMatches, openSearchPanel, search } from '@codemirror/search';
import { Compartment, EditorSelection, EditorState, type Extension } from '@codemirror/state';
import { crosshairCursor, drawSelection, EditorView, placeholder, rectangularSelection } from '@codemirror/view';
import { yCollab } from 'y-codemirror.next';
import { UndoManager, type Text as YText } from 'yjs';
import type { Id } from '../../../core/ids.ts';
import { parseFrontMatter } from '../../../core/items/front-matter.ts';
import type { Translate } from '../../i18n/i18n.tsx';
import codeStyle from '../../markdown/code-tokens.css?inline';
import { frontMatterAs } from './blocks.ts';
import { completing } from './complete.ts';
import editorStyle from './editor-style.css?inline';
import { type EditorServices, embeddedIn, previewFacet, servicesFacet } from './facets.ts';
import { hovering } from './hover.ts';
import { noteKeys } from './keys.ts';
import { linkClicks } from './links.ts';
import { livePreview, noteColours } from './live-preview.ts';
import { pasting } from './paste.ts';
import { openPreview } from './preview.ts';
import previewStyle from './preview-style.css?inline';
import { readAhead } from './read-ahead.ts';
import { sayFacet } from './say.ts';
import { shownTitle } from './title-line.ts';

export interface EditorOptions {
  readonly host: HTMLElement;
  readonly body: YText;
  readonly itemId: Id;
  readonly say: Translate;
  /** CodeMirror's own words, translated: the search panel's and what it says to screen readers. */
  readonly phrases: Readonly<Record<string, string>>;
  readonly services: EditorServices;
  /** Whether everything is shown as it is written. */
  readonly isSource: boolean;
  readonly frontMatter: 'line' | 'hidden';
  /** What stands above the text: a first heading that says the same is not shown twice. */
  readonly title: string;
  readonly onBlur: () => void;
}

/** What stands around the editor can do with it. Offsets are UTF-16 code units of the note's text. */
export interface NoteEditor {
  readonly view: EditorView;
  focus(): void;
  /** Puts the cursor there, in sight, and the focus. */
  goTo(offset: number): void;
  /** Where the cursor is, or over what is selected. */
  insert(text: string): void;
  text(): string;
  /** Calls back after each change of the text; returns the way to end it. */
  onText(changed: () => void): () => void;
  /** Where the cursor is. */
  cursor(): number;
  /** Calls back after the cursor, or the text, has moved; returns the way to end it. */
  onCursor(moved: () => void): () => void;
  setSource(isSource: boolean): void;
  setTitle(title: string): void;
  /** Opens find and replace. */
  find(): void;
  destroy(): void;
}

/**
 * A markdown editor bound to a Yjs text, in a shadow root of its own: there CodeMirror takes constructed style sheets,
 * which `style-src 'self'` allows, and puts no style element into the page.
 */
export function createEditor(options: EditorOptions): NoteEditor {
  const root = options.host.shadowRoot ?? options.host.attachShadow({ mode: 'open' });
  const undoManager = new UndoManager(options.body);
  const shown = new Compartment();
  const titled = new Compartment();
  const listeners = new Set<() => void>();
  const followers = new Set<() => void>();
  const doc = options.body.toString();
  const state = EditorState.create({
    doc,
    selection: EditorSelection.cursor(Math.min(doc.length, parseFrontMatter(doc.slice(0, 66_000)).end)),
    extensions: [
      surroundings(options),
      shown.of(lookOf(options.isSource)),
      titled.of(shownTitle.of(options.title)),
      editing(options),
      EditorView.updateListener.of(({ docChanged, selectionSet }) => {
        if (docChanged) for (const listener of listeners) listener();
        if (docChanged || selectionSet) for (const follower of followers) follower();
      }),
      yCollab(options.body, null, { undoManager }),
    ],
  });
  const view = new EditorView({ state, root, parent: root });
  addSheets(root);
  // Seen from outside, it is the host that has the focus; a dialog gives it back to that, and means the text.
  options.host.focus = () => view.focus();
  root.addEventListener('keydown', keepTyping);
  return {
    view,
    focus: () => view.focus(),
    goTo(offset) {
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'start', yMargin: 64 }) });
      view.focus();
    },
    insert: (text) => view.dispatch({ ...view.state.replaceSelection(text), userEvent: 'input', scrollIntoView: true }),
    text: () => view.state.doc.toString(),
    onText(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    cursor: () => view.state.selection.main.head,
    onCursor(moved) {
      followers.add(moved);
      return () => void followers.delete(moved);
    },
    setSource: (isSource) => view.dispatch({ effects: shown.reconfigure(lookOf(isSource)) }),
    setTitle: (title) => view.dispatch({ effects: titled.reconfigure(shownTitle.of(title)) }),
    find: () => void openSearchPanel(view),
    destroy: () => view.destroy(),
  };
}

/**
 * Outside the shadow root a key seems to be pressed on the host, which is no field; so what is typed stays inside, and
 * is no shortcut of the page.
 */
function keepTyping(event: Event): void {
  if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length === 1) event.stopPropagation();
}

/** Behind CodeMirror's own sheets, so that ours win where they are as specific. */
function addSheets(root: ShadowRoot): void {
  const sheets = [codeStyle, editorStyle, previewStyle].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
}

const surroundings = (options: EditorOptions): Extension => [
  sayFacet.of(options.say),
  servicesFacet.of(options.services),
  previewFacet.of(openPreview),
  embeddedIn.of([options.itemId]),
  frontMatterAs.of(options.frontMatter),
  EditorState.phrases.of({ ...options.phrases }),
];

const lookOf = (isSource: boolean): Extension =>
  isSource ? [noteColours(), EditorView.editorAttributes.of({ class: 'cm-sourceMode' })] : livePreview();

function editing(options: EditorOptions): Extension {
  return [
    noteKeys(),
    EditorState.allowMultipleSelections.of(true),
    drawSelection(),
    rectangularSelection(),
    crosshairCursor(),
    closeBrackets(),
    pasteURLAsLink,
    pasting(),
    search({ top: true }),
    highlightSelectionMatches({ minSelectionLength: 2 }),
    completing(),
    hovering(),
    linkClicks(),
    codeFolding(),
    foldGutter({ markerDOM: foldMarker }),
    readAhead(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': options.say('notes.body'),
      spellcheck: 'true',
      autocorrect: 'on',
      autocapitalize: 'sentences',
    }),
    placeholder(options.say('notes.placeholder')),
    EditorView.domEventHandlers({
      blur: () => {
        options.onBlur();
        return false;
      },
    }),
  ];
}

function foldMarker(isOpen: boolean): HTMLElement {
  const marker = document.createElement('span');
  marker.className = isOpen ? 'cm-foldOpen' : 'cm-foldClosed';
  marker.textContent = isOpen ? '⌄' : '›';
  return marker;
}
