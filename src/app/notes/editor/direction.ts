import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

const AUTO = Decoration.line({ attributes: { dir: 'auto' } });

function linesInView({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of visibleRanges)
    for (let at = Math.max(from, done + 1); at <= to; ) {
      const line = state.doc.lineAt(at);
      if (line.from > done) builder.add(line.from, line.from, AUTO);
      done = line.from;
      at = line.to + 1;
    }
  return builder.finish();
}

const plugin = ViewPlugin.define(
  (view) => ({
    decorations: linesInView(view),
    update({ docChanged, viewportChanged, view: now }: ViewUpdate) {
      if (docChanged || viewportChanged) this.decorations = linesInView(now);
    },
  }),
  { decorations: ({ decorations }) => decorations },
);

/** Each line reads in the direction of its own words. */
export const lineDirections = (): Extension => [EditorView.perLineTextDirection.of(true), plugin];
