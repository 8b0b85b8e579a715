import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension, Range } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { blocksField, frontMatterEnd } from './blocks.ts';
import { calloutAt } from './callout.ts';
import { decorateLink } from './inline-links.ts';
import { decorateList } from './inline-lists.ts';
import { isRevealed, revealField } from './reveal.ts';
import { CalloutWidget } from './widgets/marks.ts';
import { InlineMathWidget } from './widgets/math.ts';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolve']>;

export interface Drawing {
  readonly state: EditorState;
  /** Takes the range out of sight. */
  hide(from: number, to: number): void;
  add(range: Range<Decoration>): void;
  mark(from: number, to: number, className: string): void;
  /** Classes for each line of the range. */
  lines(from: number, to: number, className: string): void;
}

const HIDDEN = Decoration.replace({});

/** The pieces of the text within `ranges`, drawn as a reader wants them. Nothing here changes the text. */
export function drawInline(
  state: EditorState,
  ranges: readonly { readonly from: number; readonly to: number }[],
): DecorationSet {
  const found: Range<Decoration>[] = [];
  for (const { from, to } of ranges) {
    const drawing = createDrawing(state, from, to, found);
    const head = frontMatterEnd(state);
    if (to <= head) continue;
    syntaxTree(state).iterate({
      from: Math.max(from, head),
      to,
      enter: ({ node }) => draw(drawing, node),
    });
  }
  return Decoration.set(found, true);
}

function createDrawing(state: EditorState, viewFrom: number, viewTo: number, found: Range<Decoration>[]): Drawing {
  return {
    state,
    hide: (from, to) => void (to > from && found.push(HIDDEN.range(from, to))),
    add: (range) => void found.push(range),
    mark: (from, to, className) =>
      void (to > from && found.push(Decoration.mark({ class: className }).range(from, to))),
    lines(from, to, className) {
      const decoration = Decoration.line({ class: className });
      let line = state.doc.lineAt(Math.max(from, Math.min(viewFrom, to)));
      for (;;) {
        found.push(decoration.range(line.from));
        if (line.to >= Math.min(to, viewTo) || line.number >= state.doc.lines) break;
        line = state.doc.line(line.number + 1);
      }
    },
  };
}

/** False where what is inside has been drawn with it. */
function draw(drawing: Drawing, node: Node): boolean {
  const { state } = drawing;
  const { name, from, to } = node;
  if (name.startsWith('ATXHeading')) drawHeading(drawing, node);
  else if (name === 'EmphasisMark' || name === 'StrikethroughMark') hideUnlessRevealed(drawing, node, node.parent);
  else if (name === 'InlineCode') drawInlineCode(drawing, node);
  else if (name === 'Escape') {
    if (!isRevealed(state, from, to)) drawing.hide(from, from + 1);
  } else if (name === 'HorizontalRule') drawRule(drawing, node);
  else if (name === 'Blockquote') drawQuote(drawing, node);
  else if (name === 'FencedCode' || name === 'CodeBlock') drawCode(drawing, node);
  else if (name === 'InlineMath') drawMath(drawing, node);
  else if (name === 'Table' || name === 'MathBlock' || name === 'EmbedBlock') return drawSource(drawing, node);
  else if (name === 'Tag') drawing.mark(from, to, 'cm-tag');
  else if (name === 'FootnoteReference') drawFootnote(drawing, from, to);
  else if (name === 'LinkReference') drawDefinition(drawing, node);
  else if (name === 'ListItem') decorateList(drawing, node);
  else return decorateLink(drawing, node);
  return true;
}

function hideUnlessRevealed({ state, hide }: Drawing, { from, to }: Node, whole: Node | null): void {
  if (whole === null || !isRevealed(state, whole.from, whole.to)) hide(from, to);
}

function drawHeading({ state, lines, hide }: Drawing, node: Node): void {
  const line = state.doc.lineAt(node.from);
  lines(line.from, line.from, `cm-heading cm-heading-${node.name.slice(-1)}`);
  if (isRevealed(state, line.from, line.to)) return;
  const [open, close] = node.getChildren('HeaderMark');
  if (open) hide(line.from, endOfSpace(state, open.to, line.to));
  if (close) hide(startOfSpace(state, close.from, open?.to ?? line.from), close.to);
}

/** Behind the white space at a place, within a line. */
export function endOfSpace(state: EditorState, at: number, limit: number): number {
  const text = state.doc.sliceString(at, Math.min(limit, at + 100));
  return at + (text.length - text.trimStart().length);
}

