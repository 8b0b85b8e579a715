import type { syntaxTree } from '@codemirror/language';
import { Decoration } from '@codemirror/view';
import type { Drawing } from './inline.ts';
import { isRevealed } from './reveal.ts';
import { InlineEmbedWidget } from './widgets/embed.ts';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolve']>;

/** Links and what is embedded within a line. False where nothing inside is to be drawn any more. */
export function decorateLink(drawing: Drawing, node: Node): boolean {
  if (node.name === 'Link') drawLink(drawing, node);
  else if (node.name === 'WikiLink') drawWikiLink(drawing, node);
  else if (node.name === 'WikiEmbed' || node.name === 'Image') return drawEmbed(drawing, node);
  else if (node.name === 'Autolink') drawAutolink(drawing, node);
  else if (node.name === 'URL' && node.parent?.name !== 'Link') drawing.mark(node.from, node.to, 'cm-link');
  return true;
}

/** `[words](address)` as its words. */
function drawLink({ state, mark, hide }: Drawing, node: Node): void {
  const [open, close] = node.getChildren('LinkMark');
  if (open === undefined || close === undefined || node.getChild('URL') === null) return;
  mark(node.from, node.to, 'cm-link');
  if (isRevealed(state, node.from, node.to) || close.from === open.to) return;
  hide(open.from, open.to);
  hide(close.from, node.to);
}

function drawWikiLink({ state, mark, hide }: Drawing, node: Node): void {
  mark(node.from, node.to, 'wiki');
  if (isRevealed(state, node.from, node.to)) return;
  const shown = node.getChild('WikiLabel') ?? node.getChild('WikiTarget');
  if (shown === null) return;
  hide(node.from, shown.from);
  hide(shown.to, node.to);
}

function drawAutolink({ state, mark, hide }: Drawing, node: Node): void {
  mark(node.from, node.to, 'cm-link');
  if (isRevealed(state, node.from, node.to)) return;
  for (const { from, to } of node.getChildren('LinkMark')) hide(from, to);
}

function drawEmbed({ state, mark, add }: Drawing, { from, to }: Node): boolean {
  if (isRevealed(state, from, to)) {
    mark(from, to, 'wiki');
    return true;
  }
  const widget = new InlineEmbedWidget(state.doc.sliceString(from, to));
  add(Decoration.replace({ widget }).range(from, to));
  return false;
}
