import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, Facet, type Range, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { parseFrontMatter } from '../../../core/items/front-matter.ts';
import { readEmbed } from '../../../core/notes/embed.ts';
import { isRevealed, revealField } from './reveal.ts';
import { EmbedWidget } from './widgets/embed.ts';
import { FrontMatterWidget } from './widgets/front-matter.ts';
import { MathWidget } from './widgets/math.ts';
import { TableWidget } from './widgets/table.ts';

/** A part of the text that is shown as something else when it is not written in. */
export interface Block {
  readonly kind: 'front-matter' | 'table' | 'math' | 'embed';
  readonly from: number;
  readonly to: number;
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

const KINDS: Readonly<Record<string, Block['kind']>> = { Table: 'table', MathBlock: 'math', EmbedBlock: 'embed' };
/** These stay lists of blocks, and their own blocks stay as they are written. */
const OPAQUE: ReadonlySet<string> = new Set([
  'Paragraph',
  'FencedCode',
  'CodeBlock',
  'HTMLBlock',
  'BulletList',
  'OrderedList',
  'Blockquote',
]);

export const blocksField: StateField<Blocks> = StateField.define<Blocks>({
  create: (state) => build(state, null),
  update(before, { state, startState, docChanged }) {
    if (docChanged || syntaxTree(state) !== before.tree) return build(state, docChanged ? null : before.headEnd);
    if (startState.field(revealField).ranges === state.field(revealField).ranges) return before;
    const isSame = before.blocks.every((block) => block.revealed === isShownAsSource(state, block));
    return isSame ? before : build(state, before.headEnd);
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});

/** Behind the closing line of the front matter; 0 where there is none, and where everything is shown as it is written. */
export const frontMatterEnd = (state: EditorState): number => state.field(blocksField, false)?.headEnd ?? 0;

const isShownAsSource = (state: EditorState, { kind, from, to }: Omit<Block, 'revealed'>): boolean =>
  isRevealed(state, from, to) && !(kind === 'front-matter' && state.facet(frontMatterAs) === 'hidden');

function build(state: EditorState, knownHeadEnd: number | null): Blocks {
  const tree = syntaxTree(state);
  const headEnd = knownHeadEnd ?? headOf(state);
  const found: Omit<Block, 'revealed'>[] = [];
  if (headEnd > 0) found.push({ kind: 'front-matter', from: 0, to: state.doc.lineAt(headEnd - 1).to });
  tree.iterate({
    enter({ name, from, to }) {
      if (from < headEnd && name !== 'Document') return false;
      const kind = KINDS[name];
      if (kind !== undefined) found.push({ kind, from: state.doc.lineAt(from).from, to: state.doc.lineAt(to).to });
      return kind === undefined && !OPAQUE.has(name) && !name.startsWith('ATXHeading');
    },
  });
  const blocks = found.map((block) => ({ ...block, revealed: isShownAsSource(state, block) }));
  return { tree, headEnd, blocks, decorations: Decoration.set(blocks.flatMap((block) => draw(state, block))) };
}

function headOf(state: EditorState): number {
  if (!state.doc.line(1).text.startsWith('---')) return 0;
  return parseFrontMatter(state.doc.sliceString(0, 66_000)).end;
}

function draw(state: EditorState, { kind, from, to, revealed }: Block): Range<Decoration>[] {
  const source = state.doc.sliceString(from, to);
  const replaced = (widget: EmbedWidget | MathWidget | TableWidget | FrontMatterWidget) =>
    Decoration.replace({ widget, block: true }).range(from, to);
  const below = (widget: EmbedWidget | MathWidget) => Decoration.widget({ widget, block: true, side: 1 }).range(to);
  if (kind === 'front-matter') {
    if (!revealed) return [replaced(new FrontMatterWidget(source, state.facet(frontMatterAs) === 'hidden'))];
    return linesOf(state, from, to).map((at) => Decoration.line({ class: 'cm-source' }).range(at));
  }
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
