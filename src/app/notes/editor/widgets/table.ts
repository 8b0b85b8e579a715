import { type EditorView, WidgetType } from '@codemirror/view';
import {
  addColumn,
  addRow,
  type NoteTable,
  readTable,
  removeColumn,
  removeRow,
  setCell,
  type TableEdit,
} from '../../../../core/notes/table.ts';
import { drawWords } from '../draw-words.ts';
import { say } from '../say.ts';
import { redoHere, undoHere } from '../undo.ts';

const ROW_HEIGHT = 37;

interface Drawn {
  source: string;
  table: NoteTable;
}

/** What a drawn table was made of; the cells change with it. */
const drawnOf = new WeakMap<HTMLElement, Drawn>();

/** A table that is written in where it stands: each cell is a field, and each change an edit of that cell alone. */
export class TableWidget extends WidgetType {
  readonly source: string;

  constructor(source: string) {
    super();
    this.source = source;
  }
  override eq(other: TableWidget): boolean {
    return other.source === this.source;
  }
  override get estimatedHeight(): number {
    return (this.source.split('\n').length - 1) * ROW_HEIGHT + 32;
  }
  toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('div');
    box.className = 'cm-tableBox';
    this.#draw(box, view);
    return box;
  }
  override updateDOM(box: HTMLElement, view: EditorView): boolean {
    const drawn = drawnOf.get(box);
    const table = readTable(this.source);
    if (drawn === undefined || table === null || !isSameShape(drawn.table, table)) return false;
    drawnOf.set(box, { source: this.source, table });
    for (const [row, cells] of table.rows.entries())
      for (const [column, { text }] of cells.entries()) {
        const field = cellAt(box, row, column);
        if (field !== null && readCell(field) !== text) writeCell(view, field, text);
      }
    return true;
  }
  override ignoreEvent(): boolean {
    return true;
  }
  #draw(box: HTMLElement, view: EditorView): void {
    const table = readTable(this.source);
    if (table === null) {
      box.textContent = this.source;
      return;
    }
    drawnOf.set(box, { source: this.source, table });
    const scroller = document.createElement('div');
    scroller.className = 'cm-tableScroller';
    scroller.append(drawTable(view, box, table));
    box.append(scroller);
    if (!view.state.readOnly) box.append(drawTools(view, box));
  }
}

const isSameShape = (a: NoteTable, b: NoteTable): boolean =>
  a.rows.length === b.rows.length &&
  a.aligns.join() === b.aligns.join() &&
  a.rows.every((cells, row) => cells.length === b.rows[row]?.length);

function drawTable(view: EditorView, box: HTMLElement, table: NoteTable): HTMLTableElement {
  const drawn = document.createElement('table');
  drawn.setAttribute('aria-label', say(view.state, 'editor.table'));
  const [head, body] = [drawn.createTHead(), drawn.createTBody()];
  for (const [row, cells] of table.rows.entries()) {
    const line = (row === 0 ? head : body).insertRow();
    for (let column = 0; column < table.aligns.length; column++) {
      const cell = document.createElement(row === 0 ? 'th' : 'td');
      const align = table.aligns[column];
      if (align) cell.className = `cm-align-${align}`;
      const field = document.createElement('div');
      field.className = 'cm-cell';
      field.dataset['row'] = String(row);
      field.dataset['column'] = String(column);
      writeCell(view, field, cells[column]?.text ?? '');
      if (!view.state.readOnly && cells[column] !== undefined) makeField(view, box, field, row, column);
      cell.append(field);
      line.append(cell);
    }
  }
  return drawn;
}

const cellAt = (box: HTMLElement, row: number, column: number): HTMLElement | null =>
  box.querySelector(`.cm-cell[data-row="${row}"][data-column="${column}"]`);

const readCell = (field: HTMLElement): string =>
  isWrittenIn(field) ? (field.textContent ?? '').trim() : (field.dataset['text'] ?? '');

const isWrittenIn = (field: HTMLElement): boolean => (field.getRootNode() as ShadowRoot).activeElement === field;

/** While it is written in, a cell shows its source; else what that means. */
function writeCell(view: EditorView, field: HTMLElement, text: string): void {
  field.dataset['text'] = text;
  if (isWrittenIn(field)) field.textContent = text;
  else field.replaceChildren(drawWords(view.state, text));
}

function makeField(view: EditorView, box: HTMLElement, field: HTMLElement, row: number, column: number): void {
  makeEditable(field);
  field.spellcheck = true;
  field.setAttribute('role', 'textbox');
  field.setAttribute('aria-label', say(view.state, 'editor.cell', { row: row + 1, column: column + 1 }));
  field.addEventListener('focus', () => {
    field.textContent = field.dataset['text'] ?? '';
    document.getSelection()?.selectAllChildren(field);
  });
  field.addEventListener('blur', () => {
    writeCell(view, field, drawnOf.get(box)?.table.rows[row]?.[column]?.text ?? '');
  });
  field.addEventListener('input', () => changeCell(view, box, row, column, field));
  field.addEventListener('paste', (event) => pasteText(event));
  field.addEventListener('keydown', (event) => cellKey(view, box, { row, column }, event));
}

/** Words only, where the browser knows how. */
function makeEditable(field: HTMLElement): void {
  try {
    field.contentEditable = 'plaintext-only';
  } catch {
    field.contentEditable = 'true';
  }
}

/** Rich text comes in as its words. */
function pasteText(event: ClipboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
  const words = (event.clipboardData?.getData('text/plain') ?? '').replace(/\s*\n\s*/g, ' ');
  document.execCommand('insertText', false, words);
}

