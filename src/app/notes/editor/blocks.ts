import { syntaxTree } from '@codemirror/language';
import { type ChangeSet, type EditorState, type Extension, Facet, type Range, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, type WidgetType } from '@codemirror/view';
import { parseFrontMatter } from '../../../core/items/front-matter.ts';
import { readEmbed } from '../../../core/notes/embed.ts';
import { type BlockSpan, blockSpans } from './block-spans.ts';
import { isRevealed, revealField } from './reveal.ts';
import { shownTitle, titleLine } from './title-line.ts';
import { EmbedWidget } from './widgets/embed.ts';
import { FrontMatterWidget } from './widgets/front-matter.ts';
import { HiddenWidget } from './widgets/hidden.ts';
import { MathWidget } from './widgets/math.ts';
import { TableWidget } from './widgets/table.ts';

/** A part of the text, of whole lines, that is shown as something else when it is not written in. */
export interface Block extends BlockSpan {
  readonly span: BlockSpan;
  readonly revealed: boolean;
}

interface Blocks {
  readonly tree: ReturnType<typeof syntaxTree>;
  readonly headEnd: number;
  readonly blocks: readonly Block[];
  readonly decorations: DecorationSet;
}

/** What becomes of front matter: a quiet line, or nothing, where something else shows it. */
export const frontMatterAs = Facet.define<'line' | 'hidden', 'line' | 'hidden'>({ combine: ([as]) => as ?? 'line' });

