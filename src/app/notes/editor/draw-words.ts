import { syntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { drawMath } from './math.ts';
import { noteLanguage } from './syntax.ts';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolve']>;

const ELEMENTS: Readonly<Record<string, string>> = {
  Emphasis: 'em',
  StrongEmphasis: 'strong',
  Strikethrough: 's',
  InlineCode: 'code',
};
const CLASSES: Readonly<Record<string, string>> = {
  Link: 'cm-link',
  WikiLink: 'wiki',
  WikiEmbed: 'wiki',
  Autolink: 'cm-link',
  Tag: 'cm-tag',
};
/** Marks that a reader does not see; `URL` only within a link. */
const UNSEEN: ReadonlySet<string> = new Set([
  'EmphasisMark',
  'StrikethroughMark',
  'CodeMark',
  'LinkMark',
  'WikiMark',
  'LinkTitle',
  'MathMark',
]);

/** A line of markdown as elements: what a cell of a table shows while it is not written in. */
export function drawWords(outer: EditorState, words: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  if (!/[*_~`[\]$#\\<]/.test(words)) {
    fragment.append(words);
    return fragment;
  }
  const state = EditorState.create({ doc: words, extensions: [noteLanguage()] });
  const paragraph = syntaxTree(state).topNode.getChild('Paragraph');
  if (paragraph === null) fragment.append(words);
  else drawInside(outer, words, paragraph, fragment);
  return fragment;
}

function drawInside(outer: EditorState, words: string, node: Node, into: Parent): void {
  let at = node.from;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    into.append(words.slice(at, child.from));
    at = child.to;
    drawNode(outer, words, child, into);
  }
  into.append(words.slice(at, node.to));
}

type Parent = Pick<ParentNode, 'append'>;

function drawNode(outer: EditorState, words: string, node: Node, into: Parent): void {
  const { name } = node;
  const isSecond = name === 'URL' && node.parent?.name === 'Link';
  const isNamed = name === 'WikiTarget' && node.parent?.getChild('WikiLabel') != null;
  if (UNSEEN.has(name) || isSecond || isNamed) return;
  const drawn = elementOf(outer, words, node);
  if (typeof drawn === 'string') into.append(drawn);
  else if (drawn === null) drawInside(outer, words, node, into);
  else {
    into.append(drawn);
    if (name !== 'InlineMath') drawInside(outer, words, node, drawn);
  }
}

/** What stands for a node; null where only what is inside of it does. */
function elementOf(outer: EditorState, words: string, { name, from, to }: Node): HTMLElement | string | null {
  if (name === 'Escape') return words.slice(from + 1, to);
  if (name === 'InlineMath') return formula(outer, words.slice(from, to).replace(/^\$+|\$+$/g, ''));
  const element = ELEMENTS[name];
  const className = CLASSES[name];
  if (element === undefined && className === undefined) return null;
  const drawn = document.createElement(element ?? 'span');
  if (className !== undefined) drawn.className = className;
  return drawn;
}

function formula(outer: EditorState, source: string): HTMLElement {
  const box = document.createElement('span');
  box.className = 'cm-math';
  box.textContent = source;
  void drawMath(outer, source, false, box);
  return box;
}