function changeCell(view: EditorView, box: HTMLElement, row: number, column: number, field: HTMLElement): void {
  const drawn = drawnOf.get(box);
  const edit = drawn && setCell(drawn.table, row, column, field.textContent ?? '');
  if (edit) apply(view, box, [edit]);
}

function apply(view: EditorView, box: HTMLElement, edits: readonly TableEdit[]): void {
  const start = view.posAtDOM(box);
  view.dispatch({
    changes: edits.map(({ start: from, end: to, insert }) => ({ from: start + from, to: start + to, insert })),
    userEvent: 'input.table',
  });
}

interface Place {
  readonly row: number;
  readonly column: number;
}

function cellKey(view: EditorView, box: HTMLElement, place: Place, event: KeyboardEvent): void {
  const move = moveOf(event);
  const mod = event.ctrlKey || event.metaKey;
  if (mod && event.key.toLowerCase() === 'z') {
    event.preventDefault();
    if (event.shiftKey) redoHere(view);
    else undoHere(view);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    leave(view, box, 'after');
  } else if (move !== null && !event.isComposing) {
    event.preventDefault();
    go(view, box, place, move);
  }
}

type Move = 'next' | 'previous' | 'up' | 'down' | 'enter';

function moveOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): Move | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === 'Tab') return shiftKey ? 'previous' : 'next';
  if (key === 'Enter') return 'enter';
  if (key === 'ArrowUp') return 'up';
  return key === 'ArrowDown' ? 'down' : null;
}

/** To the next cell; behind the last one a row is made. Up and down lead out of the table. */
function go(view: EditorView, box: HTMLElement, { row, column }: Place, move: Move): void {
  const table = drawnOf.get(box)?.table;
  if (table === undefined) return;
  const [rows, columns] = [table.rows.length, table.aligns.length];
  const flat = row * columns + column + (move === 'next' ? 1 : move === 'previous' ? -1 : 0);
  const isStep = move === 'next' || move === 'previous';
  const to = isStep
    ? { row: Math.floor(flat / columns), column: ((flat % columns) + columns) % columns }
    : { row: row + (move === 'up' ? -1 : 1), column };
  if (to.row < 0) leave(view, box, 'before');
  else if (to.row < rows) cellAt(box, to.row, to.column)?.focus();
  else if (move === 'down') leave(view, box, 'after');
  else change(view, box, [addRow(drawnOf.get(box)?.source ?? '', rows - 1)], to);
}

/** The table is drawn anew where its shape changes; the focus goes to the cell of that place. */
function change(view: EditorView, box: HTMLElement, edits: readonly TableEdit[], to: Place): void {
  const start = view.posAtDOM(box);
  apply(view, box, edits);
  focusCell(view, start, to);
}

function leave(view: EditorView, box: HTMLElement, side: 'before' | 'after'): void {
  const start = view.posAtDOM(box);
  const end = start + (drawnOf.get(box)?.source.length ?? 0);
  const { doc } = view.state;
  if (side === 'before' && start > 0) view.dispatch({ selection: { anchor: start - 1 } });
  else if (side === 'after' && end < doc.length) view.dispatch({ selection: { anchor: end + 1 } });
  else {
    const insert = side === 'before' ? { from: 0, insert: '\n' } : { from: doc.length, insert: '\n' };
    view.dispatch({
      changes: insert,
      selection: { anchor: side === 'before' ? 0 : doc.length + 1 },
      userEvent: 'input',
    });
  }
  view.focus();
}

/** Puts the focus into a cell of the table that starts at the position; false where none is drawn there. */
export function focusCell(view: EditorView, start: number, place: Place | 'first' | 'last'): boolean {
  for (const box of view.contentDOM.querySelectorAll<HTMLElement>('.cm-tableBox')) {
    if (view.posAtDOM(box) !== start) continue;
    const rows = drawnOf.get(box)?.table.rows.length ?? 1;
    const at = place === 'first' ? { row: 0, column: 0 } : place === 'last' ? { row: rows - 1, column: 0 } : place;
    const field = cellAt(box, at.row, at.column);
    field?.focus();
    return field !== null;
  }
  return false;
}

function drawTools(view: EditorView, box: HTMLElement): HTMLElement {
  const tools = document.createElement('div');
  tools.className = 'cm-tableTools';
  let last: Place = { row: 0, column: 0 };
  box.addEventListener('focusin', (event) => {
    const { dataset } = event.target as HTMLElement;
    if (dataset['row'] !== undefined) last = { row: Number(dataset['row']), column: Number(dataset['column']) };
  });
  const source = (): string => drawnOf.get(box)?.source ?? '';
  const tool = (words: string, run: () => void): void => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words;
    button.addEventListener('click', run);
    tools.append(button);
  };
  const { state } = view;
  tool(say(state, 'editor.addRow'), () =>
    change(view, box, [addRow(source(), last.row)], { row: last.row + 1, column: 0 }),
  );
  tool(say(state, 'editor.addColumn'), () =>
    change(view, box, addColumn(source(), last.column), { row: 0, column: last.column + 1 }),
  );
  tool(say(state, 'editor.removeRow'), () => {
    const edit = removeRow(source(), last.row);
    if (edit !== null) change(view, box, [edit], { row: last.row - 1, column: last.column });
  });
  tool(say(state, 'editor.removeColumn'), () =>
    change(view, box, removeColumn(source(), last.column), { row: 0, column: Math.max(0, last.column - 1) }),
  );
  tool(say(state, 'editor.showSource'), () => {
    view.dispatch({ selection: { anchor: view.posAtDOM(box) } });
    view.focus();
  });
  return tools;
}
