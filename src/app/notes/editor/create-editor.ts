import { autocompletion, type CompletionContext, type CompletionResult, closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownKeymap, markdownLanguage } from '@codemirror/lang-markdown';
import { syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  keymap,
  MatchDecorator,
  placeholder,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { tagHighlighter, tags } from '@lezer/highlight';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import { UndoManager, type Text as YText } from 'yjs';
import { openWikiLink, wikiLinkAt } from '../wiki-link.ts';
import editorStyle from './editor-style.css?inline';

export interface EditorTexts {
  readonly label: string;
  readonly placeholder: string;
  /** CodeMirror's own words, translated: the search panel's and what it says to screen readers. */
  readonly phrases: Readonly<Record<string, string>>;
}

export interface EditorOptions {
  readonly host: HTMLElement;
  readonly body: YText;
  readonly texts: EditorTexts;
  readonly onOpenLink: (title: string) => void;
  readonly completeTitle: (typed: string, signal: AbortSignal) => Promise<readonly string[]>;
  readonly onBlur: () => void;
}

/**
 * A markdown editor bound to a Yjs text, in a shadow root of its own: there CodeMirror takes constructed style sheets,
 * which `style-src 'self'` allows, and puts no style element into the page.
 */
export function createEditor(options: EditorOptions): EditorView {
  const root = options.host.shadowRoot ?? options.host.attachShadow({ mode: 'open' });
  const undoManager = new UndoManager(options.body);
  const state = EditorState.create({
    doc: options.body.toString(),
    extensions: [editing(options), look(options.texts), yCollab(options.body, null, { undoManager })],
  });
  const view = new EditorView({ state, root, parent: root });
  addSheet(root);
  root.addEventListener('keydown', keepTyping);
  return view;
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
function addSheet(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(editorStyle);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function editing(options: EditorOptions): Extension {
  return [
    keymap.of([
      ...yUndoManagerKeymap,
      ...markdownKeymap,
      ...searchKeymap,
      ...defaultKeymap,
      // After Escape, Tab moves the focus on, as CodeMirror has it for keyboard users.
      indentWithTab,
    ]),
    markdown({
      base: markdownLanguage,
      // A line of dashes ends front matter; under a text it would make a title of it.
      extensions: [{ remove: ['SetextHeading'] }],
      addKeymap: false,
      completeHTMLTags: false,
      pasteURLAsLink: true,
    }),
    closeBrackets(),
    search({ top: true }),
    highlightSelectionMatches(),
    autocompletion({
      override: [(context) => completeLink(context, options.completeTitle)],
      icons: false,
      activateOnTyping: true,
    }),
    EditorView.lineWrapping,
    EditorView.domEventHandlers({
      mousedown: (event, view) => openLinkAt(event, view, options.onOpenLink),
      blur: () => {
        options.onBlur();
        return false;
      },
    }),
    keymap.of([{ key: 'Mod-Enter', run: (view) => openLinkAtCursor(view, options.onOpenLink) }]),
  ];
}

function look({ label, placeholder: empty, phrases }: EditorTexts): Extension {
  return [
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true', autocapitalize: 'sentences' }),
    EditorState.phrases.of({ ...phrases }),
    placeholder(empty),
    syntaxHighlighting(quietHighlighter()),
    wikiLinks(),
  ];
}

const quietHighlighter = () =>
  tagHighlighter([
    { tag: tags.heading1, class: 'tok-heading tok-heading1' },
    { tag: tags.heading2, class: 'tok-heading tok-heading2' },
    { tag: tags.heading, class: 'tok-heading' },
    { tag: tags.strong, class: 'tok-strong' },
    { tag: tags.emphasis, class: 'tok-emphasis' },
    { tag: tags.strikethrough, class: 'tok-strikethrough' },
    { tag: tags.link, class: 'tok-link' },
    { tag: tags.url, class: 'tok-url' },
    { tag: tags.quote, class: 'tok-quote' },
    { tag: tags.monospace, class: 'tok-monospace' },
    { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName, tags.meta], class: 'tok-meta' },
  ]);

function wikiLinks(): Extension {
  const matcher = new MatchDecorator({
    regexp: /\[\[[^[\]\n]{1,500}\]\]/g,
    decoration: Decoration.mark({ class: 'wiki' }),
  });
  return ViewPlugin.define(
    (view) => {
      let decorations = matcher.createDeco(view);
      return {
        update(update: ViewUpdate) {
          decorations = matcher.updateDeco(update, decorations);
        },
        get decorations() {
          return decorations;
        },
      };
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

async function completeLink(
  context: CompletionContext,
  completeTitle: EditorOptions['completeTitle'],
): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos);
  const open = openWikiLink(line.text, context.pos - line.from);
  if (open === null) return null;
  const ended = new AbortController();
  context.addEventListener('abort', () => ended.abort());
  const titles = await completeTitle(open.typed, ended.signal);
  if (context.aborted) return null;
  const closed = line.text.slice(context.pos - line.from).startsWith(']]');
  return {
    from: line.from + open.start,
    to: closed ? context.pos + 2 : context.pos,
    filter: false,
    options: titles.map((title) => ({ label: title, apply: `${title}]]` })),
  };
}

function openLinkAt(event: MouseEvent, view: EditorView, onOpenLink: (title: string) => void): boolean {
  if (event.button !== 0 || !(event.metaKey || event.ctrlKey)) return false;
  const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
  return position !== null && openLinkIn(view, position, onOpenLink, event);
}

const openLinkAtCursor = (view: EditorView, onOpenLink: (title: string) => void): boolean =>
  openLinkIn(view, view.state.selection.main.head, onOpenLink, null);

function openLinkIn(
  view: EditorView,
  position: number,
  onOpenLink: (title: string) => void,
  event: Event | null,
): boolean {
  const line = view.state.doc.lineAt(position);
  const link = wikiLinkAt(line.text, position - line.from);
  if (link === null) return false;
  event?.preventDefault();
  onOpenLink(link.target);
  return true;
}
