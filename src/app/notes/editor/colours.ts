import { syntaxTree } from '@codemirror/language';
import { type Extension, Prec, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { type Highlighter, highlightTree } from '@lezer/highlight';
import { windowOf } from './block-list.ts';

/** What `syntaxHighlighting` does, for what is in view: that one walks to it from the beginning of the text. */
export function colours(highlighters: readonly Highlighter[]): Extension {
  const marks = new Map<string, Decoration>();
  const markOf = (classes: string): Decoration => {
    const mark = marks.get(classes) ?? Decoration.mark({ class: classes });
    marks.set(classes, mark);
    return mark;
  };
  const draw = ({ state, visibleRanges }: EditorView): DecorationSet => {
    const builder = new RangeSetBuilder<Decoration>();
    for (const { from, to } of visibleRanges)
      highlightTree(
        windowOf(syntaxTree(state), from, to),
        highlighters,
        (start, end, classes) => builder.add(start, end, markOf(classes)),
        from,
        to,
      );
    return builder.finish();
  };
  const plugin = ViewPlugin.define(
    (view) => ({
      decorations: draw(view),
      to: view.viewport.to,
      update(update: ViewUpdate) {
        const tree = syntaxTree(update.state);
        const { viewport } = update.view;
        const to = update.changes.mapPos(this.to, 1);
        // Where the parser has not come to yet, old colours are better than none.
        if (tree.length < viewport.to && to >= viewport.to) {
          this.decorations = this.decorations.map(update.changes);
          this.to = to;
        } else if (update.viewportChanged || tree !== syntaxTree(update.startState)) {
          this.decorations = draw(update.view);
          this.to = viewport.to;
        }
      },
    }),
    { decorations: ({ decorations }) => decorations },
  );
  return Prec.high(plugin);
}