export const blocksField: StateField<Blocks> = StateField.define<Blocks>({
  create: (state) => rebuild(state, { blocks: [], decorations: Decoration.none }, state.changes(), headOf(state)),
  update(before, { state, startState, docChanged, changes }) {
    const isRenamed = startState.facet(shownTitle) !== state.facet(shownTitle);
    if (docChanged || isRenamed || syntaxTree(state) !== before.tree)
      return rebuild(state, before, changes, docChanged ? headOf(state) : before.headEnd);
    if (startState.field(revealField).ranges === state.field(revealField).ranges) return before;
    const isSame = before.blocks.every((block) => block.revealed === isShownAsSource(state, block));
    return isSame ? before : rebuild(state, before, changes, before.headEnd);
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});

/** Behind the closing line of the front matter; 0 where there is none, and where everything is shown as it is written. */
export const frontMatterEnd = (state: EditorState): number => state.field(blocksField, false)?.headEnd ?? 0;

const isShownAsSource = (state: EditorState, { kind, from, to }: BlockSpan): boolean =>
  isRevealed(state, from, to) && !(kind === 'front-matter' && state.facet(frontMatterAs) === 'hidden');

/** Only what stands between the first and the last difference is drawn anew, so that a key costs what it changed. */
function rebuild(
  state: EditorState,
  before: Pick<Blocks, 'blocks' | 'decorations'>,
  changes: ChangeSet,
  headEnd: number,
): Blocks {
  const tree = syntaxTree(state);
  const head: BlockSpan[] = headEnd > 0 ? [{ kind: 'front-matter', from: 0, to: headEnd - 1 }] : [];
  const title = titleLine(state, headEnd);
  const spans = [
    ...head,
    ...(title === null ? [] : [title]),
    ...blockSpans(tree).filter(({ from }) => from >= headEnd),
  ];
  const { above, below } = keptOf(state, before.blocks, spans, changes);
  const between = spans.slice(above.length, spans.length - below.length).map((span) => blockOf(state, span));
  const [from, to] = [above.at(-1)?.to ?? -1, below[0]?.from ?? state.doc.length + 1];
  const decorations = before.decorations.map(changes).update({
    filterFrom: Math.max(0, from),
    filterTo: to,
    filter: (at) => at <= from || at >= to,
    add: between.flatMap((block) => draw(state, block)),
  });
  return { tree, headEnd, blocks: [...above, ...between, ...below], decorations };
}

/** The blocks above and below all that is different, as they stand in the changed text. */
function keptOf(
  state: EditorState,
  before: readonly Block[],
  spans: readonly BlockSpan[],
  changes: ChangeSet,
): Record<'above' | 'below', readonly Block[]> {
  const touched = touchedBy(changes);
  const grown = changes.newLength - changes.length;
  const most = Math.min(before.length, spans.length);
  const stays = (block: Block, span: BlockSpan | undefined) =>
    isSameSpan(block.span, span) && block.revealed === isShownAsSource(state, block);
  const above: Block[] = [];
  for (const block of before.slice(0, most)) {
    if (block.to >= touched.from || !stays(block, spans[above.length])) break;
    above.push(block);
  }
  const below: Block[] = [];
  for (const block of before.slice(above.length + before.length - most).reverse()) {
    const moved = movedBy(block, grown);
    if (block.from <= touched.to || !stays(moved, spans[spans.length - 1 - below.length])) break;
    below.push(moved);
  }
  return { above, below: below.reverse() };
}

const isSameSpan = (one: BlockSpan, other: BlockSpan | undefined): boolean =>
  one.kind === other?.kind && one.from === other.from && one.to === other.to;

const shifted = ({ kind, from, to }: BlockSpan, by: number): BlockSpan => ({ kind, from: from + by, to: to + by });

const movedBy = (block: Block, by: number): Block =>
  by === 0 ? block : { ...shifted(block, by), span: shifted(block.span, by), revealed: block.revealed };

/** In the text as it was: beyond it on both sides where nothing changed. */
function touchedBy(changes: ChangeSet): { readonly from: number; readonly to: number } {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  changes.iterChangedRanges((start, end) => {
    from = Math.min(from, start);
    to = end;
  });
  return { from, to };
}

function blockOf(state: EditorState, span: BlockSpan): Block {
  const { kind } = span;
  const [from, to] = [state.doc.lineAt(span.from).from, state.doc.lineAt(span.to).to];
  return { kind, from, to, span, revealed: isShownAsSource(state, { kind, from, to }) };
}

function headOf(state: EditorState): number {
  if (!state.doc.line(1).text.startsWith('---')) return 0;
  return parseFrontMatter(state.doc.sliceString(0, 66_000)).end;
}

function draw(state: EditorState, { kind, from, to, revealed }: Block): Range<Decoration>[] {
  const source = state.doc.sliceString(from, to);
  const replaced = (widget: WidgetType) => Decoration.replace({ widget, block: true }).range(from, to);
  const below = (widget: EmbedWidget | MathWidget) => Decoration.widget({ widget, block: true, side: 1 }).range(to);
  if (kind === 'front-matter') {
    if (!revealed) return [replaced(new FrontMatterWidget(source, state.facet(frontMatterAs) === 'hidden'))];
    return linesOf(state, from, to).map((at) => Decoration.line({ class: 'cm-source' }).range(at));
  }
  if (kind === 'title') return revealed ? [] : [replaced(new HiddenWidget())];
  if (kind === 'table') return revealed ? [] : [replaced(new TableWidget(source))];
  const embed = kind === 'embed' ? readEmbed(source) : null;
  if (kind === 'embed' && embed === null) return [];
  const widget = embed === null ? new MathWidget(source.replace(/^\$\$\s*|\s*\$\$$/g, '')) : new EmbedWidget(embed);
  return [revealed ? below(widget) : replaced(widget)];
}

function linesOf(state: EditorState, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = from; at <= to; at = state.doc.lineAt(at).to + 1) starts.push(at);
  return starts;
}

export const blockPreview = (): Extension => blocksField;

/** The block that is drawn there, or null. */
export const drawnBlockAt = (state: EditorState, position: number): Block | null =>
  state
    .field(blocksField, false)
    ?.blocks.find(({ from, to, revealed }) => !revealed && from <= position && position <= to) ?? null;
