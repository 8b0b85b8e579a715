import type { syntaxTree } from '@codemirror/language';
import { Decoration } from '@codemirror/view';
import type { Drawing } from './inline.ts';
import { isRevealed } from './reveal.ts';
import { BulletWidget, CheckBoxWidget } from './widgets/marks.ts';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolve']>;

const DEEPEST = 8;

/** An entry of a list: its indentation, its bullet or its check box. */
export function decorateList(drawing: Drawing, item: Node): void {
  const { state } = drawing;
  const mark = item.getChild('ListMark');
  if (mark === null) return;
  const depth = Math.min(DEEPEST, depthOf(item));
  const line = state.doc.lineAt(mark.from);
  const task = item.getChild('Task')?.getChild('TaskMarker') ?? null;
  const isDone = task !== null && /x/i.test(state.doc.sliceString(task.from, task.to));
  drawing.lines(line.from, line.from, `cm-item cm-depth-${depth}${isDone ? ' cm-done' : ''}`);
  const inner = item.firstChild?.nextSibling;
  if (inner && inner.to > line.to)
    drawing.lines(line.to + 1, firstBlockEnd(item, inner), `cm-itemMore cm-depth-${depth}`);
  const indent = state.doc.sliceString(line.from, mark.from);
  if (indent.trim() === '' && !(mark.from > line.from && isRevealed(state, line.from, mark.from - 1)))
    drawing.hide(line.from, mark.from);
  drawMark(drawing, item, mark, task);
}

function depthOf(item: Node): number {
  let depth = 0;
  for (let node: Node | null = item; node !== null; node = node.parent) if (node.name === 'ListItem') depth++;
  return depth;
}

/** Where the entry's own lines end: before the lists inside of it. */
function firstBlockEnd(item: Node, first: Node): number {
  const nested = item.getChild('BulletList') ?? item.getChild('OrderedList');
  return nested === null ? first.to : Math.min(first.to, nested.from - 1);
}

function drawMark({ state, add, mark: style }: Drawing, item: Node, mark: Node, task: Node | null): void {
  const isOrdered = item.parent?.name === 'OrderedList';
  const end = task?.to ?? mark.to;
  if (isRevealed(state, mark.from, end)) style(mark.from, end, 'cm-listMark');
  else if (task !== null) {
    const sign = state.doc.sliceString(task.from + 1, task.from + 2);
    const words = state.doc.sliceString(task.to, state.doc.lineAt(task.to).to).trim();
    const widget = new CheckBoxWidget(sign !== ' ', words);
    add(Decoration.replace({ widget }).range(mark.from, task.to));
  } else if (isOrdered) style(mark.from, mark.to, 'cm-listMark');
  else add(Decoration.replace({ widget: new BulletWidget() }).range(mark.from, mark.to));
}