function startOfSpace(state: EditorState, at: number, limit: number): number {
  const text = state.doc.sliceString(Math.max(limit, at - 100), at);
  return at - (text.length - text.trimEnd().length);
}

function drawInlineCode(drawing: Drawing, node: Node): void {
  drawing.mark(node.from, node.to, 'cm-inlineCode');
  for (const mark of node.getChildren('CodeMark')) hideUnlessRevealed(drawing, mark, node);
}

function drawRule({ state, lines, hide }: Drawing, { from, to }: Node): void {
  if (isRevealed(state, from, to)) return;
  lines(from, from, 'cm-rule');
  hide(from, to);
}

function drawQuote(drawing: Drawing, node: Node): void {
  const { state } = drawing;
  const callout = calloutAt(state, node);
  const kind = callout === null ? 'cm-quote' : `cm-callout cm-callout-${callout.tone}`;
  drawing.lines(node.from, node.to, kind);
  node.cursor().iterate((inner) => {
    if (inner.name !== 'QuoteMark') return;
    const line = state.doc.lineAt(inner.from);
    if (!isRevealed(state, line.from, line.to))
      drawing.hide(inner.from, endOfSpace(state, inner.to, Math.min(inner.to + 1, line.to)));
  });
  if (callout === null) return;
  const line = state.doc.lineAt(node.from);
  drawing.lines(line.from, line.from, 'cm-calloutHead');
  if (!isRevealed(state, line.from, line.to)) {
    const widget = new CalloutWidget(callout.kind, callout.hasTitle);
    drawing.add(Decoration.replace({ widget }).range(callout.from, callout.to));
  }
}

function drawCode({ state, lines, hide, mark }: Drawing, node: Node): void {
  lines(node.from, node.to, 'cm-code');
  if (node.name === 'CodeBlock') return;
  const [open, close] = node.getChildren('CodeMark');
  const first = state.doc.lineAt(node.from);
  lines(first.from, first.from, 'cm-codeOpen');
  if (close) lines(close.from, close.from, 'cm-codeClose');
  const info = node.getChild('CodeInfo');
  if (info) mark(info.from, info.to, 'cm-codeInfo');
  if (isRevealed(state, node.from, node.to)) return;
  if (open) hide(open.from, open.to);
  if (close) hide(close.from, close.to);
}

function drawMath({ state, add, mark }: Drawing, { from, to }: Node): void {
  const source = state.doc.sliceString(from, to).replace(/^\$+|\$+$/g, '');
  if (isRevealed(state, from, to)) mark(from, to, 'cm-mathSource');
  else add(Decoration.replace({ widget: new InlineMathWidget(source) }).range(from, to));
}

/** A block that is shown as something else stands here as its source when it is being written in. */
function drawSource({ state, lines }: Drawing, { name, from, to }: Node): boolean {
  const isDrawn = state
    .field(blocksField)
    .blocks.some((block) => block.from <= from && block.to >= from && !block.revealed);
  if (isDrawn) return false;
  if (name !== 'EmbedBlock') lines(from, to, 'cm-source');
  return name === 'Table';
}

function drawFootnote({ state, hide, mark }: Drawing, from: number, to: number): void {
  const line = state.doc.lineAt(from);
  const isDefinition = line.from === from && state.doc.sliceString(to, to + 1) === ':';
  mark(from, to, isDefinition ? 'cm-footnoteLabel' : 'cm-footnote');
  if (isRevealed(state, from, to)) return;
  hide(from, from + 2);
  hide(to - 1, isDefinition ? to + 1 : to);
}

/** A footnote of one word looks like the definition of a link. */
function drawDefinition(drawing: Drawing, { from, to }: Node): void {
  const label = /^\[\^[^\]\s]{1,100}\]/.exec(drawing.state.doc.sliceString(from, to))?.[0];
  if (label !== undefined) drawFootnote(drawing, from, from + label.length);
}

/** Draws what is in view, anew when the text, the selection, the view or what is known of the syntax changes. */
export function inlinePreview(): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = drawInline(view.state, view.visibleRanges);
      }
      update(update: ViewUpdate): void {
        if (isStale(update)) this.decorations = drawInline(update.state, update.view.visibleRanges);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

const isStale = ({ docChanged, viewportChanged, startState, state }: ViewUpdate): boolean =>
  docChanged ||
  viewportChanged ||
  startState.field(revealField).ranges !== state.field(revealField).ranges ||
  syntaxTree(startState) !== syntaxTree(state);
